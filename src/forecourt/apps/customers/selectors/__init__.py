"""Reads of the customers department."""

from forecourt.apps.customers.selectors.customers import (
    customer_names,
    get_customer,
    leads_of,
    list_customers,
    relationships_of,
    timeline_of,
)
from forecourt.apps.customers.selectors.duplicates import PhoneVerdict, check_phone
from forecourt.apps.customers.selectors.leads import follow_ups_of, get_lead, list_leads
from forecourt.apps.customers.selectors.phones import sees_phone_of, shown_phone
from forecourt.apps.customers.selectors.setup import Level, levels, levels_of, sources
from forecourt.apps.customers.selectors.today import (
    DueCounts,
    DueLead,
    PersonDue,
    describe,
    due_counts,
    due_leads,
    has_team,
    overdue_count,
    team_due,
)

__all__ = [
    "DueCounts",
    "DueLead",
    "Level",
    "PersonDue",
    "PhoneVerdict",
    "check_phone",
    "customer_names",
    "describe",
    "due_counts",
    "due_leads",
    "follow_ups_of",
    "get_customer",
    "get_lead",
    "has_team",
    "leads_of",
    "levels",
    "levels_of",
    "list_customers",
    "list_leads",
    "overdue_count",
    "relationships_of",
    "sees_phone_of",
    "shown_phone",
    "sources",
    "team_due",
    "timeline_of",
]  # fmt: skip
