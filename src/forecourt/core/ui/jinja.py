"""The Jinja2 environment of the few templates that are written out hundreds of times a page: tables of lists."""

from typing import Any

from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    """Everything is escaped; a name that is missing is an error."""
    given = {name: value for name, value in options.items() if name != "autoescape"}
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, **given
    )
