"""Tables of the customers department."""

from forecourt.apps.customers.models.customer import Customer, Relationship, TimelineEntry
from forecourt.apps.customers.models.lead import OPEN_STATUSES, FollowUp, Lead
from forecourt.apps.customers.models.setup import LeadLevel, LeadSource

__all__ = [
    "OPEN_STATUSES", "Customer", "FollowUp", "Lead", "LeadLevel", "LeadSource", "Relationship", "TimelineEntry",
]  # fmt: skip
