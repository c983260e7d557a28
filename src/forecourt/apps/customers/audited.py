"""What is audited in the customers department, and how each action is called."""

from django.utils.translation import gettext_lazy as _

MODELS = (
    "customers.LeadLevel", "customers.LeadSource", "customers.Customer", "customers.Relationship", "customers.Lead",
    "customers.FollowUp",
)  # fmt: skip

ACTIONS = (
    ("customers.customer.added", _("Customer added")),
    ("customers.customer.changed", _("Customer changed")),
    ("customers.customer.revealed", _("Phone number revealed")),
    ("customers.customer.imported", _("Customers imported")),
    ("customers.lead.added", _("Lead added")),
    ("customers.lead.imported", _("Leads imported")),
    ("customers.lead.changed", _("Lead changed")),
    ("customers.lead.assigned", _("Lead given to another person")),
    ("customers.lead.followed_up", _("Follow-up recorded")),
    ("customers.lead.defeated", _("Lead defeated")),
    ("customers.lead.reopened", _("Lead taken up again")),
    ("customers.lead.ordered", _("Lead ordered")),
    ("customers.lead.delivered", _("Lead delivered")),
    ("customers.level.changed", _("Lead level changed")),
    ("customers.source.changed", _("Lead source changed")),
)
