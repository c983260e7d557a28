"""Bringing vehicles in by file: those received into stock, and those bought at auctions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecourt.apps.inventory.import_fields import AUCTION_FIELDS, AUCTION_OPTIONS, OF_AUCTION, STOCK_FIELDS
from forecourt.apps.inventory.services import (
    CatalogueNames,
    VehicleIntake,
    VinJudgement,
    judge_vins,
    receive_vehicles,
)
from forecourt.apps.inventory.services.intake import known_numbers
from forecourt.apps.organization import selectors as organization
from forecourt.apps.organization import services as organization_services
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.db import transaction_required
from forecourt.core.errors import Invalid
from forecourt.core.imports.importer import Importer, ImportRow
from forecourt.core.imports.references import keep_references, known_references
from forecourt.core.text import clean_text

RECEIVE = "inventory.vehicle.receive"
STOCK_KIND, AUCTION_KIND = "inventory.received", "inventory.auction"
OUTCOMES = {
    "right": gettext_lazy("new, check digit right"),
    "wrong": gettext_lazy("new, check digit wrong (warning)"),
    "override": gettext_lazy("new, check digit wrong, let in by a reason"),
    "none": gettext_lazy("new, without a VIN"),
    "known": gettext_lazy("already here"),
}


@dataclass(slots=True)
class VehicleFile:
    """What is known while one file comes in. `bay_id` None: each row names its store."""

    actor: Actor
    kind: str
    catalogue: CatalogueNames
    stores: dict[str, int]
    bays: dict[int, int]
    zones: dict[int, str]
    store_name: str = ""
    adds_store: bool = False
    seen: dict[str, int] = field(default_factory=dict)

    def place(self, row: ImportRow) -> tuple[str, int | None]:
        """The name of the store a vehicle goes to, and its key where it is there."""
        name = self.store_name or row.values["store"]
        return name, self.stores.get(name.casefold())


def _vehicle_file(actor: Actor, kind: str, **about: Any) -> VehicleFile:
    stores = organization.stores_by_name(actor, RECEIVE)
    facts = organization.store_facts(actor, set(stores.values()))
    return VehicleFile(
        actor=actor,
        kind=kind,
        catalogue=CatalogueNames(actor),
        stores=stores,
        bays=organization.first_bays(actor, RECEIVE),
        zones={store_id: each.time_zone for store_id, each in facts.items()},
        **about,
    )


def prepare_stock(actor: Actor, _options: Mapping[str, Any]) -> VehicleFile:
    """Look up what holds for a file of stock."""
    return _vehicle_file(actor, STOCK_KIND)


def prepare_auction(actor: Actor, options: Mapping[str, Any]) -> VehicleFile:
    """Look up what holds for a file of purchases. Raises Invalid where its store is not there and may not be opened."""
    adds = options["add_store"] == "yes"
    if adds:
        actor.require("organization.store.manage")
    file = _vehicle_file(actor, AUCTION_KIND, store_name=clean_text(options["store"]), adds_store=adds)
    store_id = file.stores.get(file.store_name.casefold())
    if store_id is None and not adds:
        raise Invalid(
            _("There is no store “%(store)s” into which you may receive vehicles."),
            field="store",
            store=file.store_name,
        )
    return file


def check(file: VehicleFile, rows: Sequence[ImportRow]) -> None:
    """Refuse what cannot be received, and name the verdict of the check digit of the rest."""
    judged = judge_vins(
        file.actor, [(row.values["vin"] or "", row.values.get("override_reason") or "") for row in rows]
    )
    references = [_reference(row, each) for row, each in zip(rows, judged, strict=True)]
    known = known_references(file.kind, set(references))
    numbers = known_numbers({row.values.get("stock_number") or "" for row in rows})
    for row, reference, each in zip(rows, references, judged, strict=True):
        if reference in known and reference not in file.seen:
            row.outcome = "known"
        else:
            row.outcome = _verdict(row, each)
            _judge(file, row, each, numbers)
        _judge_double(file, row, reference)


def _reference(row: ImportRow, judgement: VinJudgement) -> str:
    """By what a row is known again: its VIN, else its stock number; with the day it was received."""
    return f"{_number(row, judgement)}@{row.values['received_on'] or ''}"


def _number(row: ImportRow, judgement: VinJudgement) -> str:
    return judgement.verdict.vin or clean_text(row.values.get("stock_number") or "")


def _verdict(row: ImportRow, judgement: VinJudgement) -> str:
    if not row.values["vin"]:
        return "none"
    if judgement.verdict.verdict == "ok":
        return "right"
    return "override" if judgement.verdict.severity == "error" else "wrong"


def _judge(file: VehicleFile, row: ImportRow, judgement: VinJudgement, numbers: set[str]) -> None:
    values = row.values
    if not _number(row, judgement):
        row.refuse(_("It needs a VIN or a stock number."))
    elif values["vin"] and judgement.refusal is not None:
        row.refuse(judgement.refusal.message)
    elif (values.get("stock_number") or "") in numbers - {""}:
        row.refuse(_("A vehicle with this stock number is in the group already."))
    if (values["cost"] or 0) < 0:
        row.refuse(_("A cost is not negative."))
    if values["received_on"] and values["received_on"] > clock.today():
        row.refuse(_("It cannot have been received in the future."))
    _judge_place(file, row)


def _judge_place(file: VehicleFile, row: ImportRow) -> None:
    name, store_id = file.place(row)
    if store_id is None and not file.adds_store:
        row.refuse(_("There is no store “%(store)s” into which you may receive vehicles.") % {"store": name})
    if store_id is not None and store_id not in file.bays:
        row.refuse(_("The store “%(store)s” has no bay to receive a vehicle into.") % {"store": name})
    brand, series = row.values["brand"], row.values["series"]
    if not file.catalogue.may_add and file.catalogue.find(brand, series) is None:
        row.refuse(
            _("The catalogue has no series “%(brand)s %(series)s”.") % {"brand": brand, "series": series}
        )


def _judge_double(file: VehicleFile, row: ImportRow, reference: str) -> None:
    """One vehicle comes in once a file: the second row of a VIN, of whatever day, is refused."""
    number = reference.partition("@")[0]
    if not number:
        return
    first = file.seen.setdefault(number, row.number)
    if first != row.number:
        row.problems.clear()
        row.refuse(
            _("Row %(row)d has the same vehicle. One that is bought back is received by hand.")
            % {"row": first}
        )


def write(file: VehicleFile, rows: Sequence[ImportRow]) -> None:
    """Receive the new vehicles."""
    new = [row for row in rows if row.outcome != "known"]
    if not new:
        return
    _open_store(file)
    file.catalogue.add_missing({(row.values["brand"], row.values["series"]) for row in new})
    vehicles = receive_vehicles(actor=file.actor, intakes=[_intake(file, row) for row in new])
    keep_references(
        file.kind,
        {
            f"{vehicle.vin or vehicle.stock_number}@{row.values['received_on'] or ''}": vehicle.pk
            for row, vehicle in zip(new, vehicles, strict=True)
        },
    )


@transaction_required
def _open_store(file: VehicleFile) -> None:
    if not file.adds_store or file.store_name.casefold() in file.stores:
        return
    added = organization_services.add_stores_named(actor=file.actor, names=[file.store_name])
    file.stores.update({name.casefold(): pk for name, pk in added.items()})
    file.bays.update(organization.first_bays(file.actor, RECEIVE))


def _intake(file: VehicleFile, row: ImportRow) -> VehicleIntake:
    values = row.values
    store_id = file.place(row)[1] or 0
    return VehicleIntake(
        series_id=file.catalogue.find(values["brand"], values["series"]) or 0,
        vin=values["vin"] or "",
        stock_number=values.get("stock_number") or "",
        exterior_colour=values["colour"] or "",
        interior_colour=values["interior"] or "",
        engine_number=values.get("engine_number") or "",
        condition=values.get("condition") or ("used" if file.kind == AUCTION_KIND else "new"),
        production_on=values.get("production_on"),
        cost=values["cost"],
        override_reason=values.get("override_reason") or "",
        capacity_reason=_("Brought in by file"),
        custom={name: str(values[name]) for name in OF_AUCTION if values.get(name)},
        bay_id=file.bays[store_id],
        at=_moment(file, row, store_id),
    )


def _moment(file: VehicleFile, row: ImportRow, store_id: int) -> datetime:
    on = row.values["received_on"]
    return clock.start_of(on, file.zones.get(store_id)) if on else clock.now()


STOCK = Importer(
    code="inventory.received",
    label=gettext_lazy("Vehicles in stock"),
    permission=RECEIVE,
    fields=STOCK_FIELDS,
    prepare=prepare_stock,
    check=check,
    write=write,
    outcomes=OUTCOMES,
)
AUCTION = Importer(
    code="inventory.auction",
    label=gettext_lazy("Vehicles bought at auctions"),
    permission=RECEIVE,
    fields=AUCTION_FIELDS,
    options=AUCTION_OPTIONS,
    prepare=prepare_auction,
    check=check,
    write=write,
    outcomes=OUTCOMES,
)
IMPORTERS = (STOCK, AUCTION)
