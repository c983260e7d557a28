"""Leads: added with the duplicate check, changed, given to people."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypedDict, Unpack

from forecourt.apps.customers.errors import CustomerUnreachable, LeadExists, NextDateUnsuitable
from forecourt.apps.customers.models import OPEN_STATUSES, Customer, Lead, Relationship
from forecourt.apps.customers.selectors.setup import Level
from forecourt.apps.customers.services import checks
from forecourt.apps.customers.services.customers import NUMBERS, Known, know_customer, relate
from forecourt.apps.customers.services.timeline import note_timeline
from forecourt.apps.organization.selectors import employee_facts
from forecourt.contracts.customers import LeadAdded, LeadAssigned
from forecourt.core import audit, clock, events
from forecourt.core.actor import Actor
from forecourt.core.db import locked, one_transaction, transaction_required
from forecourt.core.errors import Invalid, NotFound, Stale

WISHES = ("series_id", "wanted", "budget_min", "budget_max", "expected_on", "note", "custom")


class LeadFacts(TypedDict, total=False):
    """What else is known of a new lead: all of it may be left out. Budgets are fen."""

    level: str
    owner_id: int | None
    next_on: date | None
    series_id: int | None
    wanted: str
    budget_min: int | None
    budget_max: int | None
    expected_on: date | None
    note: str
    custom: dict[str, Any]
    even_if_open: bool
    customer_facts: Mapping[str, Any]


@one_transaction
def add_lead(
    *,
    actor: Actor,
    store_id: int,
    source: str,
    customer_id: int | None = None,
    name: str = "",
    phone: str = "",
    **facts: Unpack[LeadFacts],
) -> Lead:
    """A customer wants to buy at the store. By phone, in any spelling, the customer of the group is found.

    The owner is the one named, else the person acting where he works at the store; naming another one takes the right
    to assign. A customer with an open lead at the store is refused unless `even_if_open`.
    Raises NotAllowed, NotFound, Invalid, PhoneInvalid, CustomerUnreachable, LeadExists, OwnerUnsuitable,
    LevelUnsuitable, SourceUnknown, NextDateUnsuitable.
    """
    actor.require_in("customers.lead.manage", store_id)
    checks.require_source(source)
    lead = _prepared(actor, store_id, source, facts)
    if customer_id is None:
        said = {**facts.get("customer_facts", {}), "name": name, "phone": phone}
        known = _by_phone(actor, lead, said)
    else:
        known = _by_id(actor, lead, customer_id)
    if not facts.get("even_if_open"):
        _refuse_second(actor, known)
    _insert(lead, known)
    return _announce(actor, lead, known)


def _prepared(actor: Actor, store_id: int, source: str, facts: LeadFacts) -> Lead:
    """The unsaved lead, still without its customer."""
    level = checks.level_for(facts.get("level", "N"), Lead.Status.ACTIVE)
    checks.require_budget(facts.get("budget_min"), facts.get("budget_max"))
    checks.require_series(facts.get("series_id"))
    now, today = clock.now(), checks.store_today(actor, store_id)
    return Lead(
        store_id=store_id,
        owner_id=_owner(actor, store_id, facts.get("owner_id")),
        source_id=source,
        level_id=level.code,
        working_level=level.code,
        stage_on=today,
        next_follow_up_on=_first_contact(level, facts.get("next_on"), today),
        first_response_due_at=now + timedelta(hours=level.response_hours) if level.response_hours else None,
        created_at=now,
        **{name: facts[name] for name in WISHES if name in facts},  # type: ignore[literal-required]
    )


def _owner(actor: Actor, store_id: int, owner_id: int | None) -> int | None:
    """Whose lead it will be. Raises NotAllowed, OwnerUnsuitable."""
    if owner_id is None:
        return actor.employee_id if actor.store_id == store_id else None
    if owner_id != actor.employee_id:
        actor.require_in("customers.lead.assign", store_id)
    checks.require_owner(actor, owner_id, store_id)
    return owner_id


@transaction_required
def _by_phone(actor: Actor, lead: Lead, facts: Mapping[str, Any]) -> Known:
    if not any(str(facts.get(number) or "").strip() for number in NUMBERS):
        raise CustomerUnreachable(field="phone")
    return know_customer(actor=actor, store_id=lead.store_id, owner_id=lead.owner_id, facts=facts)


@transaction_required
def _by_id(actor: Actor, lead: Lead, customer_id: int) -> Known:
    customer: Customer = Customer.objects.fetch(actor, "customers.customer.view", pk=customer_id)
    return relate(actor=actor, customer=customer, store_id=lead.store_id, owner_id=lead.owner_id)


@transaction_required
def _refuse_second(actor: Actor, known: Known) -> None:
    """One open lead per customer and store, unless somebody means it. The relationship's row is the lock."""
    if known.is_new:
        return
    place = locked(Relationship.objects.all()).get(pk=known.relationship.pk)
    opened = Lead.objects.filter(
        customer=place.customer_id, store_id=place.store_id, status__in=OPEN_STATUSES
    ).first()
    if opened is not None:
        owner = employee_facts(actor, [opened.owner_id]).get(opened.owner_id) if opened.owner_id else None
        raise LeadExists(field="phone", owner=owner.name if owner else "-", lead_id=opened.pk)


