"""Write the reference pages that follow from the code: docs/data-model.md, docs/events.md and docs/roles.md.

`python -m scripts.reference` writes them; a test fails while they are out of date.
"""

import dataclasses
import os
from collections.abc import Iterator
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import django
from django.apps import apps
from django.db import models
from django.utils import translation

from forecourt.core.permissions import all_permissions
from scripts.steps import ROOT, SETTINGS

NOTE = "<!-- Written by `python -m scripts.reference`; do not change by hand. -->"


def pages() -> dict[Path, str]:
    """Each page with its text."""
    with translation.override("en"):
        return {
            ROOT / "docs" / "data-model.md": "\n".join(data_model()) + "\n",
            ROOT / "docs" / "events.md": "\n".join(events()) + "\n",
            ROOT / "docs" / "roles.md": "\n".join(roles()) + "\n",
        }


def data_model() -> Iterator[str]:
    """Every table by department: fields, what they point to, constraints."""
    yield from ("# Data model", "", NOTE)
    for config in apps.get_app_configs():
        if config.name.startswith("forecourt.") and list(config.get_models()):
            yield from ("", f"## {config.label}")
            for model in sorted(config.get_models(), key=lambda each: each.__name__):
                yield from table(model)


def table(model: type[models.Model]) -> Iterator[str]:
    """One table."""
    yield from (
        "",
        f"### {model.__name__}",
        "",
        getdoc(model) or "",
        "",
        "| field | type | |",
        "|---|---|---|",
    )
    for field in model._meta.get_fields():
        if isinstance(field, models.Field) and not field.many_to_many:
            yield f"| `{field.name}` | {kind(field)} | {'' if not field.null else 'may be empty'} |"
    names = [constraint.name for constraint in model._meta.constraints]
    if names:
        yield from ("", "Constraints: " + ", ".join(f"`{name}`" for name in names))


def kind(field: "models.Field[Any, Any]") -> str:
    """The type of a field in a word, with what it points to."""
    if field.is_relation and field.related_model not in {None, "self"}:
        return f"→ {field.related_model._meta.label}"  # type: ignore[union-attr]
    return type(field).__name__.removesuffix("Field").lower()


def roles() -> Iterator[str]:
    """Every permission with the role templates that carry it, and at which level."""
    yield from (
        "# Roles and permissions",
        "",
        NOTE,
        "",
        "What each role template carries. A level is told where it is",
    )
    yield from ("not that of the grant. How it works: [permissions](permissions.md).", "")
    yield from ("| permission | meaning | roles |", "|---|---|---|")
    for code, permission in sorted(all_permissions().items()):
        carried = ", ".join(
            f"{role} ({level})" if level else role for role, level in permission.roles.items()
        )
        yield f"| `{code}` | {permission.label} | {carried} |"


def events() -> Iterator[str]:
    """Every event of the contracts, with its fields and handlers."""
    handlers_of = import_module("forecourt.core.events.outbox").handlers_of  # after django.setup()
    yield from (
        "# Events",
        "",
        NOTE,
        "",
        "What the departments tell each other, by the outbox of `core/events`.",
    )
    package = import_module("forecourt.contracts")
    for module in iter_modules(package.__path__):
        yield from ("", f"## {module.name}")
        contract = import_module(f"forecourt.contracts.{module.name}")
        for name, event in sorted(vars(contract).items()):
            if dataclasses.is_dataclass(event) and isinstance(event, type):
                fields = ", ".join(f"`{each.name}: {_type(each.type)}`" for each in dataclasses.fields(event))
                handlers = ", ".join(f"`{handler.name}`" for handler in handlers_of(event)) or "nobody yet"
                yield from (
                    "",
                    f"### {name}",
                    "",
                    getdoc(event) or "",
                    "",
                    fields,
                    "",
                    f"Handled by: {handlers}.",
                )


def _type(hint: Any) -> str:
    return (
        getattr(hint, "__name__", str(hint)) if isinstance(hint, type) else str(hint).replace("datetime.", "")
    )


def main() -> None:
    """Write all pages."""
    django.setup()
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    main()
