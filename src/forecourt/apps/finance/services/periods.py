"""Closing a month of a store's books, and opening it again."""

from datetime import date

from forecourt.apps.finance.models import Period
from forecourt.apps.finance.services.entries import GROUP_BOOKS, NUMBER_KIND
from forecourt.core import audit, clock
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction, transaction_required
from forecourt.core.errors import NotAllowed
from forecourt.core.numbering import hold_sequence

_PERMISSION = "finance.period.close"


@one_transaction
def close_period(*, actor: Actor, store_id: int | None, month: date) -> Period:
    """Close the month that holds `month`: no entry is dated into it any more. Closing twice changes nothing.

    Raises NotAllowed.
    """
    period = _locked(actor, store_id, month.replace(day=1))
    if period.closed_at is None:
        period.closed_at, period.closed_by = clock.now(), actor.name
        period.save()
        audit.record(actor, "finance.period.closed", period, {"month": period.month})
    return period


@one_transaction
def reopen_period(*, actor: Actor, store_id: int | None, month: date) -> Period:
    """Open a closed month again. Raises NotAllowed."""
    period = _locked(actor, store_id, month.replace(day=1))
    if period.closed_at is not None:
        period.closed_at, period.closed_by = None, ""
        period.save(update_fields=["closed_at", "closed_by"])
        audit.record(actor, "finance.period.reopened", period, {"month": period.month})
    return period


@transaction_required
def _locked(actor: Actor, store_id: int | None, month: date) -> Period:
    """The month's row, unsaved where it is missing. The number sequence is held first: an entry under way ends first."""
    if not actor.covers(_PERMISSION, store_id):
        raise NotAllowed(permission=_PERMISSION)
    hold_sequence(kind=NUMBER_KIND, store_id=store_id or GROUP_BOOKS, year=month.year)
    row = Period.objects.filter(store=store_id, month=month).first()
    return row or Period(store_id=store_id, month=month)
