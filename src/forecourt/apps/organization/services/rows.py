"""How services of the organization write a row: by the model's own rules, versioned and audited."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from forecourt.apps.organization.errors import AlreadyThere
from forecourt.apps.organization.models import Store
from forecourt.core import audit
from forecourt.core.actor import Actor
from forecourt.core.db import refusing_doubles, transaction_required
from forecourt.core.errors import DomainError, Invalid, NotAllowed, Stale

M = TypeVar("M", bound=models.Model)


def require_everywhere(actor: Actor, permission: str) -> None:
    """Raises NotAllowed unless the permission holds for the whole group."""
    if not actor.require(permission).everywhere:
        raise NotAllowed(permission=permission)


def require_store(actor: Actor, permission: str, store_id: int | None) -> None:
    """Raises NotAllowed unless the permission holds for the store; without a store, for the group."""
    if not actor.covers(permission, store_id):
        raise NotAllowed(permission=permission)


def check_fields(row: models.Model) -> None:
    """Raises Invalid, with the field, for what the model's own rules do not accept."""
    try:
        row.clean_fields()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Invalid(messages[0], field=None if field == NON_FIELD_ERRORS else field) from None


def save_or_refuse(row: models.Model, refusal: type[DomainError], **options: Any) -> None:
    """Save; where a constraint of the database refuses, raise `refusal` and leave the transaction usable."""
    with refusing_doubles(refusal()):
        row.save(**options)


@transaction_required
def add_row(
    actor: Actor,
    action: str,
    row: M,
    *,
    store_id: int | None = None,
    refusal: type[DomainError] = AlreadyThere,
) -> M:
    """Insert a row and audit all its values. Raises Invalid, `refusal`."""
    check_fields(row)
    save_or_refuse(row, refusal, force_insert=True)
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    audit.record(actor, action, row, {"added": values}, store_id=store_id or _own_store(row))
    return row


@transaction_required
def change_row(
    actor: Actor,
    action: str,
    row: M,
    facts: Mapping[str, Any],
    *,
    version: int | None,
    store_id: int | None = None,
    refusal: type[DomainError] = AlreadyThere,
) -> M:
    """Write the facts that differ, raise the version and audit before and after; nothing where nothing differs.

    `row` is locked by the caller. Without `version` the caller has checked the state by himself.
    Raises Stale, Invalid, `refusal`.
    """
    held = getattr(row, "version", None)
    if version is not None and held != version:
        raise Stale
    changes = audit.diff(row, facts)
    if not changes:
        return row
    for name in changes:
        setattr(row, name, facts[name])
    check_fields(row)
    fields = list(changes)
    if held is not None:
        row.version = held + 1  # type: ignore[attr-defined]
        fields.append("version")
    save_or_refuse(row, refusal, update_fields=fields)
    audit.record(actor, action, row, changes, store_id=store_id or _own_store(row))
    return row


def _own_store(row: models.Model) -> int | None:
    """The store whose audit chain an entry about the row belongs to."""
    return row.pk if isinstance(row, Store) else getattr(row, "store_id", None)
