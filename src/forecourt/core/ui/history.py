"""Who changed what on a record, out of the audit log, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from forecourt.core.autodiscover import offered
from forecourt.core.errors import Text
from forecourt.core.models import AuditEntry
from forecourt.core.money import MoneyField, format_money

SHOWN_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after; only `after` for a fact that has no before."""

    label: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One act on the record."""

    at: datetime
    by: str
    label: str
    changes: tuple[Change, ...]


def history_of(obj: models.Model, *, hidden: frozenset[str] = frozenset()) -> list[HistoryEntry]:
    """The audit entries about `obj`, newest first, without the fields in `hidden`.

    The caller decides who may read it: whoever may see the record, or a holder of organization.audit.view. Fields
    that need a permission of their own, such as cost, belong in `hidden` for those without it.
    """
    entries = AuditEntry.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk)
    return [_said(entry, hidden) for entry in entries.order_by("-pk")[:SHOWN_AT_MOST]]


def action_label(action: str) -> str:
    """What an audited action is called; its code where no app named it."""
    labels: dict[str, Text] = dict(offered("audited", "ACTIONS"))
    return str(labels.get(action, action))


def _said(entry: AuditEntry, hidden: frozenset[str]) -> HistoryEntry:
    model = _model(entry.object_type)
    changes = tuple(
        _change(model, name, value)
        for name, value in sorted(entry.changes.items(), key=lambda item: _place(model, item[0]))
        if name not in hidden
    )
    return HistoryEntry(entry.at, entry.actor, action_label(entry.action), changes)


def _place(model: type[models.Model] | None, name: str) -> tuple[int, str]:
    """Fields in the model's order, other facts behind them: a database may keep the keys in any order."""
    names = [field.name for field in model._meta.get_fields()] if model else []
    return (names.index(name) if name in names else len(names), name)


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def _change(model: type[models.Model] | None, name: str, value: Any) -> Change:
    field = _field(model, name)
    label = str(field.verbose_name) if field is not None else name.replace("_", " ")
    if isinstance(value, list) and len(value) == 2:
        return Change(label, _shown(field, value[0]), _shown(field, value[1]))
    return Change(label, None, _shown(field, value))


def _field(model: type[models.Model] | None, name: str) -> "models.Field[Any, Any] | None":
    if model is None:
        return None
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None


def _shown(field: "models.Field[Any, Any] | None", value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, MoneyField) and isinstance(value, int):
        return format_money(value)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_shown(None, item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(_shown(None, item) for item in value)
    return str(value)
