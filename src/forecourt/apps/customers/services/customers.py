"""Customers: found by their number or added, changed, and made known to a store."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forecourt.apps.customers.errors import CustomerExists
from forecourt.apps.customers.models import Customer, Lead, Relationship
from forecourt.apps.customers.services.checks import (
    clean_customer,
    customer_search_text,
    require_owner,
    require_store,
)
from forecourt.core import audit, clock
from forecourt.core.actor import Actor
from forecourt.core.bulk import insert_unless_there
from forecourt.core.db import locked, one_transaction, refusing_doubles, transaction_required
from forecourt.core.errors import Invalid, Stale
from forecourt.core.models import AuditEntry

NUMBERS = ("phone", "id_number", "company_code")


@dataclass(slots=True)
class Known:
    """A customer and his relationship to one store, and the audit entries of what was added for them."""

    customer: Customer
    relationship: Relationship
    entries: list[AuditEntry]
    is_new: bool = False


@one_transaction
def add_customer(
    *, actor: Actor, store_id: int, name: str, phone: str = "", owner_id: int | None = None, **facts: Any
) -> Customer:
    """A customer of the store: a new one, or the one in the group who has this phone, identity or company code.

    A customer who is already known keeps his facts and becomes a customer of this store as well. `facts` are fields
    of Customer. Raises NotAllowed, NotFound, Invalid, OwnerUnsuitable.
    """
    actor.require_in("customers.customer.manage", store_id)
    require_store(actor, store_id)
    require_owner(actor, owner_id, store_id)
    known = know_customer(
        actor=actor, store_id=store_id, owner_id=owner_id, facts={"name": name, "phone": phone, **facts}
    )
    audit.record_many(known.entries)
    return known.customer


@transaction_required
def know_customer(*, actor: Actor, store_id: int, owner_id: int | None, facts: Mapping[str, Any]) -> Known:
    """Find or add the customer and his relationship to the store; the caller saves the audit entries."""
    cleaned = clean_customer(facts)
    customer = find_by_number(cleaned)
    is_new = False
    if customer is None:
        customer, is_new = _insert(cleaned)
    known = relate(actor=actor, customer=customer, store_id=store_id, owner_id=owner_id, is_new=is_new)
    if is_new:
        known.entries.insert(
            0, audit.entry(actor, "customers.customer.added", customer, _said(cleaned), store_id=store_id)
        )
    return known


def find_by_number(facts: Mapping[str, Any]) -> Customer | None:
    """The customer of the group with the same phone, identity number or company code, whoever may see him."""
    for number in NUMBERS:
        if facts.get(number):
            found = Customer.objects.filter(**{number: facts[number]}).first()
            if found is not None:
                return found
    return None


@transaction_required
def relate(
    *, actor: Actor, customer: Customer, store_id: int, owner_id: int | None, is_new: bool = False
) -> Known:
    """The relationship of a customer to a store, added where there is none. An owner fills an empty place only."""
    related = Relationship(customer=customer, store_id=store_id, owner_id=owner_id, since=clock.now())
    if is_new:
        related.save(force_insert=True)
        return Known(customer, related, [], is_new=True)
    at_store = Relationship.objects.filter(customer=customer, store_id=store_id)
    found = at_store.first()
    changes: dict[str, Any] = {}
    if found is None:
        Relationship.objects.bulk_create([related], ignore_conflicts=True)
        found, changes = at_store.get(), {"known_to_store": store_id}
    elif owner_id and found.owner_id is None:
        at_store.update(owner_id=owner_id)
        found.owner_id, changes = owner_id, {"owner": [None, owner_id]}
    entry = audit.entry(actor, "customers.customer.changed", customer, changes, store_id=store_id)
    return Known(customer, found, [entry] if changes else [])


def _insert(cleaned: Mapping[str, Any]) -> tuple[Customer, bool]:
    """The row and whether it is new: somebody else may add the same number at the same moment."""
    customer = Customer(**cleaned, created_at=clock.now(), search_text=customer_search_text(cleaned))
    if insert_unless_there(customer):
        return customer, True
    found = find_by_number(cleaned)
    if found is None:
        raise CustomerExists(field="phone")
    return found, False


def _said(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in cleaned.items() if value}


@one_transaction
def change_customer(*, actor: Actor, customer_id: int, version: int, changes: Mapping[str, Any]) -> Customer:
    """Change facts of a customer, and what his leads repeat of them.

    Raises NotAllowed, NotFound, Stale, Invalid, CustomerExists.
    """
    customer: Customer = Customer.objects.fetch(actor, "customers.customer.manage", lock=True, pk=customer_id)
    if customer.version != version:
        raise Stale
    before = {name: getattr(customer, name) for name in clean_fields()}
    kept = {number for number in (customer.phone, customer.phone2) if number}
    cleaned = clean_customer({**before, **changes}, kept_phones=kept)
    difference = audit.diff(customer, cleaned)
    if not difference:
        return customer
    _refuse_taken_numbers(customer, cleaned)
    _hold_leads(customer)
    for name, value in cleaned.items():
        setattr(customer, name, value)
    customer.search_text = customer_search_text(cleaned)
    customer.version += 1
    with refusing_doubles(CustomerExists()):  # somebody else may take the number at the same moment
        customer.save(update_fields=[*cleaned, "search_text", "version"])
    _repeat_in_leads(customer)
    audit.record(actor, "customers.customer.changed", customer, difference)
    return customer


def clean_fields() -> tuple[str, ...]:
    """The fields of a customer that people change."""
    return (
        "kind", "name", "phone", "phone2", "wechat", "gender", "id_number", "company_code", "city", "address", "note",
        "custom",
    )  # fmt: skip


def _refuse_taken_numbers(customer: Customer, cleaned: Mapping[str, Any]) -> None:
    for number in NUMBERS:
        value = cleaned[number]
        changed = value and value != getattr(customer, number)
        if changed and Customer.objects.filter(**{number: value}).exclude(pk=customer.pk).exists():
            raise CustomerExists(field=number)


def _hold_leads(customer: Customer) -> None:
    """Leads are locked before their customer's key is: whoever holds a lead goes on to point to the customer."""
    list(locked(Lead.objects.filter(customer=customer)).order_by("pk").values_list("pk"))


def _repeat_in_leads(customer: Customer) -> None:
    Lead.objects.filter(customer=customer).update(
        customer_name=customer.name, customer_phone=customer.phone or "", search_text=customer.search_text
    )


@one_transaction
def reveal_phone(*, actor: Actor, customer_id: int) -> str:
    """The whole phone number of a customer, for somebody who sees it masked; each reveal is recorded.

    Raises NotAllowed, NotFound, Invalid where the customer has no phone.
    """
    customer: Customer = Customer.objects.fetch(actor, "customers.customer.reveal", pk=customer_id)
    if not customer.phone:
        raise Invalid(field="phone")
    audit.record(actor, "customers.customer.revealed", customer, {"field": "phone"}, store_id=actor.store_id)
    return customer.phone
