"""How forms look: Tabler's markup for every `{{ form }}` and `{{ form.name.as_field_group }}`."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.forms.renderers import TemplatesSetting

from forecourt.core.money import MoneyFormField

# From how many choices on a list is searched rather than read.
SEARCHED_FROM = 12
# The browser's pickers: input type and the format it wants its value in.
NATIVE: dict[type[forms.Widget], tuple[str, str]] = {
    forms.DateInput: ("date", "%Y-%m-%d"),
    forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
    forms.TimeInput: ("time", "%H:%M"),
}


class Renderer(TemplatesSetting):
    """Labels above, help below the label's input, errors beside the field."""

    form_template_name = "ui/form.html"
    formset_template_name = "ui/formset.html"
    field_template_name = "ui/field.html"


def field_kind(field: BoundField) -> str:
    """What the field's template has to draw: money, check, checks, file, hidden or input."""
    widget = field.field.widget
    if isinstance(field.field, MoneyFormField):
        return "money"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "checks"
    return "input"


def field_widget(field: BoundField) -> str:
    """The input with Tabler's classes, native date inputs, and the mark for a searchable list."""
    widget = field.field.widget
    _make_native(widget)
    return field.as_widget(attrs=_attributes(field, widget))


def field_options(field: BoundField) -> Iterator[BoundWidget]:
    """The choices of a radio or check list, drawn as buttons to tap."""
    field.field.widget.attrs["class"] = "form-selectgroup-input"
    return iter(field)


def _make_native(widget: forms.Widget) -> None:
    """Dates and times by the browser's own pickers. The widget belongs to this form alone."""
    kind = type(widget)
    if kind in NATIVE and isinstance(widget, forms.widgets.DateTimeBaseInput) and widget.input_type == "text":
        widget.input_type, widget.format = NATIVE[kind]


def _attributes(field: BoundField, widget: forms.Widget) -> dict[str, Any]:
    """Class names and marks, beside those the form itself gave the widget."""
    wrong = " is-invalid" if field.errors else ""
    given = widget.attrs.get("class", "")
    if isinstance(widget, forms.CheckboxInput):
        name = "form-check-input"
    elif isinstance(widget, forms.Select):
        name = "form-select"
    else:
        name = "form-control"
    attributes: dict[str, Any] = {"class": f"{given} {name}{wrong}".strip()}
    if isinstance(widget, forms.Select) and _has_many(widget):
        attributes["data-searchable"] = ""
    return attributes


def _has_many(widget: forms.Select) -> bool:
    choices = widget.choices
    return "data-searchable" not in widget.attrs and len(list(choices)) > SEARCHED_FROM
