"""Reads of customers."""

from collections.abc import Collection

from django.db.models import QuerySet

from forecourt.apps.customers.models import Customer, Lead, Relationship, TimelineEntry
from forecourt.apps.customers.selectors.phones import with_phone_right
from forecourt.core.actor import Actor


def get_customer(actor: Actor, pk: int) -> Customer:
    """One customer within reach. Raises NotAllowed, NotFound."""
    customers = with_phone_right(actor, Customer.objects.all())
    customer: Customer = customers.fetch(actor, "customers.customer.view", pk=pk)  # type: ignore[attr-defined]
    return customer


def list_customers(actor: Actor) -> QuerySet[Customer]:
    """Customers within reach, each with `is_phone_whole`."""
    return with_phone_right(actor, Customer.objects.visible_to(actor, "customers.customer.view"))


def leads_of(actor: Actor, customer: Customer) -> list[Lead]:
    """The customer's leads within reach, newest first."""
    if not actor.can("customers.lead.view"):
        return []
    rows = Lead.objects.visible_to(actor, "customers.lead.view").filter(customer=customer)
    return list(rows.select_related("store", "owner", "series").order_by("-pk")[:50])


def customer_names(customer_ids: Collection[int]) -> dict[int, str]:
    """Names by id, for records that name their customer to whoever may see the record."""
    return dict(Customer.objects.filter(pk__in=customer_ids).values_list("pk", "name"))


def relationships_of(actor: Actor, customer: Customer) -> list[Relationship]:
    """The stores that know the customer, as far as the actor reaches."""
    rows = Relationship.objects.visible_to(actor, "customers.customer.view").filter(customer=customer)
    return list(rows.select_related("store", "owner").order_by("since", "pk"))


def timeline_of(actor: Actor, customer: Customer, limit: int = 50) -> list[TimelineEntry]:
    """The latest entries of the customer at the stores within reach, newest first."""
    related = Relationship.objects.visible_to(actor, "customers.customer.view").filter(customer=customer)
    entries = customer.timeline.filter(store_id__in=related.values("store_id"))
    return list(entries.order_by("-at", "-id")[:limit])
