"""What may be done to the books."""

from forecourt.apps.finance.services.drafts import EntryDraft, Posting
from forecourt.apps.finance.services.entries import post_entries, post_entry, reverse_entry
from forecourt.apps.finance.services.periods import close_period, reopen_period

__all__ = [
    "EntryDraft", "Posting", "close_period", "post_entries", "post_entry", "reopen_period", "reverse_entry",
]  # fmt: skip
