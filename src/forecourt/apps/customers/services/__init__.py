"""What is done with customers and leads: one function per business verb."""

from forecourt.apps.customers.services.customers import add_customer, change_customer, reveal_phone
from forecourt.apps.customers.services.follow_up import defeat_lead, record_follow_up, reopen_lead
from forecourt.apps.customers.services.history import (
    ContactDraft,
    CustomerDraft,
    LeadDraft,
    import_customers,
    import_leads,
)
from forecourt.apps.customers.services.leads import (
    add_lead,
    assign_lead,
    assign_leads,
    change_lead,
    lock_lead,
)
from forecourt.apps.customers.services.outcomes import mark_delivered, mark_ordered, mark_reopened
from forecourt.apps.customers.services.timeline import note_timeline

__all__ = [
    "ContactDraft",
    "CustomerDraft",
    "LeadDraft",
    "add_customer",
    "add_lead",
    "assign_lead",
    "assign_leads",
    "change_customer",
    "change_lead",
    "defeat_lead",
    "import_customers",
    "import_leads",
    "lock_lead",
    "mark_delivered",
    "mark_ordered",
    "mark_reopened",
    "note_timeline",
    "record_follow_up",
    "reopen_lead",
    "reveal_phone",
]  # fmt: skip
