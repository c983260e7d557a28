"""Reads of the audit log."""

from django.db.models import Q, QuerySet

from forecourt.core.actor import Actor
from forecourt.core.models import AuditEntry


def list_audit_entries(actor: Actor) -> QuerySet[AuditEntry]:
    """The entries of the stores for which the actor may read the log; entries of the group for those of the group."""
    grant = actor.grant("organization.audit.view")
    if grant is None:
        return AuditEntry.objects.none()
    return (
        AuditEntry.objects.all()
        if grant.everywhere
        else AuditEntry.objects.filter(Q(store_id__in=grant.store_ids))
    )
