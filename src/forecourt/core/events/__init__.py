"""What happened, told upwards: an outbox row in the transaction of the fact, handlers afterwards until done."""

from forecourt.core.events.outbox import publish, publish_many

__all__ = ["publish", "publish_many"]
