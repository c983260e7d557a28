"""The queue's tables."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forecourt.core.actor import Actor, Grant
from forecourt.core.scoping import ScopedQuerySet


class JobQuerySet(ScopedQuerySet["Job"]):
    """Jobs within reach: one's own, or all."""

    store_path = ""

    def reach(self, grant: Grant, actor: Actor) -> Q:
        """A grant over own records reaches the jobs of the login."""
        return Q(user_id=actor.user_id) if grant.own and actor.user_id else Q(pk__in=())


class Job(models.Model):
    """One piece of work, from waiting to its result. The row is the queue's entry and what a person watches."""

    class Status(models.TextChoices):
        """Where the work is."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    kind = models.CharField(_("kind"), max_length=60)
    params = models.JSONField(default=dict)
    user_id = models.BigIntegerField(null=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    cancel_wanted = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    error = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    result_file = models.FileField(upload_to="jobs/%Y/%m/", blank=True)
    created_at = models.DateTimeField(_("created"))
    due_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(status="waiting"), name="job_waiting"),
            models.Index(fields=["heartbeat_at"], condition=Q(status="running"), name="job_running"),
            models.Index(fields=["user_id", "-id"], name="job_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.status in {self.Status.WAITING, self.Status.RUNNING}

    @property
    def percent(self) -> int:
        """How far, 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def tone(self) -> str:
        """The meaning of its status, as a colour."""
        tones = {"done": "good", "failed": "bad", "cancelled": "warn", "running": "progress"}
        return tones.get(self.status, "neutral")

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("jobs:job-record", args=[self.pk])


class ScheduleRun(models.Model):
    """One due moment of a schedule that some worker has taken: the unique row makes it happen once."""

    name = models.CharField(max_length=80)
    due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("schedule run")
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="schedule_once_per_moment")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"
