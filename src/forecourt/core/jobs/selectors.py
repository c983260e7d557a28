"""Reads of jobs: one's own, or all with a wider grant."""

from django.db.models import QuerySet

from forecourt.core.actor import Actor
from forecourt.core.errors import Text
from forecourt.core.jobs.kinds import kinds
from forecourt.core.jobs.models import Job

VIEW = "organization.job.view"


def list_jobs(actor: Actor) -> QuerySet[Job]:
    """The jobs within reach."""
    return Job.objects.visible_to(actor, VIEW)


def get_job(actor: Actor, job_id: int) -> Job:
    """One job. Raises NotAllowed, NotFound."""
    job: Job = Job.objects.fetch(actor, VIEW, pk=job_id)
    return job


def kind_label(job: Job) -> Text:
    """What the job does, in words."""
    kind = kinds().get(job.kind)
    return kind.label if kind else job.kind
