"""What the search box finds here: customers and leads by name, pinyin, initials or any run of mobile digits."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forecourt.apps.customers import selectors
from forecourt.core.actor import Actor
from forecourt.core.search import Hit, Search, matching_terms


def find_customers(actor: Actor, terms: Sequence[str], limit: int) -> list[Hit]:
    """Customers within reach; one query."""
    rows = matching_terms(selectors.list_customers(actor), terms).order_by("-pk")[:limit]
    return [
        Hit(
            row.name,
            selectors.shown_phone(row.phone, is_whole=row.is_phone_whole),  # type: ignore[attr-defined]
            reverse("customers:customer-detail", args=[row.pk]),
        )
        for row in rows
    ]


def find_leads(actor: Actor, terms: Sequence[str], limit: int) -> list[Hit]:
    """Leads within reach; one query."""
    rows = matching_terms(selectors.list_leads(actor), terms).select_related("series", "owner")
    return [
        Hit(
            f"{row.customer_name} · {row.level_id}",
            " · ".join(filter(None, (row.series.name if row.series else row.wanted, str(row.owner or "")))),
            reverse("customers:lead-detail", args=[row.pk]),
        )
        for row in rows.order_by("-pk")[:limit]
    ]


SEARCHES = (
    Search("customers", _("Customers"), "customers.customer.view", find_customers, "users"),
    Search("leads", _("Leads"), "customers.lead.view", find_leads, "target"),
)
