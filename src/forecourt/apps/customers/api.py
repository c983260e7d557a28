"""Customers and leads for programs."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from ninja import Router, Schema
from pydantic import Field

from forecourt.apps.customers import lists, selectors, services
from forecourt.apps.customers.models import FollowUp, Lead
from forecourt.core import clock
from forecourt.core.api import (
    ApiRequest,
    Day,
    In,
    Key,
    Line,
    MoneyIn,
    MoneyOut,
    Note,
    allows,
    minor_of,
    money,
    tag,
)
from forecourt.core.api.lists import add_list

router = Router(tags=["Customers"])
Code = Annotated[Line, Field(min_length=1, max_length=20)]

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
    expected_on: Day | None = None
    next_on: Day | None = None
    note: Annotated[Note, Field(max_length=500)] = ""
    even_if_open: bool = False


class FollowUpIn(In):
    """What came of a contact."""

    channel: Code
    outcome: Code = "reached"
    note: Annotated[Note, Field(max_length=500)] = ""
    level: Code | None = None
    next_on: Day | None = None


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
        names = (
            "customer_id", "customer_name", "store_id", "owner_id", "status", "series_id", "wanted", "expected_on",
            "next_follow_up_on", "last_contact_at", "created_at", "version",
        )  # fmt: skip
        return cls(
            id=lead.pk,
            customer_phone=phone,
            source=lead.source_id,
            level=lead.level_id,
            budget_min=money(lead.budget_min),
            budget_max=money(lead.budget_max),
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


class LeadChangeIn(In):
    """What is to be different; what is left out stays."""

    source: Code | None = None
    series_id: Key | None = None
    wanted: Annotated[Line, Field(max_length=120)] | None = None
    budget_min: MoneyIn | None = None
    budget_max: MoneyIn | None = None
    expected_on: Day | None = None
    next_follow_up_on: Day | None = None
    note: Annotated[Note, Field(max_length=500)] | None = None


class AssignIn(In):
    """Who takes the lead; null takes it back into nobody's hands."""

    owner_id: Key | None


class DefeatIn(In):
    """Why the lead was lost, and to whom."""

    reason: Code
    competitor: Annotated[Line, Field(max_length=80)] = ""
    note: Annotated[Note, Field(max_length=500)] = ""


class ReopenIn(In):
    """Why the lead is taken up again."""

    note: Annotated[Note, Field(max_length=500)] = ""


class DueLeadOut(Schema):
    """A lead of today's list, with the reason why it is there."""

    lead: LeadOut
    reason: str
    overdue_days: int
    proposed_on: date | None


class TodayOut(Schema):
    """What waits for the person acting, in order of worth, and how far he is."""

    due: int
    overdue: int
    done: int
    items: list[DueLeadOut]


class CustomerIn(In):
    """A customer of a store; one whose number the group knows becomes a customer of this store as well."""

    store_id: Key
    name: Annotated[Line, Field(min_length=1, max_length=80)]
    phone: Line = ""
    phone2: Line = ""
    kind: Literal["person", "company"] = "person"
    gender: Literal["", "female", "male"] = ""
    wechat: Annotated[Line, Field(max_length=40)] = ""
    id_number: Line = ""
    company_code: Line = ""
    city: Annotated[Line, Field(max_length=40)] = ""
    address: Line = ""
    note: Annotated[Note, Field(max_length=500)] = ""
    owner_id: Key | None = None


class CustomerChangeIn(In):
    """What is to be different; what is left out stays."""

    name: Annotated[Line, Field(min_length=1, max_length=80)] | None = None
    phone: Line | None = None
    phone2: Line | None = None
    kind: Literal["person", "company"] | None = None
    gender: Literal["", "female", "male"] | None = None
    wechat: Annotated[Line, Field(max_length=40)] | None = None
    id_number: Line | None = None
    company_code: Line | None = None
    city: Annotated[Line, Field(max_length=40)] | None = None
    address: Line | None = None
    note: Annotated[Note, Field(max_length=500)] | None = None


class CustomerOut(Schema):
    """A customer. The phone is masked, and `phone2` and `id_number` are absent, where the caller may not read them."""

    id: int
    kind: str
    name: str
    phone: str
    phone2: str = ""
    id_number: str | None = None
    company_code: str | None
    gender: str
    wechat: str
    city: str
    address: str
    note: str
    created_at: datetime
    version: int

    @classmethod
    def of(cls, request: ApiRequest, pk: int) -> Self:
        """The customer as this caller may see him. Raises NotFound."""
        customer: Any = selectors.get_customer(request.actor, pk)
        tag(request, customer.version)
        names = (
            "kind",
            "name",
            "company_code",
            "gender",
            "wechat",
            "city",
            "address",
            "note",
            "created_at",
            "version",
        )
        facts = {name: getattr(customer, name) for name in names}
        if customer.is_phone_whole:
            whole = {
                "phone": customer.phone or "",
                "phone2": customer.phone2,
                "id_number": customer.id_number,
            }
            return cls(id=pk, **facts, **whole)
        return cls(id=pk, phone=selectors.shown_phone(customer.phone, is_whole=False), **facts)


class PhoneOut(Schema):
    """A whole number."""

    phone: str


