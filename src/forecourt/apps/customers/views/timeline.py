"""The timeline as the record page draws it."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from forecourt.apps.customers import selectors
from forecourt.apps.customers.models import TimelineEntry
from forecourt.core.ui.record import TimelineEntry as Shown

KINDS = {
    "lead": (_("Lead added"), "info"),
    "follow_up": (_("Follow-up"), ""),
    "ordered": (_("Ordered"), "good"),
    "delivered": (_("Delivered"), "good"),
    "defeated": (_("Defeated"), "bad"),
    "reopened": (_("Taken up again"), "info"),
    "sale": (_("Sale"), "good"),
    "sale_cancelled": (_("Sale cancelled"), "bad"),
}


def timeline_entries(entries: Iterable[TimelineEntry]) -> list[Shown]:
    """Each entry with the name of its kind in the reader's language."""
    shown = []
    for entry in entries:
        title, tone = KINDS.get(entry.kind, (entry.kind, ""))
        source = selectors.sources().get(entry.text) if entry.kind == "lead" else None
        text = source.label if source else entry.text
        shown.append(Shown(entry.at, title, text, by=entry.actor_name, tone=tone))
    return shown
