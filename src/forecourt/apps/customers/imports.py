"""Bringing customers and leads in by file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecourt.apps.customers.import_fields import (
    CUSTOMER_FIELDS,
    LEAD_FIELDS,
    LEAD_OPTIONS,
    STORE_OPTIONS,
)
from forecourt.apps.customers.selectors.doubles import customers_by_phone, open_leads_of
from forecourt.apps.customers.selectors.setup import levels, sources
from forecourt.apps.customers.services import CustomerDraft, LeadDraft, import_customers, import_leads
from forecourt.apps.customers.services.checks import FURTHEST, clean_customer
from forecourt.apps.organization import selectors as organization
from forecourt.apps.organization import services as organization_services
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.contact import normalise_phone
from forecourt.core.db import transaction_required
from forecourt.core.errors import DomainError
from forecourt.core.imports.importer import Importer, ImportRow
from forecourt.core.imports.references import keep_references, known_references

CUSTOMER_KIND, LEAD_KIND = "customers.customer", "customers.lead"
MANAGE_CUSTOMERS, MANAGE_LEADS = "customers.customer.manage", "customers.lead.manage"
FACTS = ("kind", "phone2", "wechat", "gender", "id_number", "company_code", "city", "address", "note")
NEW, KNOWN = "new", "known"


@dataclass(slots=True)
class PeopleFile:
    """What is known while one file comes in."""

    actor: Actor
    permission: str
    options: Mapping[str, str]
    stores: dict[str, int]
    source_codes: dict[str, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def store_id(self, row: ImportRow) -> int | None:
        """The store of a row, or None where there is none yet."""
        return self.stores.get(row.values["store"].casefold())

    @property
    def adds_stores(self) -> bool:
        """Whether the file opens stores."""
        return self.options["add_stores"] == "yes"


def prepare_customers(actor: Actor, options: Mapping[str, Any]) -> PeopleFile:
    """Look up what holds for a file of customers. Raises NotAllowed."""
    return _prepared(actor, MANAGE_CUSTOMERS, options)


def prepare_leads(actor: Actor, options: Mapping[str, Any]) -> PeopleFile:
    """Look up what holds for a file of leads. Raises NotAllowed."""
    file = _prepared(actor, MANAGE_LEADS, options)
    for code, source in sources().items():
        file.source_codes[str(source.label).casefold()] = code
    file.source_codes.update({code.replace("_", mark): code for code in sources() for mark in "_- "})
    return file


def _prepared(actor: Actor, permission: str, options: Mapping[str, Any]) -> PeopleFile:
    if options["add_stores"] == "yes":
        actor.require("organization.store.manage")
    return PeopleFile(actor, permission, options, organization.stores_by_name(actor, permission))


def check_customers(file: PeopleFile, rows: Sequence[ImportRow]) -> None:
    """Refuse what cannot be a customer, and tell who is here already."""
    known_ids = known_references(CUSTOMER_KIND, _references(rows, "reference"))
    phones = customers_by_phone({_phone(row) for row in rows})
    for row in rows:
        _judge_person(file, row)
        reference, phone = row.values["reference"] or "", _phone(row)
        if not reference and not phone:
            row.refuse(_("A customer without a phone needs a number in the old system."))
        _judge_double(file, row, reference or phone)
        store_id = file.store_id(row)
        here = reference in known_ids or store_id in phones.get(phone, ())
        row.outcome = KNOWN if here else "joined" if phone in phones else NEW


def check_leads(file: PeopleFile, rows: Sequence[ImportRow]) -> None:
    """Refuse what cannot be a lead, and tell which are here already."""
    known = known_references(LEAD_KIND, _references(rows, "reference"))
    taken = open_leads_of({_phone(row) for row in rows})
    for row in rows:
        if row.values["reference"] in known:
            row.outcome = KNOWN
            continue
        row.outcome = NEW
        _judge_person(file, row)
        _judge_double(file, row, row.values["reference"])
        _judge_lead(file, row)
        if (_phone(row), file.store_id(row)) in taken:
            row.refuse(_("This customer already has an open lead at this store."))


def _references(rows: Iterable[ImportRow], name: str) -> set[str]:
    return {row.values[name] for row in rows if row.values[name]}


def _phone(row: ImportRow) -> str:
    return normalise_phone(row.values["phone"]) if row.values["phone"] else ""


def _judge_person(file: PeopleFile, row: ImportRow) -> None:
    try:
        clean_customer({**_facts(row), "name": row.values["name"], "phone": row.values["phone"] or ""})
    except DomainError as error:
        row.refuse(error.message)
    if file.store_id(row) is None and not file.adds_stores:
        row.refuse(_("There is no store “%(store)s” to which you may add.") % {"store": row.values["store"]})


def _judge_double(file: PeopleFile, row: ImportRow, key: str) -> None:
    if key and (first := file.seen.setdefault(key, row.number)) != row.number:
        row.refuse(_("Row %(row)d is the same.") % {"row": first})


def _judge_lead(file: PeopleFile, row: ImportRow) -> None:
    values, today = row.values, clock.today()
    if not _source(file, row):
        row.refuse(_("“%(source)s” is not a known source.") % {"source": values["source"]})
    level = levels().get((values["level"] or "N").upper())
    if level is None or level.stage != "active" or not level.is_active:
        row.refuse(_("“%(level)s” is not a level for this lead.") % {"level": values["level"]})
    if values["created_on"] and values["created_on"] > today:
        row.refuse(_("It cannot have begun in the future."))
    if values["next_on"] and values["next_on"] > today + FURTHEST:
        row.refuse(_("The next follow-up must be within a year."))
    low, high = values["budget_min"] or 0, values["budget_max"]
    if low < 0 or (high is not None and high < low):
        row.refuse(_("The budget is not a range of amounts."))


def _source(file: PeopleFile, row: ImportRow) -> str:
    text = (row.values["source"] or "").casefold()
    return file.source_codes.get(text, file.options["other_source"] if text else "import")


def _facts(row: ImportRow) -> dict[str, Any]:
    return {name: value for name in FACTS if (value := row.values.get(name))}


def write_customers(file: PeopleFile, rows: Sequence[ImportRow]) -> None:
    """Add the new customers, and make known ones known to their store."""
    new = [row for row in rows if row.outcome != KNOWN]
    if not new:
        return
    _open_stores(file, new)
    found = import_customers(actor=file.actor, drafts=[_customer(file, row) for row in new])
    kept = {
        row.values["reference"]: each.pk
        for row, each in zip(new, found, strict=True)
        if row.values["reference"]
    }
    keep_references(CUSTOMER_KIND, kept)


def write_leads(file: PeopleFile, rows: Sequence[ImportRow]) -> None:
    """Add the new leads with their customers."""
    new = [row for row in rows if row.outcome == NEW]
    if not new:
        return
    _open_stores(file, new)
    people = known_references(CUSTOMER_KIND, _references(new, "customer_reference"))
    drafts = [_lead(file, row, people.get(row.values["customer_reference"] or "")) for row in new]
    added = import_leads(actor=file.actor, drafts=drafts)
    keep_references(
        LEAD_KIND, {row.values["reference"]: lead.pk for row, lead in zip(new, added, strict=True)}
    )
    fresh = {
        row.values["customer_reference"]: lead.customer_id
        for row, lead in zip(new, added, strict=True)
        if row.values["customer_reference"] and row.values["customer_reference"] not in people
    }
    keep_references(CUSTOMER_KIND, fresh)


@transaction_required
def _open_stores(file: PeopleFile, rows: Sequence[ImportRow]) -> None:
    names = {row.values["store"].casefold(): row.values["store"] for row in rows if not file.store_id(row)}
    added = organization_services.add_stores_named(actor=file.actor, names=names.values())
    file.stores.update({name.casefold(): pk for name, pk in added.items()})


def _customer(file: PeopleFile, row: ImportRow, customer_id: int | None = None) -> CustomerDraft:
    return CustomerDraft(
        store_id=file.store_id(row) or 0,
        name=row.values["name"],
        phone=row.values["phone"] or "",
        customer_id=customer_id,
        identity=row.values.get("customer_reference") or "",
        facts=_facts(row),
    )


def _lead(file: PeopleFile, row: ImportRow, customer_id: int | None) -> LeadDraft:
    values = row.values
    created = clock.start_of(values["created_on"]) if values["created_on"] else clock.now()
    return LeadDraft(
        customer=_customer(file, row, customer_id),
        source=_source(file, row),
        level=(values["level"] or "N").upper(),
        status="active",
        created_at=created,
        stage_on=clock.local_date(created),
        next_on=values["next_on"] or clock.today(),
        facts={
            "wanted": values["wanted"] or "",
            "budget_min": values["budget_min"],
            "budget_max": values["budget_max"],
            "note": values["lead_note"] or "",
            "custom": {"source_as_given": values["source"]} if values["source"] else {},
        },
    )


CUSTOMERS = Importer(
    code="customers.customers",
    label=gettext_lazy("Customers"),
    permission=MANAGE_CUSTOMERS,
    fields=CUSTOMER_FIELDS,
    options=STORE_OPTIONS,
    prepare=prepare_customers,
    check=check_customers,
    write=write_customers,
    outcomes={
        "new": gettext_lazy("new"),
        "joined": gettext_lazy("known to the group, now to this store too"),
        "known": gettext_lazy("already here"),
    },
)
LEADS = Importer(
    code="customers.leads",
    label=gettext_lazy("Leads with their customers"),
    permission=MANAGE_LEADS,
    also_needs=(MANAGE_CUSTOMERS,),
    fields=LEAD_FIELDS,
    options=LEAD_OPTIONS,
    prepare=prepare_leads,
    check=check_leads,
    write=write_leads,
)
IMPORTERS = (CUSTOMERS, LEADS)
