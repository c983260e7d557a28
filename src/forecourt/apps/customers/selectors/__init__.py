"""Reads of the customers department."""

from forecourt.apps.customers.selectors.customers import (
    customer_names,
    get_customer,
    list_customers,
    relationships_of,
    timeline_of,
)
from forecourt.apps.customers.selectors.leads import get_lead, list_leads
from forecourt.apps.customers.selectors.setup import Level, levels, levels_of, sources

__all__ = [
    "Level", "customer_names", "get_customer", "get_lead", "levels", "levels_of", "list_customers", "list_leads",
    "relationships_of", "sources", "timeline_of",
]  # fmt: skip
