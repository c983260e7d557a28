"""What the customers department tells the others."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class LeadAdded:
    """A person or company wants to buy, at one store."""

    lead_id: int
    customer_id: int
    store_id: int
    owner_id: int | None
    source: str
    level: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class LeadAssigned:
    """A lead has another owner; `None` is nobody."""

    lead_id: int
    store_id: int
    owner_id: int | None
    previous_owner_id: int | None


@dataclass(frozen=True, slots=True)
class FollowUpRecorded:
    """Somebody was in touch with the customer, or tried to be."""

    follow_up_id: int
    lead_id: int
    store_id: int
    employee_id: int | None
    channel: str
    outcome: str
    level: str
    next_on: date | None
    done_at: datetime


@dataclass(frozen=True, slots=True)
class LeadClosed:
    """A lead was ordered, delivered or defeated, or came back to work; `status` says which."""

    lead_id: int
    store_id: int
    owner_id: int | None
    status: str
    source: str
    at: datetime
