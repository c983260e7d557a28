"""Attaching files to records and reading them back, with the permissions of the record."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.core.files import File
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forecourt.core import audit, clock
from forecourt.core.actor import Actor
from forecourt.core.attachments.content import FileRefused, content_type_of
from forecourt.core.attachments.models import Attachment
from forecourt.core.autodiscover import offered
from forecourt.core.db import locked, one_transaction
from forecourt.core.errors import NotAllowed, NotFound


@dataclass(frozen=True, slots=True)
class Attachable:
    """A kind of record that takes files, as an app lists it in `attachable.ATTACHABLE`."""

    object_type: str
    view: str
    add: str


@cache
def _attachable() -> dict[str, Attachable]:
    return {each.object_type: each for each in offered("attachable", "ATTACHABLE")}


def _record(actor: Actor, object_type: str, object_id: int, *, adding: bool) -> Any:
    """The record, where the actor may see it (or add to it). Raises NotFound, NotAllowed."""
    kind = _attachable().get(object_type)
    if kind is None:
        raise NotFound
    model: Any = apps.get_model(object_type)
    return model.objects.fetch(actor, kind.add if adding else kind.view, pk=object_id)


def list_attachments(actor: Actor, object_type: str, object_id: int) -> QuerySet[Attachment]:
    """The files of a record, newest first. Raises NotFound, NotAllowed."""
    _record(actor, object_type, object_id, adding=False)
    kept = Attachment.objects.filter(object_type=object_type, object_id=object_id, removed_at=None)
    return kept.order_by("-pk")


def can_add(actor: Actor, object_type: str, object_id: int) -> bool:
    """Whether the actor may add files to the record and take them off."""
    try:
        _record(actor, object_type, object_id, adding=True)
    except (NotFound, NotAllowed):
        return False
    return True


def get_attachment(actor: Actor, attachment_id: int) -> Attachment:
    """One file, where the actor may see its record. Raises NotFound, NotAllowed."""
    attachment = Attachment.objects.filter(pk=attachment_id, removed_at=None).first()
    if attachment is None:
        raise NotFound
    _record(actor, attachment.object_type, attachment.object_id, adding=False)
    return attachment


@one_transaction
def add_attachment(
    *, actor: Actor, object_type: str, object_id: int, file: IO[bytes], name: str
) -> Attachment:
    """Keep a file on a record, under a name of our own. Raises NotFound, NotAllowed, FileRefused."""
    record = _record(actor, object_type, object_id, adding=True)
    content: File[bytes] = File(file)
    if not content.size or content.size > settings.FORECOURT_MAX_UPLOAD:
        raise FileRefused(_("The file is empty or too large."), field="file")
    content_type = content_type_of(file, name)
    attachment = Attachment(
        object_type=object_type,
        object_id=object_id,
        name=PurePath(name.replace("\\", "/")).name[-200:],
        content_type=content_type,
        size=content.size,
        sha256=_sha256(content),
        store_id=getattr(record, "store_id", None),
        user_id=actor.user_id,
        added_by=actor.name,
        added_at=clock.now(),
    )
    file.seek(0)
    attachment.file.save(f"{attachment.sha256[:16]}{PurePath(name).suffix.lower()}", content, save=False)
    attachment.save()
    audit.record(
        actor, "core.attachment.added", record, {"file": attachment.name, "sha256": attachment.sha256}
    )
    return attachment


def _sha256(content: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    return digest.hexdigest()


@one_transaction
def remove_attachment(*, actor: Actor, attachment_id: int) -> models.Model:
    """Take a file off its record; the file itself stays with the trail. The record. Raises NotFound, NotAllowed."""
    attachment = locked(Attachment.objects.all()).filter(pk=attachment_id, removed_at=None).first()
    if attachment is None:
        raise NotFound
    record: models.Model = _record(actor, attachment.object_type, attachment.object_id, adding=True)
    attachment.removed_at = clock.now()
    attachment.save(update_fields=["removed_at"])
    audit.record(actor, "core.attachment.removed", record, {"file": attachment.name})
    return record
