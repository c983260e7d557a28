"""The job queue: once, in order, again after a death, never for ever."""

from datetime import time, timedelta
from types import SimpleNamespace

import pytest

from forecourt.core import clock
from forecourt.core.actor import Actor, Grant
from forecourt.core.errors import Invalid, NotFound
from forecourt.core.jobs import queue
from forecourt.core.jobs.kinds import JobKind, Schedule
from forecourt.core.jobs.models import Job, ScheduleRun
from forecourt.core.jobs.run import JobRun

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


@pytest.fixture
def work(monkeypatch):
    """A kind of job whose work a test sets; the list of the runs it saw."""
    handle = SimpleNamespace(seen=[], does=lambda job_run: None)

    def run(job_run: JobRun) -> None:
        handle.seen.append(job_run.params)
        handle.does(job_run)

    monkeypatch.setattr(queue, "kinds", lambda: {"test.work": JobKind("test.work", "Work", run)})
    monkeypatch.setattr("forecourt.core.jobs.run.BEAT_SECONDS", 60)
    return handle


def test_a_job_is_done_once_with_its_result(work):
    work.does = lambda job_run: job_run.finish({"rows": 3})
    queue.enqueue(actor=SYSTEM, kind="test.work", params={"n": 1})

    assert queue.work_once() is True
    assert queue.work_once() is False

    job = Job.objects.get()
    assert (job.status, job.result, job.percent, work.seen) == ("done", {"rows": 3}, 100, [{"n": 1}])


def test_an_unknown_kind_is_refused_before_it_enters_the_queue(work):
    with pytest.raises(KeyError):
        queue.enqueue(actor=SYSTEM, kind="test.nothing")

    assert not Job.objects.exists()


def test_a_refusal_is_final_and_says_why(work):
    def refuse(job_run):
        raise Invalid("No such sheet.")

    work.does = refuse
    queue.enqueue(actor=SYSTEM, kind="test.work")

    queue.work_once()

    job = Job.objects.get()
    assert (job.status, job.error, job.attempts) == ("failed", "No such sheet.", 1)


def test_a_bug_is_retried_with_pauses_and_then_given_up(work):
    def fail(job_run):
        raise RuntimeError("boom")

    work.does = fail
    queue.enqueue(actor=SYSTEM, kind="test.work")

    for _attempt in range(3):
        queue.work_once()
        Job.objects.filter(status="waiting").update(due_at=clock.now())

    job = Job.objects.get()
    assert (job.status, job.error, len(work.seen)) == ("failed", "RuntimeError: boom", 3)


def test_the_job_of_a_dead_worker_is_given_back(work):
    queue.enqueue(actor=SYSTEM, kind="test.work")
    queue.claim()
    Job.objects.update(heartbeat_at=clock.now() - timedelta(minutes=2))

    assert queue.sweep() == 1

    job = Job.objects.get()
    assert (job.status, job.error) == ("waiting", "the worker died")


def test_the_job_of_a_living_worker_is_left_alone(work):
    queue.enqueue(actor=SYSTEM, kind="test.work")
    queue.claim()

    assert queue.sweep() == 0
    assert Job.objects.get().status == "running"


def test_a_waiting_job_that_is_called_off_is_never_done(work):
    job = queue.enqueue(actor=SYSTEM, kind="test.work")

    queue.cancel(actor=SYSTEM, job_id=job.pk)

    assert queue.work_once() is False
    assert Job.objects.get().status == "cancelled"


def test_a_running_job_stops_at_its_next_report_when_called_off(work):
    def report(job_run):
        job_run.progress(1, 10)
        queue.cancel(actor=SYSTEM, job_id=job_run.job.pk)
        job_run.beat()
        job_run.progress(2, 10)

    work.does = report
    queue.enqueue(actor=SYSTEM, kind="test.work")

    queue.work_once()

    job = Job.objects.get()
    assert (job.status, job.done) == ("cancelled", 2)


def test_somebody_else_s_job_cannot_be_called_off(work):
    job = queue.enqueue(actor=Actor(name="Anna", user_id=1), kind="test.work")
    olaf = Actor(name="Olaf", user_id=2, grants={"organization.job.view": Grant(own=True)})

    with pytest.raises(NotFound):
        queue.cancel(actor=olaf, job_id=job.pk)

    assert Job.objects.get().status == "waiting"


def test_a_due_schedule_starts_one_job_however_many_workers_look(work, monkeypatch):
    nightly = Schedule("nightly", "test.work", every=timedelta(hours=24))
    monkeypatch.setattr(queue, "schedules", lambda: (nightly,))

    assert [queue.start_scheduled(), queue.start_scheduled()] == [1, 0]
    assert (Job.objects.count(), ScheduleRun.objects.count()) == (1, 1)


def test_a_daily_schedule_is_due_at_its_local_time(settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    schedule = Schedule("morning", "test.work", at=time(7, 30))
    noon_in_shanghai = clock.start_of(clock.today()) + timedelta(hours=12)

    due = schedule.last_due(noon_in_shanghai)

    assert noon_in_shanghai - due == timedelta(hours=4, minutes=30)
    assert schedule.last_due(due - timedelta(minutes=1)) == due - timedelta(days=1)


def test_a_worker_taken_for_dead_does_not_end_the_job_another_one_has(work):
    queue.enqueue(actor=SYSTEM, kind="test.work")

    def come_back_late(_job_run):
        Job.objects.update(heartbeat_at=clock.now() - timedelta(minutes=5))
        assert queue.sweep() == 1
        Job.objects.update(due_at=clock.now())
        assert queue.claim() is not None

    work.does = come_back_late
    queue.work_once()

    job = Job.objects.get()
    assert (job.status, job.attempts, job.finished_at) == ("running", 2, None)
