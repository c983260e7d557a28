"""Forms of the first start."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forecourt.apps.organization.forms.base import ActorForm, choice
from forecourt.apps.organization.models import Store
from forecourt.apps.organization.selectors import list_roles, role_label, store_choices
from forecourt.apps.organization.selectors.people import SELLING_ROLES
from forecourt.core.actor import Actor


class AdministratorForm(forms.Form):
    """The first login."""

    name = forms.CharField(label=_("Name"), max_length=80)
    username = forms.CharField(label=_("Login name"), max_length=150)
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )


class GroupForm(ActorForm):
    """The company that runs the installation."""

    name = forms.CharField(label=_("Name of the group"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)


class StoreForm(ActorForm):
    """The first company in law with its store."""

    entity_name = forms.CharField(label=_("Company in law"), max_length=160)
    uscc = forms.CharField(label=_("Social credit code"), max_length=18, required=False)
    code = forms.CharField(
        label=_("Store code"), max_length=12, help_text=_("Stands in every document number.")
    )
    name = forms.CharField(label=_("Name of the store"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Store.Kind.choices)
    city = forms.CharField(label=_("City"), max_length=40, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)


def _stores(actor: Actor) -> list[tuple[int, str]]:
    return store_choices(actor, "organization.store.manage")


def _selling_roles(actor: Actor) -> list[tuple[int, str]]:
    return [(role.pk, role_label(role)) for role in list_roles(actor).filter(code__in=SELLING_ROLES)]


class WarehouseForm(ActorForm):
    """The first warehouse with its bays."""

    offers = {"store": _stores}

    store = choice(_("Store"))
    code = forms.CharField(label=_("Warehouse code"), max_length=12)
    name = forms.CharField(label=_("Name of the warehouse"), max_length=80)
    first = forms.CharField(label=_("First bay"), max_length=20, initial="A-001")
    last = forms.CharField(label=_("Last bay"), max_length=20, initial="A-040")


class SalespersonForm(ActorForm):
    """The first person who sells."""

    offers = {"store": _stores, "role": _selling_roles}

    store = choice(_("Store"))
    number = forms.CharField(label=_("Staff number"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=80)
    position = forms.CharField(label=_("Position"), max_length=60)
    phone = forms.CharField(label=_("Mobile"), max_length=32, required=False)
    username = forms.CharField(label=_("Login name"), max_length=150)
    role = choice(_("Role"))