@transaction_required
def _insert(lead: Lead, known: Known) -> None:
    lead.customer = known.customer
    lead.customer_name = known.customer.name
    lead.customer_phone = known.customer.phone or ""
    lead.search_text = known.customer.search_text
    lead.save(force_insert=True)
    if lead.owner_id and known.relationship.owner_id != lead.owner_id:
        Relationship.objects.filter(pk=known.relationship.pk).update(owner_id=lead.owner_id)


def _first_contact(level: Level, next_on: date | None, today: date) -> date:
    """The day named; else today for a lead nobody has spoken to, or after the level's cadence."""
    if next_on is not None:
        return checks.require_next_on(next_on, today)
    if level.response_hours:
        return today
    return today + timedelta(days=level.cadence_days)


@transaction_required
def _announce(actor: Actor, lead: Lead, known: Known) -> Lead:
    note_timeline(
        actor=actor,
        customer_id=lead.customer_id,
        store_id=lead.store_id,
        kind="lead",
        text=lead.wanted or lead.source_id,
        source=f"customers.lead:{lead.pk}",
        at=lead.created_at,
    )
    said = {
        "source": lead.source_id,
        "level": lead.level_id,
        "owner": lead.owner_id,
        "next": lead.next_follow_up_on,
    }
    audit.record_many([*known.entries, audit.entry(actor, "customers.lead.added", lead, said)])
    events.publish(
        LeadAdded(
            lead_id=lead.pk,
            customer_id=lead.customer_id,
            store_id=lead.store_id,
            owner_id=lead.owner_id,
            source=lead.source_id,
            level=lead.level_id,
            added_at=lead.created_at,
        )
    )
    return lead


@transaction_required
def lock_lead(actor: Actor, permission: str, lead_id: int, version: int | None = None) -> Lead:
    """The lead within reach, locked. Raises NotAllowed, NotFound, Stale where somebody saved it since `version`."""
    leads = Lead.objects.select_related("store")
    lead: Lead = leads.fetch(actor, permission, lock=True, pk=lead_id)
    if version is not None and lead.version != version:
        raise Stale
    return lead


def today_at(lead: Lead) -> date:
    """The calendar date at the lead's store."""
    return clock.today(lead.store.time_zone)


def save_lead(lead: Lead, changes: Mapping[str, Any]) -> None:
    """Write the changes and count the version up."""
    for name, value in changes.items():
        setattr(lead, name, value)
    lead.version += 1
    lead.save(update_fields=[*changes, "version"])


@one_transaction
def change_lead(*, actor: Actor, lead_id: int, version: int, changes: Mapping[str, Any]) -> Lead:
    """Change the source, what is wanted, the budget, the expected day, the note, custom fields or the next contact.

    The level changes with a follow-up, the status with its outcome. Raises NotAllowed, NotFound, Stale, Invalid,
    SourceUnknown, NextDateUnsuitable.
    """
    lead = lock_lead(actor, "customers.lead.manage", lead_id, version)
    allowed = {*WISHES, "source_id", "next_follow_up_on"}
    if changes.keys() - allowed:
        raise Invalid(field=min(changes.keys() - allowed))
    if "source_id" in changes:
        checks.require_source(changes["source_id"])
    if "series_id" in changes:
        checks.require_series(changes["series_id"])
    _check_next(lead, changes)
    checks.require_budget(
        changes.get("budget_min", lead.budget_min), changes.get("budget_max", lead.budget_max)
    )
    difference = audit.diff(lead, changes)
    if difference:
        save_lead(lead, {name: changes[name] for name in difference})
        audit.record(actor, "customers.lead.changed", lead, difference)
    return lead


def _check_next(lead: Lead, changes: Mapping[str, Any]) -> None:
    day = changes.get("next_follow_up_on", lead.next_follow_up_on)
    if day is None and lead.is_open:
        raise NextDateUnsuitable(field="next_follow_up_on")
    if day is not None and day != lead.next_follow_up_on:
        checks.require_next_on(day, today_at(lead))


@one_transaction
def assign_lead(*, actor: Actor, lead_id: int, owner_id: int | None) -> Lead:
    """Give a lead to a person of its store, or take it back into nobody's hands.

    The customer's place at the store goes with it. Raises NotAllowed, NotFound, OwnerUnsuitable.
    """
    lead = lock_lead(actor, "customers.lead.assign", lead_id)
    checks.require_owner(actor, owner_id, lead.store_id)
    if lead.owner_id == owner_id:
        return lead
    previous = lead.owner_id
    save_lead(lead, {"owner_id": owner_id})
    Relationship.objects.filter(customer=lead.customer_id, store_id=lead.store_id).update(owner_id=owner_id)
    audit.record(actor, "customers.lead.assigned", lead, {"owner": [previous, owner_id]})
    events.publish(
        LeadAssigned(lead_id=lead.pk, store_id=lead.store_id, owner_id=owner_id, previous_owner_id=previous)
    )
    return lead


@one_transaction
def assign_leads(*, actor: Actor, lead_ids: list[int], owner_id: int | None) -> int:
    """Give several leads to one person, all or none; the number that changed hands.

    Raises as `assign_lead`, and NotFound where one of them is out of reach.
    """
    leads = Lead.objects.visible_to(actor, "customers.lead.assign").filter(pk__in=lead_ids)
    held = dict(leads.order_by("pk").values_list("pk", "owner_id"))
    if len(held) != len(set(lead_ids)):
        actor.require("customers.lead.assign")
        raise NotFound
    moved = [pk for pk, owner in held.items() if owner != owner_id]
    for pk in moved:
        assign_lead(actor=actor, lead_id=pk, owner_id=owner_id)
    return len(moved)