@router.post("/customers/", response={201: CustomerOut}, exclude_unset=True)
@allows("customers.customer.manage")
def add_customer(request: ApiRequest, data: CustomerIn) -> CustomerOut:
    """Add a customer to a store, or make one whom the group knows a customer of it."""
    customer = services.add_customer(actor=request.actor, **data.model_dump())
    return CustomerOut.of(request, customer.pk)


@router.get("/customers/{int:pk}/", response=CustomerOut, exclude_unset=True)
@allows("customers.customer.view")
def get_customer(request: ApiRequest, pk: int) -> CustomerOut:
    """One customer. 404 out of reach."""
    return CustomerOut.of(request, pk)


@router.patch("/customers/{int:pk}/", response=CustomerOut, exclude_unset=True)
@allows("customers.customer.manage", versioned=True)
def change_customer(request: ApiRequest, pk: int, data: CustomerChangeIn) -> CustomerOut:
    """Change a customer as he was read; 412 where somebody else changed him since."""
    changes = {name: value for name, value in data.model_dump().items() if value is not None}
    services.change_customer(actor=request.actor, customer_id=pk, version=request.version, changes=changes)
    return CustomerOut.of(request, pk)


@router.post("/customers/{int:pk}/reveal-phone/", response=PhoneOut)
@allows("customers.customer.reveal")
def reveal_phone(request: ApiRequest, pk: int) -> PhoneOut:
    """The whole phone of a customer whose phone is masked for the caller; each time is recorded."""
    return PhoneOut(phone=services.reveal_phone(actor=request.actor, customer_id=pk))


@router.get("/leads/today/", response=TodayOut)
@allows("customers.lead.view")
def get_today(request: ApiRequest) -> TodayOut:
    """Today's list of the person acting: due and overdue leads in order of worth, each with its reason."""
    today = clock.today()
    counts = selectors.due_counts(request.actor, today)
    items = [
        DueLeadOut(
            lead=LeadOut.of(request, due.lead),
            reason=due.reason,
            overdue_days=due.overdue_days,
            proposed_on=due.proposed_on,
        )
        for due in selectors.due_leads(request.actor, today)
    ]
    return TodayOut(due=counts.due, overdue=counts.overdue, done=counts.done, items=items)


@router.post("/leads/", response={201: LeadOut})
@allows("customers.lead.manage")
def add_lead(request: ApiRequest, data: LeadIn) -> LeadOut:
    """Add a lead; a phone that is known in the group, in any spelling, finds its customer.

    409 where the customer has an open lead at the store, unless `even_if_open`.
    """
    said = data.model_dump(exclude={"budget_min", "budget_max"})
    said |= {"budget_min": minor_of(data.budget_min), "budget_max": minor_of(data.budget_max)}
    lead = services.add_lead(actor=request.actor, **said)
    return _tagged(request, lead)


@router.get("/leads/{int:pk}/", response=LeadOut)
@allows("customers.lead.view")
def get_lead(request: ApiRequest, pk: int) -> LeadOut:
    """One lead. 404 out of reach."""
    return _tagged(request, selectors.get_lead(request.actor, pk))


@router.patch("/leads/{int:pk}/", response=LeadOut)
@allows("customers.lead.manage", versioned=True)
def change_lead(request: ApiRequest, pk: int, data: LeadChangeIn) -> LeadOut:
    """Change a lead as it was read; 412 where somebody else changed it since."""
    changes = data.model_dump(exclude_unset=True, exclude={"source", "budget_min", "budget_max"})
    if data.source is not None:
        changes["source_id"] = data.source
    for name in {"budget_min", "budget_max"} & data.model_fields_set:
        changes[name] = minor_of(getattr(data, name))
    texts = {name: "" for name in ("wanted", "note") if name in changes and changes[name] is None}
    lead = services.change_lead(
        actor=request.actor, lead_id=pk, version=request.version, changes={**changes, **texts}
    )
    return _tagged(request, lead)


@router.post("/leads/{int:pk}/assign/", response=LeadOut)
@allows("customers.lead.assign")
def assign_lead(request: ApiRequest, pk: int, data: AssignIn) -> LeadOut:
    """Give a lead to a person of its store, or to nobody."""
    return _tagged(request, services.assign_lead(actor=request.actor, lead_id=pk, owner_id=data.owner_id))


@router.post("/leads/{int:pk}/follow-ups/", response={201: FollowUpOut})
@allows("customers.lead.manage")
def record_follow_up(request: ApiRequest, pk: int, data: FollowUpIn) -> FollowUp:
    """Record a contact. Without `next_on` the level's cadence says when the next one is due."""
    return services.record_follow_up(actor=request.actor, lead_id=pk, **data.model_dump())


@router.post("/leads/{int:pk}/defeat/", response=LeadOut)
@allows("customers.lead.manage")
def defeat_lead(request: ApiRequest, pk: int, data: DefeatIn) -> LeadOut:
    """The customer will not buy here: say why."""
    return _tagged(request, services.defeat_lead(actor=request.actor, lead_id=pk, **data.model_dump()))


@router.post("/leads/{int:pk}/reopen/", response=LeadOut)
@allows("customers.lead.manage")
def reopen_lead(request: ApiRequest, pk: int, data: ReopenIn) -> LeadOut:
    """Take a defeated or dormant lead up again, due today."""
    return _tagged(request, services.reopen_lead(actor=request.actor, lead_id=pk, note=data.note))


def _tagged(request: ApiRequest, lead: Lead) -> LeadOut:
    tag(request, lead.version)
    return LeadOut.of(request, lead)
