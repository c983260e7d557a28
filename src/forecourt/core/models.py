"""The core's own tables: audit, outbox, sequences. No foreign key points to an app."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forecourt.core.attachments.models import Attachment
from forecourt.core.custom.models import CustomField, ListPreference, SavedView
from forecourt.core.imports.models import ExternalReference, ImportRun, KeptMapping
from forecourt.core.jobs.models import Job, ScheduleRun

__all__ = [
    "Attachment",
    "AuditEntry",
    "AuditSeal",
    "CustomField",
    "EventDelivery",
    "ExternalReference",
    "ImportRun",
    "Job",
    "KeptMapping",
    "ListPreference",
    "NumberSequence",
    "OutboxEvent",
    "SavedView",
    "ScheduleRun",
]


class AuditEntry(models.Model):
    """One change by one actor. Never altered, never deleted: a database trigger refuses both."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=120)
    origin = models.CharField(max_length=80, blank=True)
    action = models.CharField(max_length=80)
    store_id = models.BigIntegerField(null=True)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    object_text = models.CharField(max_length=120)
    changes = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("audit entry")
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"], name="audit_by_object"),
            models.Index(fields=["store_id", "id"], name="audit_by_store"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_text}"


class AuditSeal(models.Model):
    """The place of an audit entry in the hash chain of its store (`chain` 0: the group itself)."""

    entry = models.OneToOneField(
        AuditEntry, primary_key=True, on_delete=models.DO_NOTHING, related_name="seal", db_constraint=False
    )
    chain = models.BigIntegerField()
    position = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("audit seal")
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="audit_seal_one_per_position")
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.position}"


class OutboxEvent(models.Model):
    """An event of `forecourt.contracts`, as it was published."""

    name = models.CharField(max_length=80)
    payload = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("event")

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class EventDelivery(models.Model):
    """One event on its way to one handler; done when `done_at` is set."""

    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=80)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("event delivery")
        constraints = [models.UniqueConstraint(fields=["event", "handler"], name="delivery_once_per_handler")]
        indexes = [models.Index(fields=["due_at", "id"], condition=Q(done_at=None), name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.event_id} -> {self.handler}"


class NumberSequence(models.Model):
    """The last number given out for a kind of document, per store and year."""

    kind = models.CharField(max_length=12)
    store_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("number sequence")
        constraints = [models.UniqueConstraint(fields=["kind", "store_id", "year"], name="sequence_once")]

    def __str__(self) -> str:
        return f"{self.kind}-{self.store_id}-{self.year}: {self.last}"
