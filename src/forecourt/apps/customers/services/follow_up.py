"""Following a lead up until it is ordered or defeated."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from forecourt.apps.customers.errors import LeadNotOpen, LeadNotReopenable
from forecourt.apps.customers.models import FollowUp, Lead
from forecourt.apps.customers.selectors.setup import levels
from forecourt.apps.customers.services import checks
from forecourt.apps.customers.services.leads import lock_lead, save_lead, today_at
from forecourt.apps.customers.services.timeline import note_timeline
from forecourt.contracts.customers import FollowUpRecorded, LeadClosed
from forecourt.core import audit, clock, events
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction, transaction_required
from forecourt.core.errors import Invalid
from forecourt.core.text import clean_text

NOTE_LIMIT = 500
_STAGES = {
    "active": "active",
    "ordered": "ordered",
    "delivered": "delivered",
    "defeated": "defeated",
    "dormant": "active",
}


@one_transaction
def record_follow_up(
    *,
    actor: Actor,
    lead_id: int,
    channel: str,
    outcome: str = "reached",
    note: str = "",
    level: str | None = None,
    next_on: date | None = None,
) -> FollowUp:
    """Record that the customer was contacted, or that it was tried, and plan the next contact.

    Without `level` the lead keeps its level; a new lead that was spoken to should be given one. Without `next_on` the
    level's cadence or plan says the day. Raises NotAllowed, NotFound, Invalid, LeadNotOpen, LevelUnsuitable,
    NextDateUnsuitable.
    """
    lead = lock_lead(actor, "customers.lead.manage", lead_id)
    _check_words(channel, outcome, note)
    today = today_at(lead)
    held = checks.level_for(level, _STAGES[lead.status]) if level else levels()[lead.level_id]
    if next_on is not None:
        checks.require_next_on(next_on, today)
    done = FollowUp.objects.create(
        lead=lead,
        employee_id=actor.employee_id,
        actor_name=actor.name[:120],
        due_on=lead.next_follow_up_on,
        done_at=clock.now(),
        channel=channel,
        outcome=outcome,
        note=clean_text(note),
        level_before=lead.level_id,
        level_after=held.code,
        next_on=next_on or held.next_contact_on(today, lead.stage_on),
    )
    _apply(lead, done)
    return _announce(actor, lead, done)


def _check_words(channel: str, outcome: str, note: str) -> None:
    if channel not in FollowUp.Channel.values:
        raise Invalid(field="channel")
    if outcome not in FollowUp.Outcome.values:
        raise Invalid(field="outcome")
    if len(note) > NOTE_LIMIT:
        raise Invalid(_("At most %(limit)d characters."), field="note", limit=NOTE_LIMIT)


def _apply(lead: Lead, done: FollowUp) -> None:
    changes: dict[str, Any] = {"next_follow_up_on": done.next_on, "last_contact_at": done.done_at}
    if lead.first_response_at is None:
        changes["first_response_at"] = done.done_at
    if done.level_after != lead.level_id:
        changes["level_id"] = done.level_after
        if lead.status == Lead.Status.ACTIVE:
            changes["working_level"] = done.level_after
    save_lead(lead, changes)


@transaction_required
def _announce(actor: Actor, lead: Lead, done: FollowUp) -> FollowUp:
    note_timeline(
        actor=actor,
        customer_id=lead.customer_id,
        store_id=lead.store_id,
        kind="follow_up",
        text=done.note or f"{done.get_channel_display()}: {done.get_outcome_display()}",
        source=f"customers.lead:{lead.pk}",
        at=done.done_at,
    )
    said: dict[str, Any] = {"channel": done.channel, "outcome": done.outcome, "next": done.next_on}
    if done.level_before != done.level_after:
        said["level"] = [done.level_before, done.level_after]
    audit.record(actor, "customers.lead.followed_up", lead, said)
    events.publish(
        FollowUpRecorded(
            follow_up_id=done.pk,
            lead_id=lead.pk,
            store_id=lead.store_id,
            employee_id=done.employee_id,
            channel=done.channel,
            outcome=done.outcome,
            level=done.level_after,
            next_on=done.next_on,
            done_at=done.done_at,
        )
    )
    return done


@one_transaction
def defeat_lead(
    *,
    actor: Actor,
    lead_id: int,
    reason: str,
    competitor: str = "",
    note: str = "",
    version: int | None = None,
) -> Lead:
    """The customer will not buy here: say why. The lead comes back for review after the level's cadence.

    Raises NotAllowed, NotFound, Stale, Invalid, LeadNotOpen.
    """
    lead = lock_lead(actor, "customers.lead.manage", lead_id, version)
    if lead.status not in {Lead.Status.ACTIVE, Lead.Status.DORMANT}:
        raise LeadNotOpen
    if not reason or reason not in Lead.DefeatReason.values:
        raise Invalid(_("Say why the lead was lost."), field="reason")
    changes = {"defeat_reason": reason, "competitor": clean_text(competitor)[:80]}
    return move(
        actor=actor, lead=lead, status=Lead.Status.DEFEATED, source="", at=clock.now(), note=note, **changes
    )


@one_transaction
def reopen_lead(*, actor: Actor, lead_id: int, note: str = "") -> Lead:
    """Take a defeated or dormant lead up again, due today. Raises NotAllowed, NotFound, LeadNotReopenable."""
    lead = lock_lead(actor, "customers.lead.manage", lead_id)
    if lead.status not in {Lead.Status.DEFEATED, Lead.Status.DORMANT}:
        raise LeadNotReopenable
    return move(actor=actor, lead=lead, status=Lead.Status.ACTIVE, source="", at=clock.now(), note=note)


_ACTIONS = {"active": "reopened", "ordered": "ordered", "delivered": "delivered", "defeated": "defeated"}


@transaction_required
def move(
    *, actor: Actor, lead: Lead, status: str, source: str, at: datetime, note: str = "", **extra: Any
) -> Lead:
    """Bring a locked lead to another status: level, next contact, timeline, audit entry and event follow from it."""
    previous, on = lead.status, clock.local_date(at, lead.store.time_zone)
    level = levels()[lead.working_level] if status == Lead.Status.ACTIVE else checks.first_level_of(status)
    reopened = status == Lead.Status.ACTIVE
    changes: dict[str, Any] = {
        "status": status,
        "level_id": level.code,
        "stage_on": on,
        "outcome_source": source,
        "next_follow_up_on": today_at(lead) if reopened else level.next_contact_on(on, on),
        "defeat_reason": "",
        "competitor": "",
        **extra,
    }
    save_lead(lead, changes)
    note_timeline(
        actor=actor,
        customer_id=lead.customer_id,
        store_id=lead.store_id,
        kind=_ACTIONS[status],
        text=clean_text(note) or (lead.get_defeat_reason_display() if lead.defeat_reason else ""),
        source=source or f"customers.lead:{lead.pk}",
        at=at,
    )
    said = {"status": [previous, status], "source": source, **extra}
    audit.record(actor, f"customers.lead.{_ACTIONS[status]}", lead, said)
    events.publish(
        LeadClosed(
            lead_id=lead.pk,
            store_id=lead.store_id,
            owner_id=lead.owner_id,
            status=status,
            source=source,
            at=at,
        )
    )
    return lead
