"""The lists of the ledger."""

from django.utils.translation import gettext_lazy as _

from forecourt.apps.finance import selectors
from forecourt.apps.organization.selectors import store_choices
from forecourt.core.actor import Actor
from forecourt.core.ui.lists import Column, EmptyState, Filter, ListSpec


def _stores(actor: Actor) -> list[tuple[int, str]]:
    return store_choices(actor, selectors.VIEW)


ENTRIES = ListSpec(
    code="finance.entries",
    title=_("Journal"),
    permission=selectors.VIEW,
    rows=selectors.list_entries,
    default_sort="-on",
    row_url="finance:entry-detail",
    columns=(
        Column("number", _("Number"), priority=1),
        Column("on", _("Date"), "date"),
        Column("store", _("Store"), path="store__name", sort=None),
        Column("text", _("Text"), sort=None, priority=1),
        Column("source", _("Document"), sort=None, priority=3),
        Column("total_debit", _("Amount"), "money", sort=None),
        Column("posted_by", _("Posted by"), sort=None, shown=False),
        Column("posted_at", _("Posted at"), "datetime", sort=None, shown=False),
    ),
    filters=(
        Filter("on", _("Date"), "date_range"),
        Filter("store", _("Store"), "choice", path="store_id", choices=_stores),
        Filter("number", _("Number"), "text"),
        Filter("source", _("Document"), "text"),
        Filter("amount", _("Amount"), "money_range", path="total_debit"),
    ),
    empty=EmptyState(_("What the departments post to the books will stand here.")),
)

LISTS = (ENTRIES,)
