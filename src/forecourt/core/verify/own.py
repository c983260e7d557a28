"""The core's own checks."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from forecourt.core import clock
from forecourt.core.audit.seal import broken_links
from forecourt.core.events.deliver import MAX_ATTEMPTS
from forecourt.core.jobs.models import Job
from forecourt.core.jobs.queue import DEAD_AFTER
from forecourt.core.models import AuditEntry, AuditSeal, EventDelivery
from forecourt.core.verify.check import Check, Finding

SEALED_WITHIN = timedelta(hours=1)


def audit_chain() -> Iterator[Finding]:
    """Each store's chain of hashes is whole; what is not sealed yet is named."""
    for chain in AuditSeal.objects.order_by().values_list("chain", flat=True).distinct():
        for entry_id, why in broken_links(chain):
            yield Finding(f"audit entry {entry_id} of chain {chain}: {why}")
    open_entries = AuditEntry.objects.filter(seal=None)
    if count := open_entries.count():
        first = open_entries.order_by("pk").first()
        late = first is not None and first.at < clock.now() - SEALED_WITHIN
        newest = open_entries.order_by("-pk").values_list("pk", flat=True).first()
        oldest = first.pk if first else 0
        yield Finding(f"{count} audit entries are not sealed yet: {oldest} to {newest}", is_notice=not late)


def deliveries() -> Iterator[Finding]:
    """No event waits for a handler that has given up."""
    stuck = EventDelivery.objects.filter(done_at=None, attempts__gte=MAX_ATTEMPTS)
    for delivery in stuck.select_related("event").order_by("pk")[:100]:
        yield Finding(f"event {delivery.event} was not handled by {delivery.handler}: {delivery.error}")


def jobs() -> Iterator[Finding]:
    """No job is held by a dead worker."""
    silent = Job.objects.filter(status=Job.Status.RUNNING, heartbeat_at__lt=clock.now() - 10 * DEAD_AFTER)
    for job in silent.order_by("pk")[:100]:
        yield Finding(f"job {job} gives no sign of life since {job.heartbeat_at}")


CHECKS = (
    Check("core.audit_chain", _("Audit chain is whole"), audit_chain),
    Check("core.deliveries", _("Events are handled"), deliveries),
    Check("core.jobs", _("Jobs are alive"), jobs),
)
