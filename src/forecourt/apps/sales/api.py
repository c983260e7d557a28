"""Sales and price policies for programs."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field

from forecourt.apps.inventory import selectors as inventory
from forecourt.apps.sales import lists, selectors, services
from forecourt.apps.sales.errors import LineInvalid
from forecourt.apps.sales.models import PricePolicy, Sale, SaleLine
from forecourt.core.actor import Actor
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

router = Router(tags=["Sales"])
Short = Annotated[Line, Field(max_length=200)]

add_list(router, "/sales/", lists.SALES, name="list_sales")
add_list(router, "/price-policies/", lists.POLICIES, name="list_price_policies")


class AccessoryIn(In):
    """An accessory sold with the vehicle: one of the catalogue, or one named here. `price` is for one piece, with VAT.

    Name and price of one of the catalogue need not be said.
    """

    name: Annotated[Line, Field(max_length=120)] = ""
    price: MoneyIn | None = None
    quantity: Annotated[int, Field(ge=1, le=1000)] = 1
    accessory_id: Key | None = None


class SaleIn(In):
    """A vehicle is sold. Prices include VAT."""

    store_id: Key
    vehicle_id: Key
    customer_id: Key
    price: MoneyIn
    sold_on: Day
    seller_id: Key | None = None
    lead_id: Key | None = None
    accessories: Annotated[list[AccessoryIn], Field(max_length=100)] = []
    note: Annotated[Note, Field(max_length=500)] = ""
    below_floor_reason: Short = ""


class CancelIn(In):
    """Why the sale is taken back."""

    reason: Annotated[Line, Field(min_length=1, max_length=200)]


class SaleLineOut(Schema):
    """An accessory of a sale."""

    accessory_id: int | None
    name: str
    quantity: int
    price: MoneyOut
    amount: MoneyOut


class SaleOut(Schema):
    """A sale, or the reversal of one by the same sums with a minus.

    Costs and gross profit are absent where the caller may not see them, and null where the cost is not known.
    """

    id: int
    number: str
    status: str
    store_id: int
    vehicle_id: int
    series_id: int
    customer_id: int
    lead_id: int | None
    seller_id: int | None
    sold_on: date
    price: MoneyOut
    accessories: MoneyOut
    total: MoneyOut
    vat: MoneyOut
    vehicle_cost: MoneyOut | None = None
    accessory_cost: MoneyOut | None = None
    gross_profit: MoneyOut | None = None
    note: str
    cancelled_at: datetime | None
    cancel_reason: str
    reverses_id: int | None
    recorded_at: datetime
    recorded_by: str
    version: int
    lines: list[SaleLineOut]


class PolicyIn(In):
    """The next policy of a series, or of one model, in a store or (null) the whole group. Prices include VAT."""

    series_id: Key
    model_id: Key | None = None
    store_id: Key | None = None
    suggested: MoneyIn
    floor: MoneyIn
    starts_on: Day
    ends_on: Day | None = None
    note: Short = ""


class PolicyOut(Schema):
    """A price policy."""

    id: int
    series_id: int
    model_id: int | None
    store_id: int | None
    number: int
    suggested: MoneyOut
    floor: MoneyOut
    starts_on: date
    ends_on: date | None
    note: str
    set_by: str
    set_at: datetime


@router.get("/sales/{int:pk}/", response=SaleOut, exclude_unset=True)
@allows("sales.sale.view")
def get_sale(request: ApiRequest, pk: int) -> SaleOut:
    """One sale with its accessories. 404 out of reach."""
    return _sale(request, pk)


@router.post("/sales/", response={201: SaleOut}, exclude_unset=True)
@allows("sales.sale.create")
def record_sale(request: ApiRequest, data: SaleIn) -> SaleOut:
    """Sell a vehicle: stock, ledger, number and figures change together or not at all.

    409 where the vehicle is not available, 422 below the floor price without authority and reason.
    """
    accessories = _accessories(request.actor, data.accessories)
    facts = data.model_dump(exclude={"price", "accessories"})
    sale = services.record_sale(actor=request.actor, price=data.price.minor, accessories=accessories, **facts)
    return _sale(request, sale.pk)


@router.post("/sales/{int:pk}/cancel/", response=SaleOut, exclude_unset=True)
@allows("sales.sale.cancel", versioned=True)
def cancel_sale(request: ApiRequest, pk: int, data: CancelIn) -> SaleOut:
    """Take a sale back by a reversal dated today; 412 where somebody else changed it since it was read."""
    services.cancel_sale(actor=request.actor, sale_id=pk, reason=data.reason, version=request.version)
    return _sale(request, pk)


@router.post("/price-policies/", response={201: PolicyOut})
@allows("sales.policy.manage")
def set_price_policy(request: ApiRequest, data: PolicyIn) -> PolicyOut:
    """Add the next policy; an open-ended one of the same scope ends the day before."""
    facts = data.model_dump(exclude={"suggested", "floor"})
    policy = services.set_price_policy(
        actor=request.actor, suggested=data.suggested.minor, floor=data.floor.minor, **facts
    )
    return _policy(policy)


def _accessories(actor: Actor, asked: Sequence[AccessoryIn]) -> list[services.AccessoryDraft]:
    """The lines as they are sold; cost, and what was not said, are those of the catalogue. Raises LineInvalid."""
    known = inventory.accessories_by_id(actor, {each.accessory_id for each in asked if each.accessory_id})
    drafts = []
    for each in asked:
        found = known.get(each.accessory_id or 0)
        if each.accessory_id is not None and found is None:
            raise LineInvalid(field="accessories")
        price = minor_of(each.price) if each.price or found is None else found.price
        drafts.append(
            services.AccessoryDraft(
                name=each.name or (found.name if found else ""),
                price=price or 0,
                quantity=each.quantity,
                cost=(found.cost or 0) * each.quantity if found else 0,
                accessory_id=each.accessory_id,
            )
        )
    return drafts


def _sale(request: ApiRequest, pk: int) -> SaleOut:
    sale = selectors.get_sale(request.actor, pk)
    tag(request, sale.version)
    return SaleOut(**_facts(request.actor, sale), lines=[_line(line) for line in sale.lines.all()])


def _facts(actor: Actor, sale: Sale) -> dict[str, Any]:
    """What is said of a sale, with costs for those who may see them."""
    amounts = {"price", "accessories", "total", "vat"}
    costs = {"vehicle_cost", "accessory_cost", "gross_profit"}
    plain = set(SaleOut.model_fields) - amounts - costs - {"lines"}
    facts = {name: getattr(sale, name) for name in plain}
    shown = amounts | costs if selectors.may_see_margin(actor, sale.store_id) else amounts
    return facts | {name: money(getattr(sale, name)) for name in shown}


def _line(line: SaleLine) -> SaleLineOut:
    return SaleLineOut(
        accessory_id=line.accessory_id,
        name=line.name,
        quantity=line.quantity,
        price=money(line.price),
        amount=money(line.amount),
    )


def _policy(policy: PricePolicy) -> PolicyOut:
    plain = set(PolicyOut.model_fields) - {"suggested", "floor"}
    facts = {name: getattr(policy, name) for name in plain}
    return PolicyOut(**facts, suggested=money(policy.suggested), floor=money(policy.floor))
