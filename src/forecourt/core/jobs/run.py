"""One running job, as the work sees it: its parameters, its actor, its progress, its result."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.db import DatabaseError, connection
from django.utils.module_loading import import_string

from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.jobs.models import Job

BEAT_SECONDS = 1.0


class JobCancelled(Exception):
    """The person does not want the result any more."""


class JobRun:
    """Handed to the work. Progress is kept in memory and written by the heartbeat, so reporting costs nothing."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.params: dict[str, Any] = job.params
        self._cancelled = threading.Event()

    @property
    def actor(self) -> Actor:
        """On whose behalf the work runs: the person as he stands today, or the installation itself."""
        if self.job.user_id is None:
            return Actor.system(self.job.kind)
        actor_of_id: Callable[[int], Actor] = import_string(settings.FORECOURT_ACTOR_FACTORY)
        return actor_of_id(self.job.user_id)

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Report how far the work is. Raises JobCancelled when the person called it off."""
        self.job.done, self.job.total, self.job.message = done, total, message[:300]
        if self._cancelled.is_set():
            raise JobCancelled

    def finish(self, result: dict[str, Any], file: IO[bytes] | None = None, name: str = "") -> None:
        """Keep the result: plain values, and a file to download."""
        self.job.result = result
        if file is not None:
            self.job.result_file.save(Path(name).name, File(file), save=False)

    def beat(self) -> None:
        """Write progress and the sign of life; notice a wish to cancel."""
        Job.objects.filter(pk=self.job.pk).update(
            done=self.job.done, total=self.job.total, message=self.job.message, heartbeat_at=clock.now()
        )
        if Job.objects.filter(pk=self.job.pk, cancel_wanted=True).exists():
            self._cancelled.set()


class Heartbeat:
    """A thread that beats for a JobRun while a block runs."""

    def __init__(self, run: JobRun) -> None:
        self.run = run
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_failure: object) -> None:
        self.stop.set()
        self.thread.join(timeout=30)

    def _beat(self) -> None:
        while not self.stop.wait(BEAT_SECONDS):
            with suppress(DatabaseError):  # a busy SQLite: the next beat writes it
                self.run.beat()
        connection.close()
