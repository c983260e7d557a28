"""Customers and leads for programs."""

from datetime import date, datetime
from typing import Annotated, Any, Self

from ninja import Router, Schema
from pydantic import Field

from forecourt.apps.customers import lists, selectors, services
from forecourt.apps.customers.models import FollowUp, Lead
from forecourt.core.api import ApiRequest, In, Key, Line, MoneyIn, MoneyOut, Note, Problem, allows, money, tag
from forecourt.core.api.lists import add_list

router = Router(tags=["Customers"])
Code = Annotated[str, Field(min_length=1, max_length=20)]
REFUSALS: Any = {403: Problem, 404: Problem, 409: Problem, 422: Problem}

add_list(router, "/leads/", lists.LEADS, name="list_leads")
add_list(router, "/customers/", lists.CUSTOMERS, name="list_customers")


class LeadIn(In):
    """A new lead: of a customer who is known by `customer_id`, or of whoever has the phone."""

    store_id: Key
    source: Code
    customer_id: Key | None = None
    name: Line = ""
    phone: Line = ""
    level: Code = "N"
    owner_id: Key | None = None
    series_id: Key | None = None
    wanted: Annotated[Line, Field(max_length=120)] = ""
    budget_min: MoneyIn | None = None
    budget_max: MoneyIn | None = None
    expected_on: date | None = None
    next_on: date | None = None
    note: Annotated[Note, Field(max_length=500)] = ""
    even_if_open: bool = False


class FollowUpIn(In):
    """What came of a contact."""

    channel: Code
    outcome: Code = "reached"
    note: Annotated[Note, Field(max_length=500)] = ""
    level: Code | None = None
    next_on: date | None = None


class LeadOut(Schema):
    """A lead. The phone is masked for callers who may not read it whole."""

    id: int
    customer_id: int
    customer_name: str
    customer_phone: str
    store_id: int
    owner_id: int | None
    source: str
    level: str
    status: str
    series_id: int | None
    wanted: str
    budget_min: MoneyOut | None
    budget_max: MoneyOut | None
    expected_on: date | None
    next_follow_up_on: date | None
    last_contact_at: datetime | None
    created_at: datetime
    version: int

    @classmethod
    def of(cls, request: ApiRequest, lead: Lead) -> Self:
        """The lead as this caller may see it."""
        whole = selectors.sees_phone_of(request.actor, lead)
        phone = lead.customer_phone if whole else selectors.shown_phone(lead.customer_phone, is_whole=False)
        low, high = lead.budget_min, lead.budget_max
        tag(request, lead.version)
        names = (
            "customer_id", "customer_name", "store_id", "owner_id", "status", "series_id", "wanted", "expected_on",
            "next_follow_up_on", "last_contact_at", "created_at", "version",
        )  # fmt: skip
        return cls(
            id=lead.pk,
            customer_phone=phone,
            source=lead.source_id,
            level=lead.level_id,
            budget_min=None if low is None else money(low),
            budget_max=None if high is None else money(high),
            **{name: getattr(lead, name) for name in names},
        )


class FollowUpOut(Schema):
    """A contact as it was recorded."""

    id: int
    lead_id: int
    channel: str
    outcome: str
    note: str
    level_before: str
    level_after: str
    due_on: date | None
    done_at: datetime
    next_on: date | None


@router.post("/leads/", response={201: LeadOut, **REFUSALS})
@allows("customers.lead.manage")
def add_lead(request: ApiRequest, lead: LeadIn) -> tuple[int, LeadOut]:
    """Add a lead; a phone that is known in the group, in any spelling, finds its customer.

    409 where the customer has an open lead at the store, unless `even_if_open`.
    """
    said = lead.model_dump(exclude={"budget_min", "budget_max"})
    added = services.add_lead(
        actor=request.actor, budget_min=_minor(lead.budget_min), budget_max=_minor(lead.budget_max), **said
    )
    return 201, LeadOut.of(request, added)


def _minor(amount: MoneyIn | None) -> int | None:
    return None if amount is None else amount.minor


@router.get("/leads/{pk}/", response={200: LeadOut, **REFUSALS})
@allows("customers.lead.view")
def get_lead(request: ApiRequest, pk: Key) -> LeadOut:
    """One lead. 404 out of reach."""
    return LeadOut.of(request, selectors.get_lead(request.actor, pk))


@router.post("/leads/{pk}/follow-ups/", response={201: FollowUpOut, **REFUSALS})
@allows("customers.lead.manage")
def record_follow_up(request: ApiRequest, pk: Key, follow_up: FollowUpIn) -> tuple[int, FollowUp]:
    """Record a contact. Without `next_on` the level's cadence says when the next one is due."""
    return 201, services.record_follow_up(actor=request.actor, lead_id=pk, **follow_up.model_dump())
