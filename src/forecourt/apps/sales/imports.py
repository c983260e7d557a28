"""Bringing in the sales of another system: stores, series, customers, vehicles and sales in their past."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecourt.apps.customers import services as customers
from forecourt.apps.inventory import services as inventory
from forecourt.apps.organization import selectors as organization
from forecourt.apps.organization import services as organization_services
from forecourt.apps.organization.services import StoreDefaults
from forecourt.apps.sales import services
from forecourt.apps.sales.drafts import AccessoryDraft, SaleDraft
from forecourt.apps.sales.import_fields import FIELDS, OF_CUSTOMER, OF_SALE, OF_VEHICLE, OPTIONS
from forecourt.apps.sales.selectors.sales import known_references as known_sales
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.db import transaction_required
from forecourt.core.errors import Invalid
from forecourt.core.imports.importer import Importer, ImportRow
from forecourt.core.imports.references import keep_references, known_references, reference_of
from forecourt.core.money import apply_rate

CREATE = "sales.sale.create"
RECEIVE = "inventory.vehicle.receive"
CUSTOMER_KIND = "customers.customer"


@dataclass(slots=True)
class SalesFile:
    """What is known while one file comes in."""

    actor: Actor
    options: Mapping[str, str]
    vat_rate: Decimal | None
    stores: dict[str, int]
    catalogue: inventory.CatalogueNames
    bays: dict[int, int] = field(default_factory=dict)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    vins: dict[str, int] = field(default_factory=dict)

    @property
    def adds_stores(self) -> bool:
        """Whether the file opens stores."""
        return self.options["add_stores"] == "yes"

    @property
    def by_phone(self) -> bool:
        """Whether a phone tells who the customer is."""
        return self.options["phone_identifies"] == "yes"

    def store_id(self, row: ImportRow) -> int | None:
        """The store of a row, or None where there is none yet."""
        return self.stores.get(row.values["store"].casefold())


def prepare(actor: Actor, options: Mapping[str, Any]) -> SalesFile:
    """Look up what holds for the whole file. Raises Invalid, NotAllowed."""
    if options["add_stores"] == "yes":
        actor.require("organization.store.manage")
    return SalesFile(
        actor=actor,
        options=options,
        vat_rate=_rate(options["vat_rate"]),
        stores=organization.stores_by_name(actor, CREATE),
        catalogue=inventory.CatalogueNames(actor),
        bays=organization.first_bays(actor, RECEIVE),
    )


def _rate(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        rate = Decimal(text)
    except InvalidOperation:
        rate = Decimal(-1)
    if not 0 <= rate < 1:
        raise Invalid(_("A VAT rate lies between 0 and 1, such as 0.13."), field="vat_rate")
    return rate


def check(file: SalesFile, rows: Sequence[ImportRow]) -> None:
    """Refuse what cannot be sold, and tell what is here already."""
    stores = {store_id for row in rows if (store_id := file.store_id(row))}
    known = known_sales(stores, {row.values["reference"] for row in rows})
    for row in rows:
        if (file.store_id(row), row.values["reference"]) in known:
            row.outcome = "known"
            continue
        row.outcome = "new"
        _judge(file, row)
    _judge_vins(file, [row for row in rows if row.outcome == "new" and row.values["vin"]])


def _judge(file: SalesFile, row: ImportRow) -> None:
    values = row.values
    key = (values["store"].casefold(), values["reference"])
    if (first := file.seen.setdefault(key, row.number)) != row.number:
        row.refuse(_("Row %(row)d has the same number.") % {"row": first})
    if values["price"] <= 0 or (values["accessories"] or 0) < 0 or (values["cost"] or 0) < 0:
        row.refuse(_("A price must be more than nothing, an amount not negative."))
    if values["month"] is not None and values["month"] != values["sold_on"].month:
        row.refuse(_("The month %(month)s is not that of the date.") % {"month": values["month"]})
    if values["sold_on"] > clock.today():
        row.refuse(_("A sale cannot be dated in the future."))
    _judge_place(file, row)


def _judge_place(file: SalesFile, row: ImportRow) -> None:
    values, store_id = row.values, file.store_id(row)
    if store_id is None and not file.adds_stores:
        row.refuse(
            _("There is no store “%(store)s” for which you may record sales.") % {"store": values["store"]}
        )
    if store_id is not None and store_id not in file.bays:
        row.refuse(
            _("The store “%(store)s” has no bay to receive a vehicle into.") % {"store": values["store"]}
        )
    if not file.catalogue.may_add and file.catalogue.find(values["brand"], values["series"]) is None:
        row.refuse(
            _("The catalogue has no series “%(brand)s %(series)s”.")
            % {"brand": values["brand"], "series": values["series"]}
        )


def _judge_vins(file: SalesFile, rows: Sequence[ImportRow]) -> None:
    judged = inventory.judge_vins(file.actor, [(row.values["vin"], "") for row in rows])
    for row, (verdict, refusal) in zip(rows, judged, strict=True):
        if refusal is not None:
            row.refuse(refusal.message)
        elif (first := file.vins.setdefault(verdict.vin, row.number)) != row.number:
            row.refuse(_("Row %(row)d has the same VIN.") % {"row": first})


def write(file: SalesFile, rows: Sequence[ImportRow]) -> None:
    """Record the new sales, with everything they need."""
    new = [row for row in rows if row.outcome == "new"]
    if not new:
        return
    _open_stores(file, new)
    file.catalogue.add_missing({(row.values["brand"], row.values["series"]) for row in new})
    facts = organization.store_facts(file.actor, {file.stores[row.values["store"].casefold()] for row in new})
    zones = {store_id: each.time_zone for store_id, each in facts.items()}
    days = {(zone, row.values["sold_on"]) for row in new for zone in set(zones.values())}
    starts = {(zone, day): clock.start_of(day, zone) for zone, day in days}
    places = [file.stores[row.values["store"].casefold()] for row in new]
    at = [starts[zones[store], row.values["sold_on"]] for row, store in zip(new, places, strict=True)]
    buyers = _buyers(file, new, places, at)
    vehicles = inventory.receive_vehicles(
        actor=file.actor,
        intakes=[_intake(file, *each) for each in zip(new, places, at, strict=True)],
    )
    drafts = [
        _draft(file, row, store, vehicle.pk, buyer)
        for row, store, vehicle, buyer in zip(new, places, vehicles, buyers, strict=True)
    ]
    services.import_sales(actor=file.actor, drafts=drafts)


@transaction_required
def _open_stores(file: SalesFile, rows: Sequence[ImportRow]) -> None:
    names = {row.values["store"].casefold(): row.values["store"] for row in rows if not file.store_id(row)}
    if not names:
        return
    defaults = StoreDefaults(file.options["legal_entity"], file.options["time_zone"])
    added = organization_services.add_stores_named(actor=file.actor, names=names.values(), defaults=defaults)
    file.stores.update({name.casefold(): pk for name, pk in added.items()})
    file.bays.update(organization.first_bays(file.actor, RECEIVE))


@transaction_required
def _buyers(
    file: SalesFile, rows: Sequence[ImportRow], places: Sequence[int], at: Sequence[datetime]
) -> list[int]:
    """The customer of each row: by his phone, or by name and phone together where the phone alone tells nothing."""
    identities = [_identity(file, row) for row in rows]
    known = known_references(CUSTOMER_KIND, set(identities) - {""})
    drafts = [
        _customer(file, row, store, since, identity, known.get(identity))
        for row, store, since, identity in zip(rows, places, at, identities, strict=True)
    ]
    found = customers.import_customers(actor=file.actor, drafts=drafts)
    named = zip(identities, found, strict=True)
    keep_references(CUSTOMER_KIND, {key: each.pk for key, each in named if key and key not in known})
    return [customer.pk for customer in found]


def _identity(file: SalesFile, row: ImportRow) -> str:
    if file.by_phone or not row.values["phone"]:
        return ""
    return reference_of(row.values["customer"], row.values["phone"])


def _customer(
    file: SalesFile,
    row: ImportRow,
    store_id: int,
    since: datetime,
    identity: str,
    customer_id: int | None,
) -> customers.CustomerDraft:
    values = row.values
    custom = _custom(values, OF_CUSTOMER)
    if values["phone"] and not file.by_phone:
        custom["phone_as_given"] = values["phone"]
    return customers.CustomerDraft(
        store_id=store_id,
        name=values["customer"],
        phone=values["phone"] or "" if file.by_phone else "",
        known_since=since,
        customer_id=customer_id,
        identity=identity,
        facts={"gender": values["gender"] or "", "custom": custom},
    )


def _intake(file: SalesFile, row: ImportRow, store_id: int, at: datetime) -> inventory.VehicleIntake:
    values = row.values
    return inventory.VehicleIntake(
        series_id=file.catalogue.find(values["brand"], values["series"]) or 0,
        vin=values["vin"] or "",
        exterior_colour=values["colour"] or "",
        cost=values["cost"],
        capacity_reason=_("Brought in with its sale"),
        custom=_custom(values, OF_VEHICLE),
        bay_id=file.bays[store_id],
        at=at,
    )


def _draft(file: SalesFile, row: ImportRow, store_id: int, vehicle_id: int, customer_id: int) -> SaleDraft:
    values = row.values
    total = values["price"] + (values["accessories"] or 0)
    rate = file.vat_rate
    return SaleDraft(
        store_id=store_id,
        vehicle_id=vehicle_id,
        customer_id=customer_id,
        price=values["price"],
        sold_on=values["sold_on"],
        accessories=(AccessoryDraft(_("Accessories"), values["accessories"]),)
        if values["accessories"]
        else (),
        note=values["note"] or "",
        vat=None if rate is None else apply_rate(total, rate / (1 + rate)),
        external_ref=values["reference"],
        custom=_custom(values, OF_SALE),
    )


def _custom(values: Mapping[str, Any], names: Sequence[str]) -> dict[str, str]:
    return {name: values[name] for name in names if values[name]}


SALES_HISTORY = Importer(
    code="sales.history",
    label=gettext_lazy("Sales of the past"),
    permission=CREATE,
    also_needs=("customers.customer.manage", RECEIVE, "inventory.vehicle.search"),
    fields=FIELDS,
    options=OPTIONS,
    prepare=prepare,
    check=check,
    write=write,
)
IMPORTERS = (SALES_HISTORY,)
