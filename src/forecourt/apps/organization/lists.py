"""The lists of the organization."""

from django.utils.translation import gettext_lazy as _

from forecourt.apps.organization.selectors.audit import list_audit_entries
from forecourt.core.audit.labels import action_label, object_type_label
from forecourt.core.models import AuditEntry
from forecourt.core.ui.lists import Column, EmptyState, Filter, ListSpec


def _action(entry: AuditEntry) -> str:
    return action_label(entry.action)


def _object_type(entry: AuditEntry) -> str:
    return object_type_label(entry.object_type)


AUDIT = ListSpec(
    code="organization.audit",
    title=_("Audit log"),
    permission="organization.audit.view",
    rows=list_audit_entries,
    default_sort="-id",
    columns=(
        Column("id", _("No."), "number", priority=3, shown=False),
        Column("at", _("When"), "datetime", sort=None),
        Column("actor", _("Who"), sort=None),
        Column("action", _("What"), value=_action, priority=1),
        Column("object_type", _("Kind"), value=_object_type, shown=False),
        Column("object_text", _("Record"), sort=None),
        Column("origin", _("Address"), shown=False, sort=None, priority=3),
    ),
    filters=(
        Filter("at", _("When"), "date_range"),
        Filter("actor", _("Who"), "text"),
        Filter("action", _("What"), "text"),
        Filter("object", _("Record"), "text", path="object_text"),
    ),
    empty=EmptyState(_("Every change anyone makes will stand here.")),
)
LISTS = (AUDIT,)
