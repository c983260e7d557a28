"""Forms of the import wizard."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forecourt.core.actor import Actor
from forecourt.core.imports.importer import Importer, ImportField, ImportOption, importers_for
from forecourt.core.imports.mapping import ColumnMapping

COLUMN, CONSTANT, OPTION = "column_", "constant_", "option_"
DATE_FORMATS = (
    ("", _("As the file shows it (2026-11-23, 2026/11/23, 2026年11月23日)")),
    ("%m/%d/%Y", _("Month/day/year (11/23/2026)")),
    ("%d/%m/%Y", _("Day/month/year (23/11/2026)")),
    ("%d-%m-%Y", _("Day-month-year (23-11-2026)")),
    ("%d.%m.%Y", _("Day.month.year (23.11.2026)")),
)


class UploadForm(forms.Form):
    """Which file, and what it holds."""

    importer = forms.ChoiceField(label=_("What the file holds"))
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, XLSX, XLS or ODS."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls,.xlsb,.ods"}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["importer"].choices = [(each.code, each.label) for each in importers_for(actor)]  # type: ignore[attr-defined]


class SheetForm(forms.Form):
    """Which sheet of a workbook, and which row has the names."""

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    header_row = forms.IntegerField(label=_("Row with the column names"), min_value=0, max_value=1000)

    def __init__(self, *args: Any, sheets: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in sheets]  # type: ignore[attr-defined]
        if len(sheets) < 2:
            del self.fields["sheet"]


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One line of the mapping table: a field, the inputs that say where it comes from, what its column holds."""

    field: ImportField
    column: forms.BoundField
    constant: forms.BoundField
    samples: str


class MappingForm(forms.Form):
    """Which column means which field, what holds for the whole file, and how cells are read."""

    date_format = forms.ChoiceField(label=_("How dates are written"), choices=DATE_FORMATS, required=False)
    mend_mojibake = forms.BooleanField(
        label=_("Mend garbled characters"),
        help_text=_("Where “é” stands as “Ã©”: text that was saved in the wrong encoding."),
        required=False,
    )
    unknown = forms.CharField(
        label=_("Texts that mean “not known”"),
        help_text=_("Separated by commas, such as: —, n/a"),
        required=False,
        max_length=200,
    )
    keep_as = forms.CharField(
        label=_("Keep these columns as"),
        help_text=_("A name under which they are offered again for the next file like this one."),
        required=False,
        max_length=80,
    )

    def __init__(
        self,
        *args: Any,
        importer: Importer,
        actor: Actor,
        headers: Sequence[str],
        rows: Sequence[Sequence[str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.importer, self.rows, self.headers = importer, rows, headers
        choices = [("", _("Leave out")), *((header, header) for header in headers)]
        for each in importer.fields:
            self.fields[COLUMN + each.name] = forms.ChoiceField(
                label=str(each.label), choices=choices, required=False
            )
            self.fields[CONSTANT + each.name] = forms.CharField(
                label=_("The same in all rows"), required=False, max_length=each.max_length
            )
        for option in importer.options:
            self.fields[OPTION + option.name] = _option_field(option, actor)

    def lines(self) -> Iterator[FieldLine]:
        """The lines of the mapping table."""
        for each in self.importer.fields:
            column = self[COLUMN + each.name]
            yield FieldLine(
                each, column, self[CONSTANT + each.name], self._samples(str(column.value() or ""))
            )

    def _samples(self, header: str) -> str:
        if header not in self.headers:
            return ""
        place = self.headers.index(header)
        return " · ".join(dict.fromkeys(row[place] for row in self.rows if row[place]))[:120]

    def option_fields(self) -> list[forms.BoundField]:
        """The inputs of the options."""
        return [self[OPTION + option.name] for option in self.importer.options]

    def setting_fields(self) -> list[forms.BoundField]:
        """The inputs that say how cells are read, and under which name all this is kept."""
        return [self[name] for name in ("date_format", "mend_mojibake", "unknown", "keep_as")]

    def mapping(self) -> ColumnMapping:
        """The mapping the person chose."""
        data = self.cleaned_data
        unknown = [text.strip() for text in data["unknown"].split(",") if text.strip()]
        settings = {
            "date_format": data["date_format"],
            "mend_mojibake": data["mend_mojibake"],
            "unknown": unknown,
        }
        return ColumnMapping(
            columns=self._given(COLUMN),
            constants=self._given(CONSTANT),
            settings={name: value for name, value in settings.items() if value},
        )

    def options(self) -> dict[str, str]:
        """The options the person chose."""
        return {option.name: self.cleaned_data[OPTION + option.name] for option in self.importer.options}

    def _given(self, prefix: str) -> dict[str, str]:
        names = (each.name for each in self.importer.fields)
        return {name: value for name in names if (value := self.cleaned_data[prefix + name])}


def _option_field(option: ImportOption, actor: Actor) -> forms.Field:
    """A list of choices, or a text. Whether it must be given is judged by the import, which knows why."""
    about: dict[str, Any] = {"label": option.label, "help_text": option.help, "required": False}
    if option.choices is None:
        return forms.CharField(max_length=200, **about)
    choices = [*([] if option.required and option.default else [("", "—")]), *option.choices(actor)]
    return forms.ChoiceField(choices=choices, **about)


def mapping_initial(
    mapping: Mapping[str, Any], options: Mapping[str, Any], importer: Importer
) -> dict[str, Any]:
    """What the mapping form shows at first."""
    settings = mapping.get("settings", {})
    initial: dict[str, Any] = {
        "date_format": settings.get("date_format", ""),
        "mend_mojibake": settings.get("mend_mojibake", False),
        "unknown": ", ".join(settings.get("unknown", ())),
    }
    initial |= {COLUMN + name: header for name, header in mapping.get("columns", {}).items()}
    initial |= {CONSTANT + name: text for name, text in mapping.get("constants", {}).items()}
    initial |= {OPTION + each.name: options.get(each.name, each.default) for each in importer.options}
    return initial
