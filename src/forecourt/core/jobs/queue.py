"""Putting work into the queue and taking it out again."""

import os
import socket
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import IntegrityError, connection, transaction

from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.db import locked, one_transaction
from forecourt.core.errors import DomainError
from forecourt.core.jobs.kinds import kinds, schedules
from forecourt.core.jobs.models import Job, ScheduleRun
from forecourt.core.jobs.run import Heartbeat, JobCancelled, JobRun

log = structlog.get_logger(__name__)
DEAD_AFTER = timedelta(seconds=60)
Status = Job.Status


def enqueue(
    *, actor: Actor, kind: str, params: dict[str, Any] | None = None, due_at: datetime | None = None
) -> Job:
    """Add a job to the queue, in the caller's transaction where there is one. KeyError for an unknown kind."""
    kinds()[kind]
    now = clock.now()
    return Job.objects.create(
        kind=kind, params=params or {}, user_id=actor.user_id, created_at=now, due_at=due_at or now
    )


@one_transaction
def cancel(*, actor: Actor, job_id: int) -> Job:
    """Call a job off: at once while it waits, at its next report while it runs. Raises NotFound."""
    job: Job = Job.objects.fetch(actor, "organization.job.view", lock=True, pk=job_id)
    if job.status == Status.WAITING:
        job.status, job.finished_at = Status.CANCELLED, clock.now()
    job.cancel_wanted = True
    job.save(update_fields=["status", "finished_at", "cancel_wanted"])
    return job


def worker_name() -> str:
    """This process, as the queue names it."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


@one_transaction
def claim() -> Job | None:
    """Take the next due job; two workers never take the same one."""
    skip = connection.features.has_select_for_update_skip_locked
    waiting = Job.objects.filter(status=Status.WAITING, due_at__lte=clock.now())
    job = waiting.select_for_update(skip_locked=skip).order_by("due_at", "pk").first()
    if job is None:
        return None
    job.status, job.worker, job.heartbeat_at = Status.RUNNING, worker_name(), clock.now()
    job.attempts += 1
    job.save(update_fields=["status", "worker", "heartbeat_at", "attempts"])
    return job


def run(job: Job) -> None:
    """Do a claimed job and keep its outcome. A refusal is final; a bug is retried with growing pauses."""
    work = JobRun(job)
    kind = kinds().get(job.kind)
    try:
        if kind is None:
            raise LookupError(f"no job kind {job.kind}")
        with Heartbeat(work):
            kind.run(work)
    except JobCancelled:
        _close(job, Status.CANCELLED)
    except DomainError as refusal:
        _close(job, Status.FAILED, str(refusal))
    except Exception as error:  # the loop must go on; the job keeps the reason
        log.exception("job_failed", kind=job.kind, job_id=job.pk)
        _retry(job, f"{type(error).__name__}: {error}")
    else:
        job.done = job.total = max(job.total, 1)
        _close(job, Status.DONE)


@one_transaction
def _close(job: Job, status: Job.Status, error: str = "") -> None:
    if not _is_ours(job):
        return
    job.status, job.error, job.finished_at = status, error[:4000], clock.now()
    job.save(
        update_fields=["status", "error", "finished_at", "done", "total", "message", "result", "result_file"]
    )


@one_transaction
def _retry(job: Job, error: str) -> None:
    kind = kinds().get(job.kind)
    if kind is None or job.attempts >= kind.attempts:
        _close(job, Status.FAILED, error)
        return
    if not _is_ours(job):
        return
    job.status, job.error = Status.WAITING, error[:4000]
    job.due_at = clock.now() + timedelta(seconds=10 * 4**job.attempts)
    job.save(update_fields=["status", "error", "due_at"])


def _is_ours(job: Job) -> bool:
    """Whether the job is still ours to end, its row held: a worker taken for dead may come back after another took it."""
    held = Job.objects.filter(pk=job.pk, status=Status.RUNNING, attempts=job.attempts)
    if locked(held).first() is not None:
        return True
    log.warning("job_taken_over", job_id=job.pk, worker=job.worker)
    return False


@one_transaction
def sweep() -> int:
    """Give back the jobs of dead workers: those without a sign of life for a minute. The number given back."""
    dead = Job.objects.filter(status=Status.RUNNING, heartbeat_at__lt=clock.now() - DEAD_AFTER)
    swept = list(locked(dead).order_by("pk"))
    for job in swept:
        log.warning("job_of_dead_worker", job_id=job.pk, worker=job.worker)
        _retry(job, "the worker died")
    return len(swept)


def start_scheduled() -> int:
    """Enqueue what is due by schedule and not yet taken by any worker; the number enqueued."""
    started = 0
    for schedule in schedules():
        due_at = schedule.last_due(clock.now())
        if ScheduleRun.objects.filter(name=schedule.name, due_at=due_at).exists():
            continue
        try:
            with transaction.atomic():
                ScheduleRun.objects.create(name=schedule.name, due_at=due_at)
                enqueue(actor=Actor.system(schedule.name), kind=schedule.kind)
        except IntegrityError:
            continue  # another worker was first
        started += 1
    return started


def work_once() -> bool:
    """Claim and do one job; whether there was one."""
    job = claim()
    if job is not None:
        run(job)
    return job is not None
