"""The lists of the stock and of the catalogue."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forecourt.apps.inventory import selectors
from forecourt.apps.inventory.models import Series, Vehicle
from forecourt.apps.organization.selectors import store_choices
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.ui.lists import Action, Column, EmptyState, Filter, ListSpec

STATUS_TONES = {
    "in_transit": "progress",
    "in_stock": "good",
    "fitting": "progress",
    "reserved": "warn",
    "sold": "info",
    "delivered": "info",
}
AGE_CHOICES = [(code, code) for code, _first, _last in selectors.AGE_BANDS]


def age_in_days(vehicle: Vehicle) -> int | None:
    """Days since it was received, for what stands in stock."""
    if vehicle.received_on is None or not vehicle.is_in_stock:
        return None
    return (clock.today() - vehicle.received_on).days


def _cost(vehicle: Any) -> int | None:
    return vehicle.cost_shown  # type: ignore[no-any-return]


def _vin(vehicle: Vehicle) -> str:
    return vehicle.vin or f"{_('No VIN')} · {vehicle.stock_number}"


def _held(vehicle: Any) -> str:
    return vehicle.live_holds[0].held_by if vehicle.live_holds else ""


def _by_age(rows: "QuerySet[Vehicle]", band: str) -> "QuerySet[Vehicle]":
    return rows.filter(selectors.age_band_filter(band, clock.today()))


def _held_or_free(rows: "QuerySet[Vehicle]", is_held: bool) -> "QuerySet[Vehicle]":
    live = {"holds__released_at": None, "holds__until__gt": clock.now()}
    held = rows.filter(holds__isnull=False, **live)
    return held if is_held else rows.exclude(pk__in=held.order_by().values("pk"))


def series_choices(actor: Actor) -> list[tuple[int, str]]:
    """Every series with its brand."""
    return [(row.pk, f"{row.brand} {row.name}") for row in selectors.list_series(actor)]


def brand_choices(actor: Actor) -> list[tuple[int, str]]:
    """Every brand."""
    return [(row.pk, row.name) for row in selectors.list_brands(actor)]


_VIN = Column("vin", _("VIN"), "vin", value=_vin, sort="vin", priority=1)
_NUMBER = Column("stock_number", _("Stock number"), shown=False, priority=3)
_BRAND = Column("brand", _("Brand"), path="series__brand__name", sort=None)
_SERIES = Column("series", _("Series"), path="series__name", sort=None, priority=1)
_MODEL = Column("model", _("Model"), path="model__name", sort=None, shown=False, priority=3)
_COLOUR = Column("exterior_colour", _("Colour"), sort=None)
_STORE = Column("store", _("Store"), path="store__name", sort=None)
_PLACE = (
    Column("warehouse", _("Warehouse"), path="warehouse__name", sort=None, shown=False, priority=3),
    Column("bay", _("Bay"), path="bay__code", sort=None),
)
_RECEIVED = Column("received_on", _("Received on"), "date", priority=3)
_AGE = Column("age", _("Days in stock"), "number", value=age_in_days, sort=None)
_GUIDE = Column("guide_price", _("Guide price"), "money", sort=None)
_COST = Column("cost", _("Cost"), "money", value=_cost, sort=None, permission="inventory.cost.view")
_HELD = Column("held", _("Held by"), value=_held, sort=None)
_STATUS = Column(
    "status",
    _("Status"),
    "badge",
    choices=Vehicle.Status.choices,
    colours=STATUS_TONES,
    sort=None,
)

_FILTERS = (
    Filter("brand", _("Brand"), "choice", path="series__brand_id", choices=brand_choices),
    Filter("series", _("Series"), "choice", path="series_id", choices=series_choices),
    Filter("energy", _("Energy type"), "multi", path="series__energy", choices=Series.Energy.choices),
    Filter("age", _("Days in stock"), "choice", choices=AGE_CHOICES, apply=_by_age),
    Filter("colour", _("Colour"), "text", path="exterior_colour"),
    Filter("condition", _("Condition"), "multi", choices=Vehicle.Condition.choices),
    Filter("store", _("Store"), "choice", path="store_id", choices=store_choices),
    Filter("held", _("Held"), "bool", apply=_held_or_free),
)

_RECEIVE = Action(_("Receive a vehicle"), "inventory:vehicle-receive", "inventory.vehicle.receive")

STOCK = ListSpec(
    code="inventory.stock",
    title=_("Stock"),
    permission="inventory.vehicle.view",
    rows=selectors.list_stock,
    default_sort="received_on",
    row_url="inventory:vehicle-detail",
    search="search_text",
    search_hint=_("VIN, stock number, series or colour"),
    columns=(
        _VIN, _NUMBER, _BRAND, _SERIES, _MODEL, _COLOUR, _STATUS, _STORE, *_PLACE, _RECEIVED, _AGE, _GUIDE, _COST,
        _HELD,
    ),
    filters=(
        *_FILTERS,
        Filter(
            "status",
            _("Status"),
            "multi",
            choices=[(status.value, status.label) for status in Vehicle.STOCK],
        ),
        Filter("bay", _("Bay"), "text", path="bay__code"),
    ),
    empty=EmptyState(_("The vehicles in the stock of your stores will stand here."), _RECEIVE),
    primary=_RECEIVE,
)  # fmt: skip

VEHICLES = ListSpec(
    code="inventory.vehicles",
    title=_("All vehicles"),
    permission="inventory.vehicle.view",
    rows=selectors.list_vehicles,
    default_sort="-received_on",
    row_url="inventory:vehicle-detail",
    search="search_text",
    search_hint=_("VIN, stock number, series or colour"),
    columns=(_VIN, _NUMBER, _BRAND, _SERIES, _MODEL, _COLOUR, _STATUS, _STORE, _RECEIVED, _GUIDE, _COST),
    filters=(
        *_FILTERS,
        Filter("status", _("Status"), "multi", choices=Vehicle.Status.choices),
        Filter("received", _("Received on"), "date_range", path="received_on"),
        Filter("check_digit", _("Check digit"), "multi", choices=Vehicle.CheckDigit.choices),
    ),
    empty=EmptyState(_("Every vehicle your stores ever had will stand here."), _RECEIVE),
)

GROUP_STOCK = ListSpec(
    code="inventory.group_stock",
    title=_("Stock of the group"),
    permission="inventory.vehicle.search",
    rows=selectors.list_group_stock,
    default_sort="received_on",
    row_url="inventory:vehicle-detail",
    search="search_text",
    search_hint=_("VIN, stock number, series or colour"),
    columns=(
        _SERIES, _VIN, _BRAND, _MODEL, _COLOUR, _STORE, *_PLACE, _RECEIVED, _AGE, _GUIDE, _HELD, _STATUS,
    ),
    filters=_FILTERS,
    empty=EmptyState(_("What stands in stock anywhere in the group will stand here.")),
)  # fmt: skip

BRANDS = ListSpec(
    code="inventory.brands",
    title=_("Brands"),
    permission="inventory.catalogue.view",
    rows=selectors.list_brands,
    default_sort="name",
    row_url="inventory:brand-detail",
    search="search_text",
    columns=(Column("name", _("Name"), priority=1), Column("is_active", _("In use"), "bool", sort=None)),
    filters=(Filter("in_use", _("In use"), "bool", path="is_active"),),
    empty=EmptyState(_("The brands of the group will stand here.")),
    primary=Action(_("Add brand"), "inventory:brand-add", "inventory.catalogue.manage"),
)

SERIES = ListSpec(
    code="inventory.series",
    title=_("Series"),
    permission="inventory.catalogue.view",
    rows=selectors.list_series,
    default_sort="name",
    row_url="inventory:series-detail",
    search="search_text",
    columns=(
        Column("brand", _("Brand"), path="brand__name", sort=None, priority=1),
        Column("name", _("Name"), priority=1),
        Column("energy", _("Energy type"), choices=Series.Energy.choices, sort=None),
        Column("is_active", _("In use"), "bool", sort=None),
    ),
    filters=(
        Filter("brand", _("Brand"), "choice", path="brand_id", choices=brand_choices),
        Filter("energy", _("Energy type"), "multi", choices=Series.Energy.choices),
        Filter("in_use", _("In use"), "bool", path="is_active"),
    ),
    empty=EmptyState(_("The series of the brands will stand here.")),
    primary=Action(_("Add series"), "inventory:series-add", "inventory.catalogue.manage"),
)

MODELS = ListSpec(
    code="inventory.models",
    title=_("Models"),
    permission="inventory.catalogue.view",
    rows=selectors.list_models,
    default_sort="-year",
    row_url="inventory:model-detail",
    columns=(
        Column("brand", _("Brand"), path="series__brand__name", sort=None),
        Column("series", _("Series"), path="series__name", sort=None, priority=1),
        Column("year", _("Model year"), priority=1),
        Column("name", _("Name"), priority=1),
        Column("guide_price", _("Guide price"), "money", sort=None),
        Column("is_active", _("In use"), "bool", sort=None),
    ),
    filters=(
        Filter("series", _("Series"), "choice", path="series_id", choices=series_choices),
        Filter("name", _("Name"), "text"),
        Filter("price", _("Guide price"), "money_range", path="guide_price"),
    ),
    empty=EmptyState(_("The models of the series will stand here.")),
    primary=Action(_("Add model"), "inventory:model-add", "inventory.catalogue.manage"),
)

ACCESSORIES = ListSpec(
    code="inventory.accessories",
    title=_("Accessories"),
    permission="inventory.catalogue.view",
    rows=selectors.list_accessories,
    default_sort="code",
    row_url="inventory:accessory-detail",
    search="search_text",
    columns=(
        Column("code", _("Code"), priority=1),
        Column("name", _("Name"), sort=None, priority=1),
        Column("price", _("Price"), "money", sort=None),
        Column("cost", _("Cost"), "money", sort=None, permission="inventory.cost.view"),
        Column("is_active", _("In use"), "bool", sort=None),
    ),
    filters=(Filter("in_use", _("In use"), "bool", path="is_active"),),
    empty=EmptyState(_("What is sold with the cars will stand here.")),
    primary=Action(_("Add accessory"), "inventory:accessory-add", "inventory.catalogue.manage"),
)

LISTS = (STOCK, VEHICLES, GROUP_STOCK, BRANDS, SERIES, MODELS, ACCESSORIES)
