"""Who changed what, when: entries that are only ever added, sealed into a chain per store."""

from forecourt.core.audit.record import Changes, diff, entry, record, record_fact, record_many

__all__ = ["Changes", "diff", "entry", "record", "record_fact", "record_many"]
