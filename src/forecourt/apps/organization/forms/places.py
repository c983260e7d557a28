"""Forms of group, stores, departments and warehouses."""

from datetime import time
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from forecourt.apps.organization.forms.base import ActorForm, VersionedForm, choice
from forecourt.apps.organization.models import Department, Store
from forecourt.apps.organization.selectors import (
    list_legal_entities,
    list_regions,
    list_zones,
    store_choices,
)
from forecourt.apps.organization.services import Hours, StoreFacts, WarehouseFacts
from forecourt.core.actor import Actor

MANAGE = "organization.store.manage"
E6 = 1_000_000


def _managed_stores(actor: Actor) -> list[tuple[int, str]]:
    return store_choices(actor, MANAGE)


def _regions(actor: Actor) -> list[tuple[int, str]]:
    return list(list_regions(actor).values_list("pk", "name"))


def _legal_entities(actor: Actor) -> list[tuple[int, str]]:
    return list(list_legal_entities(actor).values_list("pk", "name"))


class GroupForm(VersionedForm):
    """The group."""

    name = forms.CharField(label=_("Name of the group"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)


class CodeNameForm(VersionedForm):
    """A region."""

    code = forms.CharField(label=_("Code"), max_length=12)
    name = forms.CharField(label=_("Name"), max_length=80)


class ZoneForm(CodeNameForm):
    """A zone of a warehouse."""

    name = forms.CharField(label=_("Name"), max_length=80, required=False)


class LegalEntityForm(VersionedForm):
    """A company in law."""

    name = forms.CharField(label=_("Name"), max_length=160)
    uscc = forms.CharField(label=_("Social credit code"), max_length=18, required=False)


class StoreForm(VersionedForm):
    """A store; the position in degrees."""

    offers = {"legal_entity": _legal_entities, "region": _regions}

    code = forms.CharField(
        label=_("Store code"), max_length=12, help_text=_("Stands in every document number.")
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Store.Kind.choices)
    legal_entity = choice(_("Company in law"))
    region = choice(_("Region"), required=False)
    city = forms.CharField(label=_("City"), max_length=40, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=32, required=False)
    time_zone = forms.CharField(label=_("Time zone"), max_length=40, initial="Asia/Shanghai")
    latitude = forms.DecimalField(
        label=_("Latitude"), min_value=-90, max_value=90, decimal_places=6, required=False
    )
    longitude = forms.DecimalField(
        label=_("Longitude"), min_value=-180, max_value=180, decimal_places=6, required=False
    )
    geofence_m = forms.IntegerField(
        label=_("Geofence radius in metres"), min_value=10, max_value=50_000, initial=300
    )
    is_active = forms.BooleanField(label=_("Open for business"), required=False, initial=True)

    def facts(self) -> StoreFacts:
        """What was typed."""
        data: dict[str, Any] = {**self.cleaned_data}
        data.pop("version")
        for name in ("latitude", "longitude"):
            degrees = data.pop(name)
            data[f"{name}_e6"] = None if degrees is None else int(degrees * E6)
        return StoreFacts(legal_entity_id=data.pop("legal_entity"), region_id=data.pop("region"), **data)

    @staticmethod
    def initial_of(store: Store) -> dict[str, Any]:
        """The form's values of a store."""
        names = ("code", "name", "kind", "city", "address", "phone", "time_zone", "geofence_m", "is_active")
        values: dict[str, Any] = {name: getattr(store, name) for name in (*names, "version")}
        for name in ("latitude", "longitude"):
            e6 = getattr(store, f"{name}_e6")
            values[name] = None if e6 is None else Decimal(e6) / E6
        return values | {"legal_entity": store.legal_entity_id, "region": store.region_id}


class HoursForm(ActorForm):
    """Opening hours of the week; a day without both times is closed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday, label in WEEKDAYS.items():
            for end, text in (("opens", _("opens")), ("closes", _("closes"))):
                field = forms.TimeField(label=f"{label}: {text}", required=False, widget=forms.TimeInput)
                self.fields[f"{end}_{weekday}"] = field

    def hours(self) -> list[Hours]:
        """The days that are open."""
        times = [
            (day, self.cleaned_data[f"opens_{day}"], self.cleaned_data[f"closes_{day}"]) for day in range(7)
        ]
        return [Hours(day, opens, closes or time()) for day, opens, closes in times if opens]


class DepartmentForm(VersionedForm):
    """A team of a store."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Department.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=80)


class WarehouseForm(VersionedForm):
    """A warehouse; without a store it is the group's."""

    offers = {"store": _managed_stores}

    code = forms.CharField(label=_("Warehouse code"), max_length=12)
    name = forms.CharField(label=_("Name"), max_length=80)
    store = choice(_("Store"), required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    capacity = forms.IntegerField(label=_("Capacity in vehicles"), min_value=0, max_value=100_000, initial=0)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def facts(self) -> WarehouseFacts:
        """What was typed."""
        data: dict[str, Any] = {**self.cleaned_data}
        data.pop("version")
        return WarehouseFacts(store_id=data.pop("store"), **data)


class BayForm(VersionedForm):
    """One bay."""

    code = forms.CharField(label=_("Code"), max_length=20)
    zone = choice(_("Zone"), required=False)
    capacity = forms.IntegerField(label=_("Capacity in vehicles"), min_value=1, max_value=10_000, initial=1)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, warehouse_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_zones(self, warehouse_id)


class BayRangeForm(ActorForm):
    """All bays from the first to the last."""

    first = forms.CharField(label=_("First bay"), max_length=20, initial="A-001")
    last = forms.CharField(label=_("Last bay"), max_length=20, initial="A-040")
    zone = choice(_("Zone"), required=False)
    capacity = forms.IntegerField(label=_("Capacity in vehicles"), min_value=1, max_value=10_000, initial=1)

    def __init__(self, *args: Any, warehouse_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_zones(self, warehouse_id)


def offer_zones(form: ActorForm, warehouse_id: int) -> None:
    """The zones of the bay's warehouse."""
    field = cast("forms.ChoiceField", form.fields["zone"])
    zones = [(zone.pk, str(zone)) for zone in list_zones(form.actor, warehouse_id)]
    field.choices = [("", _("none")), *zones]
