"""Forms of the ledger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forecourt.apps.finance.selectors import VIEW
from forecourt.apps.organization.selectors import store_choices
from forecourt.core.actor import Actor


class TrialBalanceForm(forms.Form):
    """Of which day, and of which books."""

    on = forms.DateField(label=_("At the end of"), widget=forms.DateInput(), required=False)
    store = forms.TypedChoiceField(label=_("Store"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[Any, Any]] = [("", _("All within reach")), *store_choices(actor, VIEW)]
        grant = actor.grant(VIEW)
        if grant is not None and grant.everywhere:
            choices.append((0, _("The group's own books")))
        self.fields["store"].choices = choices  # type: ignore[attr-defined]
