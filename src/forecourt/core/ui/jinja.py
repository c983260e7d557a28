"""The Jinja2 environment of the few templates that are written out hundreds of times a page: tables of lists."""

from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined


def environment(loader: BaseLoader, auto_reload: bool, **_others: Any) -> Environment:
    """Everything is escaped; a name that is missing is an error."""
    return Environment(
        loader=loader,
        auto_reload=auto_reload,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
