"""Who reads a whole phone number: a right that covers the store, or the owner's own."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from forecourt.apps.customers.models import Customer, Lead, Relationship
from forecourt.core.actor import Actor
from forecourt.core.contact import format_phone, mask_phone

WHOLE = "customers.customer.phone"


def sees_phone_of(actor: Actor, lead: Lead) -> bool:
    """Whether the actor reads the whole number on a lead; no query."""
    own = actor.employee_id is not None and lead.owner_id == actor.employee_id
    return own or actor.covers(WHOLE, lead.store_id)


def with_phone_right(actor: Actor, customers: QuerySet[Customer]) -> QuerySet[Customer]:
    """The customers, each with `is_phone_whole`: whether the actor reads the number unmasked."""
    return customers.annotate(is_phone_whole=_reached(actor))


def _reached(actor: Actor) -> Any:
    grant = actor.grant(WHOLE)
    if grant is not None and grant.everywhere:
        return Value(value=True)
    related = Relationship.objects.filter(customer_id=OuterRef("pk"))
    own = Q(owner_id=actor.employee_id) if actor.employee_id else Q(pk__in=())
    return Exists(related.filter(own | related.reach(grant, actor) if grant else own))


def shown_phone(phone: str | None, *, is_whole: bool) -> str:
    """A number for a page: whole or masked."""
    if not phone:
        return ""
    return format_phone(phone) if is_whole else mask_phone(phone)
