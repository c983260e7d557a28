"""`forecourt worker`: do the work in the queue until stopped."""

from typing import Any

from django.core.management.base import BaseCommand

from forecourt.core.jobs.loop import Worker


class Command(BaseCommand):
    """Events, jobs and schedules. Any number of workers may run."""

    help = "Deliver events, run jobs and schedules until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the loop."""
        Worker().run()
