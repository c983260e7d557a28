"""Adding an audit entry, in the transaction of the change it tells of."""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.db import insert_late, transaction_required
from forecourt.core.models import AuditEntry

Changes = Mapping[str, Any]

# The address and request id of the present request, set by the middleware.
request_origin: ContextVar[str] = ContextVar("request_origin", default="")


def plain(value: Any) -> Any:
    """A value as JSON can keep it and a hash can repeat it."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def diff(before: models.Model, after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The fields of `after` that differ from the row, each as [old, new]."""
    changes = {}
    for name, new in after.items():
        old = getattr(before, name)
        if old != new:
            changes[name] = [plain(old), plain(new)]
    return changes


def entry(
    actor: Actor, action: str, obj: models.Model, changes: Changes | None = None, **extra: Any
) -> AuditEntry:
    """An unsaved entry about `obj`; for services that write many rows and save their entries together."""
    store_id = extra.get("store_id", getattr(obj, "store_id", None))
    return AuditEntry(
        at=clock.now(),
        user_id=actor.user_id,
        actor=actor.name,
        origin=request_origin.get(),
        action=action,
        store_id=store_id,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        object_text=str(obj)[:120],
        changes=plain(changes or {}),
    )


@transaction_required
def record(
    actor: Actor,
    action: str,
    obj: models.Model,
    changes: Changes | None = None,
    *,
    store_id: int | None = None,
) -> AuditEntry:
    """Add an entry about `obj`: `changes` maps a field to [before, after] or a fact to its value.

    `store_id` defaults to the object's own store.
    """
    extra = {"store_id": store_id} if store_id is not None else {}
    added = entry(actor, action, obj, changes, **extra)
    insert_late(added)
    return added


@transaction_required
def record_fact(actor: Actor, action: str, about: str, facts: Changes) -> AuditEntry:
    """Add an entry about something that is no row, such as an export; `about` names it for people."""
    added = AuditEntry(
        at=clock.now(),
        user_id=actor.user_id,
        actor=actor.name,
        origin=request_origin.get(),
        action=action,
        store_id=actor.store_id,
        object_text=about[:120],
        changes=plain(facts),
    )
    insert_late(added)
    return added


@transaction_required
def record_many(entries: Sequence[AuditEntry]) -> None:
    """Add prepared entries, as `record` does."""
    insert_late(*entries)
