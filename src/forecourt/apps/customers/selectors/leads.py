"""Reads of leads."""

from django.db.models import QuerySet

from forecourt.apps.customers.models import FollowUp, Lead
from forecourt.core.actor import Actor


def get_lead(actor: Actor, pk: int) -> Lead:
    """One lead within reach, with its customer, owner, store and series. Raises NotAllowed, NotFound."""
    lead: Lead = Lead.objects.select_related("customer", "owner", "store", "series").fetch(
        actor, "customers.lead.view", pk=pk
    )
    return lead


def list_leads(actor: Actor) -> QuerySet[Lead]:
    """Leads within reach."""
    return Lead.objects.visible_to(actor, "customers.lead.view")


def follow_ups_of(lead: Lead, limit: int = 50) -> list[FollowUp]:
    """What was done about a lead the caller may see, newest first."""
    return list(lead.follow_ups.order_by("-pk")[:limit])
