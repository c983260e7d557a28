"""The files people bring in, and the mappings they keep."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forecourt.core.actor import Actor, Grant
from forecourt.core.jobs.models import Job
from forecourt.core.scoping import ScopedQuerySet


class ImportRunQuerySet(ScopedQuerySet["ImportRun"]):
    """Imports within reach: those of the login."""

    store_path = ""

    def reach(self, grant: Grant, actor: Actor) -> Q:
        """A person sees what he brought in himself."""
        return Q(user_id=actor.user_id) if actor.user_id else Q(pk__in=())


class ImportRun(models.Model):
    """One file on its way in. `rows_done` rises in the transaction of each batch, so a second try goes on from there."""

    class Status(models.TextChoices):
        """Where the file is."""

        UPLOADED = "uploaded", _("Columns to map")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        RUNNING = "running", _("Being imported")
        DONE = "done", _("Imported")
        FAILED = "failed", _("Refused")

    importer = models.CharField(_("kind of data"), max_length=60)
    file = models.FileField(_("file"), upload_to="imports/%Y/%m/")
    filename = models.CharField(_("file name"), max_length=200)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    header_row = models.PositiveSmallIntegerField(_("row with the column names"), default=1)
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.UPLOADED)
    rows_total = models.PositiveIntegerField(_("rows"), default=0)
    rows_done = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(_("refused"), default=0)
    outcomes = models.JSONField(default=dict)
    samples = models.JSONField(default=list)
    refusals = models.JSONField(default=list)
    refused_file = models.FileField(_("refused rows"), upload_to="imports/%Y/%m/", blank=True)
    error = models.TextField(blank=True)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    user_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(_("created"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        indexes = [models.Index(fields=["user_id", "-id"], name="import_by_user")]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it or will take it. One whose job was called off or failed can be started again."""
        return self.status in {self.Status.CHECKING, self.Status.RUNNING} and (
            self.job is None or self.job.is_open
        )

    @property
    def is_partly_in(self) -> bool:
        """Whether some of its rows are in and others not yet tried."""
        return self.rows_done > 0 and self.status != self.Status.DONE

    @property
    def tone(self) -> str:
        """The meaning of its status, as a colour."""
        return {"done": "good", "failed": "bad", "checked": "info"}.get(self.status, "progress")

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("imports:run-record", args=[self.pk])


class KeptMapping(models.Model):
    """A mapping a person kept, offered again for a file with the same columns."""

    importer = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=80)
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    user_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("kept mapping")
        constraints = [UniqueConstraint(fields=["importer", "name"], name="kept_mapping_once")]

    def __str__(self) -> str:
        return self.name


class ExternalReference(models.Model):
    """What a record is called in the system it came from: how a file brought in twice finds what it brought in once."""

    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=160)
    object_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("external reference")
        constraints = [UniqueConstraint(fields=["kind", "reference"], name="external_reference_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"
