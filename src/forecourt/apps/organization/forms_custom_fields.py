"""Forms of the custom fields' settings."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from forecourt.core.audit.labels import object_type_label
from forecourt.core.custom.services import object_types
from forecourt.core.models import CustomField


class _Choices(forms.CharField):
    """One choice per line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> Any:
        """The lines."""
        return str(super().clean(value)).splitlines()


class CustomFieldForm(forms.Form):
    """A new field."""

    object_type = forms.ChoiceField(label=_("Kind of record"))
    label = forms.CharField(label=_("Label"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind of value"), choices=CustomField.Kind.choices)
    choices = _Choices(
        label=_("Choices, one per line"), required=False, help_text=_("For “One of several” only.")
    )
    required = forms.BooleanField(label=_("Must be filled in"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = cast("forms.ChoiceField", self.fields["object_type"])
        types.choices = [(code, object_type_label(code)) for code in object_types()]


class CustomFieldChangeForm(forms.Form):
    """A field that is there: its kind of record and of value stay."""

    label = forms.CharField(label=_("Label"), max_length=60)
    choices = _Choices(
        label=_("Choices, one per line"), required=False, help_text=_("For “One of several” only.")
    )
    required = forms.BooleanField(label=_("Must be filled in"), required=False)
    position = forms.IntegerField(label=_("Position"), min_value=0, max_value=999)
    is_active = forms.BooleanField(label=_("In use"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
