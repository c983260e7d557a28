"""What is audited in finance, and how each action is called."""

from django.utils.translation import gettext_lazy as _

MODELS = ("finance.JournalEntry", "finance.Period")

ACTIONS = (
    ("finance.entry.posted", _("Journal entry posted")),
    ("finance.entry.reversed", _("Journal entry reversed")),
    ("finance.entries.posted", _("Journal entries posted together")),
    ("finance.period.closed", _("Month closed")),
    ("finance.period.reopened", _("Month reopened")),
)
