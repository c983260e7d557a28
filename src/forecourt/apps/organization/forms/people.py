"""Forms of employees, logins, roles and grants."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forecourt.apps.organization.forms.base import ActorForm, VersionedForm, choice
from forecourt.apps.organization.models import RoleGrant
from forecourt.apps.organization.selectors import (
    PermissionLine,
    list_departments,
    list_regions,
    list_roles,
    role_label,
    store_choices,
)
from forecourt.apps.organization.services import EmployeeFacts, GrantFacts
from forecourt.core import clock
from forecourt.core.actor import Actor

ABSENT = "-"


def _stores(actor: Actor) -> list[tuple[int, str]]:
    return store_choices(actor, "organization.employee.manage")


def _all_stores(actor: Actor) -> list[tuple[int, str]]:
    return store_choices(actor, "organization.role.manage")


def _departments(actor: Actor) -> list[tuple[int, str]]:
    return [(row.pk, f"{row.store} · {row.name}") for row in list_departments(actor)]


def _regions(actor: Actor) -> list[tuple[int, str]]:
    return list(list_regions(actor).values_list("pk", "name"))


def _roles(actor: Actor) -> list[tuple[int, str]]:
    return [(role.pk, role_label(role)) for role in list_roles(actor)]


class EmployeeForm(VersionedForm):
    """A person at work."""

    offers = {"store": _stores, "department": _departments}

    number = forms.CharField(label=_("Staff number"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=80)
    store = choice(_("Store"))
    department = choice(_("Department"), required=False)
    position = forms.CharField(label=_("Position"), max_length=60)
    phone = forms.CharField(label=_("Mobile"), max_length=32, required=False)
    joined_on = forms.DateField(label=_("Joined on"), initial=clock.today)

    def facts(self) -> EmployeeFacts:
        """What was typed."""
        data: dict[str, Any] = {**self.cleaned_data}
        data.pop("version")
        return EmployeeFacts(store_id=data.pop("store"), department_id=data.pop("department"), **data)


class LeaveForm(VersionedForm):
    """The last day."""

    on = forms.DateField(label=_("Last day"), initial=clock.today)


class LoginForm(ActorForm):
    """How a new login is called."""

    username = forms.CharField(label=_("Login name"), max_length=150)


class GrantForm(ActorForm):
    """A role at a level and a place."""

    offers = {"role": _roles, "store": _all_stores, "department": _departments, "region": _regions}

    role = choice(_("Role"))
    level = forms.ChoiceField(
        label=_("Reach"), choices=RoleGrant.Level.choices, initial=RoleGrant.Level.STORE
    )
    store = choice(_("Store"), required=False)
    department = choice(_("Department"), required=False)
    region = choice(_("Region"), required=False)
    starts_on = forms.DateField(label=_("From"), initial=clock.today)
    ends_on = forms.DateField(label=_("Last day"), required=False)

    def facts(self) -> GrantFacts:
        """What was typed."""
        data: dict[str, Any] = {**self.cleaned_data}
        places = {f"{name}_id": data.pop(name) for name in ("role", "store", "department", "region")}
        return GrantFacts(**places, **data)


class RoleForm(VersionedForm):
    """A role: its name, and for each permission whether and how far it carries it."""

    code = forms.SlugField(label=_("Code"), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=80, required=False)

    def __init__(self, *args: Any, lines: list[PermissionLine], is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["code"]
        levels = [(ABSENT, _("no")), ("", _("as granted")), *RoleGrant.Level.choices]
        for line in lines:
            given = ABSENT if line.level is None else line.level
            self.fields[f"may:{line.code}"] = forms.ChoiceField(
                label=line.label, choices=levels, initial=given, required=False
            )

    def permissions(self) -> dict[str, str]:
        """What the role carries: code to level."""
        chosen = {name: value for name, value in self.cleaned_data.items() if name.startswith("may:")}
        return {name.removeprefix("may:"): level for name, level in chosen.items() if level != ABSENT}
