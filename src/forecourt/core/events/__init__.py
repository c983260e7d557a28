"""What happened, told upwards: an outbox row in the transaction of the fact, handlers afterwards until done."""

from forecourt.core.events.outbox import publish

__all__ = ["publish"]
