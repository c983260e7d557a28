"""Which column means which field: guessed from the headers, chosen by a person, or kept in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from forecourt.core.actor import Actor
from forecourt.core.errors import Invalid
from forecourt.core.imports.importer import Importer, ImportField, ImportOption
from forecourt.core.imports.values import mend_mojibake
from forecourt.core.text import normalise


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """`columns` maps a field to a header; `constants` gives a field one text for all rows; `settings` guides reading."""

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As the import run keeps it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping kept in a YAML file beside its importer and options, for `forecourt import`."""

    importer: str
    mapping: ColumnMapping
    options: Mapping[str, Any]
    sheet: str = ""
    header_row: int = 1


def suggest(headers: Sequence[str], fields: Sequence[ImportField]) -> ColumnMapping:
    """The columns whose header is a field's name, label or alias, in any spelling."""
    by_header = {_plain(header): header for header in reversed(headers)}
    columns: dict[str, str] = {}
    for each in fields:
        for name in (each.name, str(each.label), *each.aliases):
            if (header := by_header.get(_plain(name))) and header not in columns.values():
                columns[each.name] = header
                break
    return ColumnMapping(columns=columns)


def _plain(text: str) -> str:
    return "".join(char for char in normalise(mend_mojibake(text)) if char.isalnum())


def require_complete(mapping: ColumnMapping, importer: Importer, headers: Sequence[str]) -> None:
    """Raises Invalid for a missing required field, an unknown field or a column the file does not have."""
    names = {each.name for each in importer.fields}
    for name in (*mapping.columns, *mapping.constants):
        if name not in names:
            raise Invalid(_("There is no field “%(name)s”."), name=name)
    for header in mapping.columns.values():
        if header not in headers:
            raise Invalid(_("The file has no column “%(name)s”."), name=header)
    given = {*mapping.columns, *mapping.constants}
    missing = [str(each.label) for each in importer.fields if each.required and each.name not in given]
    if missing:
        raise Invalid(_("These fields need a column: %(names)s."), names=", ".join(missing))


def complete_options(importer: Importer, actor: Actor, given: Mapping[str, Any]) -> dict[str, str]:
    """The options as values, with defaults for what is not given; a choice may be given by its label.

    Raises Invalid for an unknown option, a missing one, and a value that is not among the actor's choices.
    """
    for name in given:
        if name not in {option.name for option in importer.options}:
            raise Invalid(_("There is no option “%(name)s”."), name=name)
    return {option.name: _option_value(option, actor, given.get(option.name)) for option in importer.options}


def _option_value(option: ImportOption, actor: Actor, given: Any) -> str:
    given = option.default if given in (None, "") else given
    text = ("yes" if given else "no") if isinstance(given, bool) else str(given).strip()
    if not text:
        if option.required:
            raise Invalid(_("“%(name)s” is missing."), field=option.name, name=str(option.label))
        return ""
    if option.choices is None:
        return text
    for value, label in option.choices(actor):
        if text == value or text.casefold() == str(label).casefold():
            return value
    raise Invalid(
        _("“%(value)s” is not a choice for “%(name)s”."),
        field=option.name,
        value=text,
        name=str(option.label),
    )


def load_mapping_file(path: Path) -> MappingFile:
    """Read a kept mapping. Raises Invalid where the file is not of this form."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        mapping = ColumnMapping(data.get("columns", {}), data.get("constants", {}), data.get("settings", {}))
        return MappingFile(
            importer=data["importer"],
            mapping=mapping,
            options=data.get("options", {}),
            sheet=str(data.get("sheet", "")),
            header_row=int(data.get("header_row", 1)),
        )
    except (OSError, yaml.YAMLError, KeyError, AttributeError, TypeError, ValueError):
        raise Invalid(_("%(path)s is not a mapping file."), path=path.name) from None
