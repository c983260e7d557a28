"""Customers and leads of the past, many at once: for files that are brought in.

The rules are those of the services for one row, applied set by set: a phone known to the group is the existing customer,
a customer is known to the store of his lead, a lead still worked on has a next step. No event is published: nothing new
happened.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from forecourt.apps.customers.models import (
    OPEN_STATUSES,
    Customer,
    FollowUp,
    Lead,
    Relationship,
    TimelineEntry,
)
from forecourt.apps.customers.selectors.setup import levels
from forecourt.apps.customers.services import checks
from forecourt.apps.customers.services.timeline import TEXT_LIMIT
from forecourt.core import audit, clock
from forecourt.core.actor import Actor
from forecourt.core.batches import batched
from forecourt.core.bulk import insert_rows
from forecourt.core.db import one_transaction, transaction_required
from forecourt.core.errors import Invalid

BATCH = 1000


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A customer of a store. `facts` are fields of Customer beside name and phone.

    Without a phone he is always new, unless `customer_id` says who he is; a known customer keeps his facts. Drafts with
    the same `identity` and no phone are one customer.
    """

    store_id: int
    name: str
    phone: str = ""
    owner_id: int | None = None
    known_since: datetime | None = None
    customer_id: int | None = None
    identity: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A follow-up that took place; `level` is the one held afterwards."""

    at: datetime
    channel: str
    outcome: str
    level: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """A lead as another system left it. `facts` are fields of Lead such as wanted, budget_max or defeat_reason."""

    customer: CustomerDraft
    source: str
    level: str
    status: str
    created_at: datetime
    stage_on: date
    next_on: date | None = None
    contacts: Sequence[ContactDraft] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@one_transaction
def import_customers(*, actor: Actor, drafts: Sequence[CustomerDraft]) -> list[Customer]:
    """The customers of the drafts, in their order; those not known yet are added.

    Raises NotAllowed, and Invalid for the first draft that cannot be.
    """
    for store_id in {draft.store_id for draft in drafts}:
        actor.require_in("customers.customer.manage", store_id)
    found: list[Customer] = []
    for batch in batched(drafts, BATCH):
        found += _customers(actor, batch)
    return found


@one_transaction
def import_leads(*, actor: Actor, drafts: Sequence[LeadDraft]) -> list[Lead]:
    """Add the leads with their customers and contacts, in the order of the drafts.

    Raises NotAllowed, SourceUnknown, LevelUnsuitable, and Invalid for the first draft that cannot be.
    """
    for store_id in {draft.customer.store_id for draft in drafts}:
        actor.require_in("customers.lead.manage", store_id)
    added: list[Lead] = []
    for batch in batched(drafts, BATCH):
        added += _leads(actor, batch)
    return added


@transaction_required
def _customers(actor: Actor, drafts: Sequence[CustomerDraft]) -> list[Customer]:
    """Known customers by their phone, new ones inserted, and each related to his store."""
    cleaned = [
        checks.clean_customer({**draft.facts, "name": draft.name, "phone": draft.phone}) for draft in drafts
    ]
    by_phone = _by_phone({facts["phone"] for facts in cleaned if facts["phone"]})
    by_id = Customer.objects.in_bulk({draft.customer_id for draft in drafts if draft.customer_id})
    by_identity: dict[str, Customer] = {}
    found, new = [], []
    for draft, facts in zip(drafts, cleaned, strict=True):
        if facts["phone"]:
            customer = by_phone.get(facts["phone"])
        else:
            customer = by_id.get(draft.customer_id or 0) or by_identity.get(draft.identity)
        if customer is None:
            customer = Customer(
                **facts,
                created_at=draft.known_since or clock.now(),
                search_text=checks.customer_search_text(facts),
            )
            new.append(customer)
            if facts["phone"]:
                by_phone[facts["phone"]] = customer
            elif draft.identity:
                by_identity[draft.identity] = customer
        found.append(customer)
    insert_rows(new)
    related = _relate(drafts, found)
    if related:
        said = {"customers": len(new), "relationships": related}
        audit.record(actor, "customers.customer.imported", found[0], said, store_id=drafts[0].store_id)
    return found


def _by_phone(phones: Collection[str]) -> dict[str, Customer]:
    known = Customer.objects.filter(phone__in=phones)
    return {customer.phone: customer for customer in known if customer.phone}


@transaction_required
def _relate(drafts: Sequence[CustomerDraft], customers: Sequence[Customer]) -> int:
    """Each customer known to the store of his draft; the number that were not. A known one stays as he is."""
    ids = {customer.pk for customer in customers}
    known = set(Relationship.objects.filter(customer__in=ids).values_list("customer_id", "store_id"))
    places: dict[tuple[int, int], Relationship] = {}
    for draft, customer in zip(drafts, customers, strict=True):
        if (customer.pk, draft.store_id) not in known:
            since = draft.known_since or clock.now()
            place = Relationship(
                customer_id=customer.pk, store_id=draft.store_id, owner_id=draft.owner_id, since=since
            )
            places.setdefault((customer.pk, draft.store_id), place)
    insert_rows(places.values())
    return len(places)


@transaction_required
def _leads(actor: Actor, drafts: Sequence[LeadDraft]) -> list[Lead]:
    for draft in drafts:
        _check(draft)
    customers = _customers(actor, [draft.customer for draft in drafts])
    leads = [_lead(draft, customer) for draft, customer in zip(drafts, customers, strict=True)]
    insert_rows(leads)
    contacts = [
        row for draft, lead in zip(drafts, leads, strict=True) for row in _contacts(actor, draft, lead)
    ]
    insert_rows(contacts)
    insert_rows([_timeline(actor, lead) for lead in leads])
    audit.record(actor, "customers.lead.imported", leads[0], {"leads": len(leads)})
    return leads


def _check(draft: LeadDraft) -> None:
    """Raises Invalid, SourceUnknown or LevelUnsuitable where the parts of a lead contradict each other."""
    checks.require_source(draft.source)
    checks.level_for(draft.level, "active" if draft.status == Lead.Status.DORMANT else draft.status)
    checks.require_budget(draft.facts.get("budget_min"), draft.facts.get("budget_max"))
    if draft.status in OPEN_STATUSES and draft.next_on is None:
        raise Invalid(field="next_on")
    if (draft.status == Lead.Status.DEFEATED) != bool(draft.facts.get("defeat_reason")):
        raise Invalid(field="defeat_reason")


def _lead(draft: LeadDraft, customer: Customer) -> Lead:
    first = draft.contacts[0].at if draft.contacts else None
    response_hours = levels()["N"].response_hours
    worked = [contact.level for contact in draft.contacts if levels()[contact.level].stage == "active"]
    return Lead(
        customer_id=customer.pk,
        customer_name=customer.name,
        customer_phone=customer.phone or "",
        search_text=customer.search_text,
        store_id=draft.customer.store_id,
        owner_id=draft.customer.owner_id,
        source_id=draft.source,
        level_id=draft.level,
        working_level=worked[-1] if worked else "N",
        status=draft.status,
        stage_on=draft.stage_on,
        next_follow_up_on=draft.next_on,
        created_at=draft.created_at,
        first_response_due_at=draft.created_at + timedelta(hours=response_hours) if response_hours else None,
        first_response_at=first,
        last_contact_at=draft.contacts[-1].at if draft.contacts else None,
        **draft.facts,
    )


def _contacts(actor: Actor, draft: LeadDraft, lead: Lead) -> Iterator[FollowUp]:
    before = "N"
    for contact, following in zip(draft.contacts, [*draft.contacts[1:], None], strict=False):
        yield FollowUp(
            lead_id=lead.pk,
            employee_id=draft.customer.owner_id,
            actor_name=actor.name,
            due_on=clock.local_date(contact.at),
            done_at=contact.at,
            channel=contact.channel,
            outcome=contact.outcome,
            note=contact.note,
            level_before=before,
            level_after=contact.level,
            next_on=clock.local_date(following.at) if following else draft.next_on,
        )
        before = contact.level


def _timeline(actor: Actor, lead: Lead) -> TimelineEntry:
    return TimelineEntry(
        customer_id=lead.customer_id,
        store_id=lead.store_id,
        at=lead.created_at,
        kind="lead",
        text=(lead.wanted or lead.source_id)[:TEXT_LIMIT],
        source=f"customers.lead:{lead.pk}",
        actor_name=actor.name,
    )
