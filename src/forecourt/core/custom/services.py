"""Defining custom fields."""

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forecourt.core import audit
from forecourt.core.actor import Actor
from forecourt.core.autodiscover import offered
from forecourt.core.db import locked, one_transaction
from forecourt.core.errors import Conflict, Invalid, NotFound, Stale
from forecourt.core.models import CustomField
from forecourt.core.text import pinyin_forms

MANAGE = "organization.store.manage"
MOST_FIELDS = 40
MOST_CHOICES = 100
_RESERVED = {"from", "to", "ends"}


class FieldExists(Conflict):
    """The kind of record has a field with this label."""

    code = "core.custom_field_exists"
    default_message = _("There is a field with this label already.")


class FieldsFull(Conflict):
    """A kind of record takes no more custom fields."""

    code = "core.custom_fields_full"
    default_message = _("No more fields can be added to this kind of record.")


def object_types() -> list[str]:
    """The kinds of records that take custom fields."""
    return sorted({spec.custom for spec in offered("lists", "LISTS") if spec.custom})


def list_fields(actor: Actor) -> QuerySet[CustomField]:
    """Every custom field, those out of use too; none for who may not define them."""
    return CustomField.objects.all() if actor.can(MANAGE) else CustomField.objects.none()


def get_field(actor: Actor, pk: int) -> CustomField:
    """One custom field. Raises NotAllowed, NotFound."""
    actor.require(MANAGE)
    field = CustomField.objects.filter(pk=pk).first()
    if field is None:
        raise NotFound
    return field


def _code(label: str, taken: set[str]) -> str:
    """A code from the label's pinyin, such as jiao_che_fang_shi's jiaochefangshi; numbered when it is taken."""
    spelled = (pinyin_forms(label)[0] or label).lower()
    base = re.sub(r"[^a-z0-9]+", "", spelled)[:24].lstrip("0123456789") or "field"
    code, number = base, 2
    while code in taken or code in _RESERVED:
        code, number = f"{base}{number}", number + 1
    return code


def _clean_choices(kind: str, choices: Sequence[str]) -> list[str]:
    kept = [
        choice for choice in dict.fromkeys(" ".join(choice.split())[:100] for choice in choices) if choice
    ]
    if kind != CustomField.Kind.CHOICE:
        return []
    if not kept or len(kept) > MOST_CHOICES or any("," in choice for choice in kept):
        raise Invalid(_("Write 1 to 100 choices, one per line, without commas."), field="choices")
    return kept


@one_transaction
def add_field(
    *,
    actor: Actor,
    object_type: str,
    label: str,
    kind: str,
    choices: Sequence[str] = (),
    required: bool = False,
) -> CustomField:
    """Add a field to a kind of record; its code is made from the label and never changes.

    Raises NotAllowed, Invalid for an unknown kind or missing choices, FieldExists, FieldsFull.
    """
    actor.require(MANAGE)
    label = " ".join(label.split())[:60]
    if object_type not in object_types() or kind not in CustomField.Kind.values or not label:
        raise Invalid(field="label" if not label else "kind")
    known = list(locked(CustomField.objects.all()).filter(object_type=object_type))
    if any(field.label == label for field in known):
        raise FieldExists(field="label")
    if len(known) >= MOST_FIELDS:
        raise FieldsFull
    field = CustomField.objects.create(
        object_type=object_type,
        code=_code(label, {field.code for field in known}),
        label=label,
        kind=kind,
        choices=_clean_choices(kind, choices),
        required=required,
        position=len(known),
    )
    audit.record(
        actor,
        "core.custom_field.added",
        field,
        {"object_type": object_type, "code": field.code, "kind": kind},
    )
    return field


@one_transaction
def change_field(*, actor: Actor, field_id: int, version: int, **values: Any) -> CustomField:
    """Change a field's label, choices, required, position or is_active; its kind and code stay.

    Raises NotAllowed, NotFound, Stale, FieldExists, Invalid.
    """
    actor.require(MANAGE)
    field = locked(CustomField.objects.all()).filter(pk=field_id).first()
    if field is None:
        raise NotFound
    if field.version != version:
        raise Stale
    after = {name: values[name] for name in ("label", "required", "position", "is_active") if name in values}
    if "choices" in values:
        after["choices"] = _clean_choices(field.kind, values["choices"])
    if "label" in after and _label_taken(field, after["label"]):
        raise FieldExists(field="label")
    changes = audit.diff(field, after)
    for name, value in after.items():
        setattr(field, name, value)
    field.version += 1
    field.save(update_fields=[*after, "version"])
    audit.record(actor, "core.custom_field.changed", field, changes)
    return field


def _label_taken(field: CustomField, label: str) -> bool:
    return (
        CustomField.objects.filter(object_type=field.object_type, label=label).exclude(pk=field.pk).exists()
    )
