"""Reads of leads."""

from django.db.models import QuerySet

from forecourt.apps.customers.models import Lead
from forecourt.core.actor import Actor


def get_lead(actor: Actor, pk: int) -> Lead:
    """One lead within reach, with its customer, owner and store. Raises NotAllowed, NotFound."""
    lead: Lead = Lead.objects.select_related("customer", "owner", "store").fetch(
        actor, "customers.lead.view", pk=pk
    )
    return lead


def list_leads(actor: Actor) -> QuerySet[Lead]:
    """Leads within reach, newest first."""
    return Lead.objects.visible_to(actor, "customers.lead.view")
