"""What a sale makes of a lead: called by sales in its own transaction."""

from datetime import datetime

from forecourt.apps.customers.errors import LeadNotOpen, LeadNotReopenable
from forecourt.apps.customers.models import Lead
from forecourt.apps.customers.services.follow_up import move
from forecourt.apps.customers.services.leads import lock_lead
from forecourt.core.actor import Actor
from forecourt.core.db import locked, one_transaction
from forecourt.core.errors import NotFound


@one_transaction
def mark_ordered(*, actor: Actor, lead_id: int, source: str, at: datetime) -> Lead:
    """The lead became an order; `source` names it. Raises NotAllowed, NotFound, LeadNotOpen."""
    return _mark(actor, lead_id, Lead.Status.ORDERED, source, at)


@one_transaction
def mark_delivered(*, actor: Actor, lead_id: int, source: str, at: datetime) -> Lead:
    """The vehicle was handed over: the after-sales contact plan begins. Raises NotAllowed, NotFound, LeadNotOpen."""
    return _mark(actor, lead_id, Lead.Status.DELIVERED, source, at)


def _mark(actor: Actor, lead_id: int, status: str, source: str, at: datetime) -> Lead:
    lead = lock_lead(actor, "customers.lead.view", lead_id)
    if lead.status in {Lead.Status.DELIVERED, status}:
        raise LeadNotOpen
    return move(actor=actor, lead=lead, status=status, source=source, at=at)


@one_transaction
def mark_reopened(*, actor: Actor, lead_id: int, source: str, at: datetime) -> Lead:
    """The order or sale named by `source` was cancelled: the lead is worked on again, due today.

    Who may cancel the document may reopen its lead, so no other right is asked. Raises NotFound, LeadNotReopenable
    where another document made the lead what it is.
    """
    lead = locked(Lead.objects.select_related("store")).filter(pk=lead_id).first()
    if lead is None:
        raise NotFound
    if lead.outcome_source != source:
        raise LeadNotReopenable
    return move(actor=actor, lead=lead, status=Lead.Status.ACTIVE, source="", at=at)
