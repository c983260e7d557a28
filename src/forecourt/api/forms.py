"""The form of a new token."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from forecourt.api.services import Issued, issue_token
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.permissions import all_permissions

_DAYS = [(30, _("30 days")), (90, _("90 days")), (365, _("one year")), (0, _("never"))]


class TokenForm(forms.Form):
    """Name, life and scopes; the scopes are the permissions the person holds today."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What will use it, such as “Website”.")
    )
    days = forms.TypedChoiceField(label=_("Expires after"), choices=_DAYS, coerce=int, initial=90)
    scopes = forms.MultipleChoiceField(
        label=_("Scopes"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what it needs. It never may more than you may at that moment."),
    )

    def __init__(self, *args: object, actor: Actor, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        held = [each for code, each in all_permissions().items() if actor.can(code)]
        self.fields["scopes"].choices = [(each.code, f"{each.label} ({each.code})") for each in held]  # type: ignore[attr-defined]

    def issue(self, actor: Actor) -> Issued:
        """Issue the token that was asked for. Raises Invalid."""
        days = self.cleaned_data["days"]
        expires_at = clock.now() + timedelta(days=days) if days else None
        return issue_token(
            actor=actor,
            name=self.cleaned_data["name"],
            scopes=self.cleaned_data["scopes"],
            expires_at=expires_at,
        )
