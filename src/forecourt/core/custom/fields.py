"""Custom fields of records: their values checked, and as inputs of a form.

A record that takes custom fields has `custom = models.JSONField(default=dict, blank=True)`: a value by the field's code,
an amount in minor units, a date as ISO text.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from forecourt.core.errors import Invalid
from forecourt.core.models import CustomField
from forecourt.core.money import MoneyFormField

PREFIX = "custom_"
LARGEST = 10**15
LONGEST_TEXT = 500
Kind = CustomField.Kind


def custom_fields(object_type: str) -> list[CustomField]:
    """The fields in use of a kind of record, in their order: one query."""
    return list(
        CustomField.objects.filter(object_type=object_type, is_active=True).order_by("position", "pk")
    )


# Values


def check_value(field: CustomField, value: Any) -> Any:
    """The value as it is stored; None for none. Raises Invalid, naming the field, for a wrong type or an unknown choice."""
    if value is None or value == "":
        if field.required:
            raise Invalid(_("This must be filled in."), field=PREFIX + field.code)
        return None
    stored = value.isoformat() if isinstance(value, date) else value
    if not _fits(field, stored):
        raise Invalid(_("“%(label)s” cannot have this value."), field=PREFIX + field.code, label=field.label)
    return stored


def _fits(field: CustomField, value: Any) -> bool:
    if field.kind == Kind.BOOL:
        return isinstance(value, bool)
    if field.kind in {Kind.NUMBER, Kind.MONEY}:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or "\x00" in value:
        return False
    if field.kind == Kind.CHOICE:
        return value in field.choices
    return field.kind != Kind.DATE or _is_date(value)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def clean_custom(
    object_type: str, values: Mapping[str, Any], kept: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The `custom` column of a record after a save: `values` by code, checked, over what it `kept`.

    A service calls it before it writes. Values of fields no longer in use stay. Raises Invalid for a value of a wrong
    type, a required field left empty and a code that is no field.
    """
    fields = {field.code: field for field in custom_fields(object_type)}
    unknown = set(values) - set(fields)
    if unknown:
        raise Invalid(_("There is no such field."), field=PREFIX + min(unknown))
    result = dict(kept or {})
    for code, field in fields.items():
        checked = check_value(field, values[code] if code in values else result.get(code))
        result[code] = checked
    return {code: value for code, value in result.items() if value is not None}


# Forms


def form_fields(fields: Iterable[CustomField]) -> dict[str, forms.Field]:
    """An input for each field, named `custom_<code>`: add them to a form's `fields`."""
    return {PREFIX + field.code: _input(field) for field in fields}


def form_initial(values: Mapping[str, Any]) -> dict[str, Any]:
    """The present values for a form's `initial`."""
    return {PREFIX + code: value for code, value in values.items()}


def form_values(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """The values by code out of a form's `cleaned_data`, for `clean_custom`."""
    return {name.removeprefix(PREFIX): value for name, value in cleaned.items() if name.startswith(PREFIX)}


def _input(field: CustomField) -> forms.Field:
    common: dict[str, Any] = {"label": field.label, "required": field.required}
    if field.kind == Kind.CHOICE:
        choices = [("", "—"), *((choice, choice) for choice in field.choices)]
        return forms.ChoiceField(choices=choices, **common)
    if field.kind == Kind.BOOL:
        return forms.BooleanField(label=field.label, required=False)
    if field.kind == Kind.TEXT:
        return forms.CharField(max_length=LONGEST_TEXT, **common)
    if field.kind == Kind.MONEY:
        return MoneyFormField(**common)
    if field.kind == Kind.NUMBER:
        return forms.IntegerField(min_value=-LARGEST, max_value=LARGEST, **common)
    return forms.DateField(widget=forms.DateInput, **common)
