"""What a dashboard can be asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forecourt.apps.insight.periods import PERIODS


class PeriodForm(forms.Form):
    """Period and store, from the address."""

    period = forms.ChoiceField(label=_("Period"), choices=PERIODS, required=False)
    first = forms.DateField(label=_("First day"), required=False)
    last = forms.DateField(label=_("Last day"), required=False)
    store = forms.TypedChoiceField(label=_("Store"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: object, stores: list[tuple[int, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["store"].choices = [("", _("All stores")), *stores]  # type: ignore[attr-defined]
