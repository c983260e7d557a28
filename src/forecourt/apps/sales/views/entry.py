"""Recording a sale: a vehicle, a buyer, a price and accessories on one page, with scripts or without."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from forecourt.apps.customers import selectors as customers
from forecourt.apps.inventory import selectors as inventory
from forecourt.apps.sales import selectors, services
from forecourt.apps.sales.forms import LineForm, SaleForm, total_of
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.errors import DomainError, NotAllowed, NotFound
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.panels import refuse, render_panel

if TYPE_CHECKING:
    from forecourt.apps.customers.models import Customer, Lead
    from forecourt.apps.inventory.models import Vehicle

CREATE = "sales.sale.create"
BELOW = "sales.sale.below_floor"
PAGE = "sales/entry.html"
MOST_LINES = 40
LINE_FIELDS = ("accessory", "name", "quantity", "price")


@dataclass
class Deal:
    """What was chosen so far."""

    vehicle: "Vehicle | None"
    customer: "Customer | None"
    lead: "Lead | None"

    def url(self, **changed: Any) -> str:
        """The page with this choice, changed."""
        chosen = {"vehicle": self.vehicle, "customer": self.customer, "lead": self.lead}
        ids = {name: changed.get(name, row.pk if row else None) for name, row in chosen.items()}
        query = urlencode({name: value for name, value in ids.items() if value is not None})
        return f"{reverse('sales:sale-add')}?{query}"


def _id(data: QueryDict, name: str) -> int | None:
    text = data.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _deal(actor: Actor, data: QueryDict) -> Deal:
    """The rows behind the ids of the address or the form. Raises NotFound for one out of reach."""
    vehicle_id, customer_id, lead_id = (_id(data, name) for name in ("vehicle", "customer", "lead"))
    lead = customers.get_lead(actor, lead_id) if lead_id else None
    if lead is not None:
        customer_id = lead.customer_id
    return Deal(
        inventory.get_vehicle(actor, vehicle_id) if vehicle_id else None,
        customers.get_customer(actor, customer_id) if customer_id else None,
        lead,
    )


@needs(CREATE)
def sale_add(request: ActorRequest) -> HttpResponse:
    """Choose vehicle and buyer by links, then type the rest; each step answers at this address."""
    deal = _deal(request.actor, request.POST if request.method == "POST" else request.GET)
    if deal.vehicle is None or deal.customer is None:
        return render_panel(request, PAGE, f"{PAGE}#panel", _choices(request, deal))
    return _typed(request, deal) if request.method == "POST" else _asked(request, deal)


def _choices(request: ActorRequest, deal: Deal) -> dict[str, Any]:
    """The search for a vehicle, then for a buyer."""
    text = request.GET.get("q", "")[:100]
    context: dict[str, Any] = {"deal": deal, "text": text}
    if deal.vehicle is None:
        found = selectors.find_cars(request.actor, text)
        context["cars"] = [(car, deal.url(vehicle=car.pk)) for car in found]
    else:
        buyers = selectors.find_buyers(request.actor, text)
        context["buyers"] = [(buyer, deal.url(customer=buyer.pk)) for buyer in buyers]
    return context


@dataclass
class Entry:
    """The forms of one request."""

    sale: SaleForm
    lines: list[LineForm]
    hint: selectors.PriceHint


def _entry(
    request: ActorRequest,
    deal: Deal,
    store_id: int,
    data: QueryDict | None,
    lines: list[dict[str, Any]],
    *,
    bound: bool,
) -> Entry:
    """The forms: bound to be judged, or unbound with what was typed."""
    actor, vehicle = request.actor, deal.vehicle
    if vehicle is None or deal.customer is None:
        raise NotFound
    hint = selectors.price_hint(
        actor, series_id=vehicle.series_id, model_id=vehicle.model_id, store_id=store_id, on=clock.today()
    )
    settings: dict[str, Any] = {
        "stores": selectors.selling_stores(actor),
        "sellers": selectors.sellers(actor, store_id),
        "names_nobody": actor.covers(CREATE, store_id),
        "may_go_below": actor.covers(BELOW, store_id),
    }
    catalogue = {accessory.pk: accessory for accessory in selectors.accessories(actor)}
    if bound:
        sale = SaleForm(data, **settings)
    else:
        first = {
            "vehicle": vehicle.pk, "customer": deal.customer.pk, "lead": deal.lead.pk if deal.lead else None,
            "store": store_id, "seller": actor.employee_id, "sold_on": clock.today(),
            "price": hint.suggested or vehicle.guide_price,
        }  # fmt: skip
        typed = {name: data.get(name) for name in SaleForm.base_fields if name in data} if data else {}
        sale = SaleForm(initial=first | typed, **settings)
    return Entry(sale, [_line(number, typed, catalogue, bound) for number, typed in enumerate(lines)], hint)


def _line(number: int, typed: dict[str, Any], catalogue: dict[int, Any], bound: bool) -> LineForm:
    prefix = f"line-{number}"
    if bound:
        return LineForm(
            {f"{prefix}-{name}": value for name, value in typed.items()}, prefix=prefix, catalogue=catalogue
        )
    return LineForm(initial=typed, prefix=prefix, catalogue=catalogue)


def _store_of(request: ActorRequest, deal: Deal, data: QueryDict | None) -> int:
    """The store the sale is of: chosen, that of the lead, or the first one the actor sells in."""
    stores = [store_id for store_id, _name in selectors.selling_stores(request.actor)]
    if not stores:
        raise NotAllowed(permission=CREATE)
    wanted = (_id(data, "store") if data else None) or (deal.lead.store_id if deal.lead else None)
    return wanted if wanted is not None and wanted in stores else stores[0]


def _asked(request: ActorRequest, deal: Deal) -> HttpResponse:
    entry = _entry(request, deal, _store_of(request, deal, None), None, [], bound=False)
    return render_panel(request, PAGE, f"{PAGE}#panel", _context(request, deal, entry))


def _typed(request: ActorRequest, deal: Deal) -> HttpResponse:
    """A line added or taken away, the total anew, or the sale itself."""
    step, lines = request.POST.get("step", "total"), _lines(request)
    store_id = _store_of(request, deal, request.POST)
    if step == "record":
        return _record(request, deal, _entry(request, deal, store_id, request.POST, lines, bound=True))
    if step == "add" and len(lines) < MOST_LINES:
        lines.append({"quantity": "1"})
    if step.startswith("remove-"):
        lines = [line for number, line in enumerate(lines) if step != f"remove-{number}"]
    entry = _entry(request, deal, store_id, request.POST, lines, bound=False)
    judged = _entry(request, deal, store_id, request.POST, lines, bound=True)
    return render_panel(request, PAGE, f"{PAGE}#panel", _context(request, deal, entry, judged))


def _lines(request: HttpRequest) -> list[dict[str, Any]]:
    """The accessory lines as typed, in order."""
    numbers = [number for number in range(MOST_LINES) if f"line-{number}-quantity" in request.POST]
    return [
        {name: request.POST.get(f"line-{number}-{name}", "") for name in LINE_FIELDS} for number in numbers
    ]


def _record(request: ActorRequest, deal: Deal, entry: Entry) -> HttpResponse:
    saved_to = None
    lines_good = all([line.is_valid() for line in entry.lines])  # noqa: C419 - every line says what is wrong with it
    if entry.sale.is_valid() and lines_good:
        facts = dict(entry.sale.cleaned_data)
        ids = {f"{name}_id": facts.pop(name) for name in ("vehicle", "customer", "lead", "store", "seller")}
        try:
            accessories = [line.draft() for line in entry.lines]
            sale = services.record_sale(actor=request.actor, accessories=accessories, **ids, **facts)
            saved_to = sale.get_absolute_url()
        except DomainError as error:
            refuse(entry.sale, error)
    elif entry.sale.is_valid():
        entry.sale.add_error(None, _("Look at the accessories: something is missing there."))
    context = _context(request, deal, entry, entry)
    return render_panel(request, PAGE, f"{PAGE}#panel", context, saved_to=saved_to, leave=True)


def _context(request: ActorRequest, deal: Deal, entry: Entry, judged: Entry | None = None) -> dict[str, Any]:
    judged = judged or entry
    good = [line.draft() for line in judged.lines if line.is_bound and line.is_valid()]
    judged.sale.is_valid()
    price = judged.sale.cleaned_data.get("price") if judged.sale.is_bound else entry.sale.initial["price"]
    return {
        "deal": deal,
        "form": entry.sale,
        "lines": entry.lines,
        "hint": entry.hint,
        "total": total_of(price, good),
        "other_vehicle": deal.url(vehicle=None),
        "other_customer": deal.url(customer=None, lead=None),
    }
