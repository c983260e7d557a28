"""A form that knows who fills it in, for choices within his reach."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from forecourt.core.actor import Actor

Choices = Callable[[Actor], Iterable[tuple[Any, str]]]


class ActorForm(forms.Form):
    """`offers` names the choices of a field by a function of the actor."""

    offers: ClassVar[dict[str, Choices]] = {}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        for name, offer in self.offers.items():
            field = cast("forms.ChoiceField", self.fields[name])
            none = [] if field.required else [("", _("none"))]
            field.choices = [*none, *offer(actor)]


class VersionedForm(ActorForm):
    """An edit form: the version it was filled with; None for a new record."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def choice(label: Any, *, required: bool = True) -> forms.TypedChoiceField:
    """A choice of a row by its key."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=required)
