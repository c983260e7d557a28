"""Who changed what, when: entries that are only ever added, sealed into a chain per store."""

from forecourt.core.audit.record import Changes, diff, record

__all__ = ["Changes", "diff", "record"]
