"""The worker's loop: events, jobs, schedules, dead workers, the audit chain."""

import signal
import time
from collections.abc import Callable
from types import FrameType

import structlog
from django.db import DatabaseError, IntegrityError, close_old_connections

from forecourt.core.audit.seal import seal_batch
from forecourt.core.events.deliver import deliver_due, wait_for_work
from forecourt.core.jobs.queue import start_scheduled, sweep, work_once

log = structlog.get_logger(__name__)
IDLE_SECONDS = 1.0
HOUSEKEEPING_SECONDS = 10.0


class Worker:
    """Runs until asked to stop; finishes the job at hand first."""

    def __init__(self) -> None:
        self.stopping = False
        self._next_housekeeping = 0.0

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask the loop to end after the present step."""
        self.stopping = True

    def run(self) -> None:
        """Work until stopped by SIGTERM or SIGINT."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        log.info("worker_started")
        while not self.stopping:
            if not self.step():
                wait_for_work(IDLE_SECONDS)
        log.info("worker_stopped")

    def step(self) -> bool:
        """One round; whether there was anything to do. A failing database is waited out, not died of."""
        close_old_connections()
        busy = [self._safely(deliver_due), self._safely(work_once)]
        if time.monotonic() >= self._next_housekeeping:
            self._next_housekeeping = time.monotonic() + HOUSEKEEPING_SECONDS
            busy += [self._safely(start_scheduled), self._safely(sweep), self._safely(seal_batch)]
        return any(busy)

    def _safely(self, step: Callable[[], int]) -> bool:
        try:
            return bool(step())
        except IntegrityError:
            return False  # another worker did the same step first
        except DatabaseError:
            log.exception("worker_step_failed", step=step.__name__)
            return False
