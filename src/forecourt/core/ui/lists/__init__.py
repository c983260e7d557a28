"""Lists: one declaration gives the page, the API list, filters, saved views, column choice, bulk actions and export."""

from forecourt.core.ui.lists.api import list_api
from forecourt.core.ui.lists.page import list_page
from forecourt.core.ui.lists.spec import Action, BulkAction, Column, EmptyState, Filter, ListSpec, all_lists

__all__ = [
    "Action", "BulkAction", "Column", "EmptyState", "Filter", "ListSpec", "all_lists", "list_api", "list_page",
]  # fmt: skip
