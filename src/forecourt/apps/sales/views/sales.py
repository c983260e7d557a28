"""The list of sales, the record of one, and taking it back."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from forecourt.apps.finance import selectors as finance
from forecourt.apps.sales import lists, selectors, services
from forecourt.apps.sales.forms import CancelForm
from forecourt.apps.sales.models import Sale
from forecourt.core.actor import Actor
from forecourt.core.errors import DomainError
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.history import history_of
from forecourt.core.ui.lists import list_page
from forecourt.core.ui.panels import form_from, refuse, render_panel
from forecourt.core.ui.record import Fact, RecordPage, Step, Tab

VIEW = "sales.sale.view"
CANCEL = "sales.sale.cancel"
TONES = {"recorded": "good", "cancelled": "neutral", "reversal": "bad"}


@needs(VIEW)
def sale_list(request: ActorRequest) -> HttpResponseBase:
    """Sales and reversals within reach."""
    return list_page(request, lists.SALES)


@needs(VIEW)
def sale_record(request: ActorRequest, pk: int) -> HttpResponse:
    """One sale with its accessories, and what it posted for those who read the ledger."""
    sale = selectors.get_sale(request.actor, pk)
    context = {"sale": sale, "record": _record(request.actor, sale), "entries": _entries(request.actor, sale)}
    return render_panel(request, "sales/record.html", "sales/record.html#panel", context)


def _entries(actor: Actor, sale: Sale) -> list[tuple[str, str, str]]:
    """Number, day and address of the ledger entries, for holders of the ledger's permission."""
    source = sale.reverses.ref if sale.reverses else sale.ref
    return [
        (entry.number, f"{entry.on}", _page("finance:entry-detail", entry.pk))
        for entry in finance.entries_of_source(actor, source)
    ]


def _page(name: str, pk: int) -> str:
    """The address of another department's record, or nothing where this installation has no such page."""
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""


def _record(actor: Actor, sale: Sale) -> RecordPage:
    """Headline facts and next steps; cost and profit only for those who may see them."""
    url = sale.get_absolute_url()
    return RecordPage(
        facts=[
            *_facts(actor, sale),
            *(_margin(sale) if selectors.may_see_margin(actor, sale.store_id) else []),
        ],
        status=sale.get_status_display(),
        tone=TONES[sale.status],
        steps=_steps(actor, sale),
        tabs=(Tab("overview", _("Overview"), url),),
        tab="overview",
        history_url=reverse("sales:sale-history", args=[sale.pk]),
        zone=sale.store.time_zone,
    )


def _facts(actor: Actor, sale: Sale) -> list[Fact]:
    vehicle = _page("inventory:vehicle-detail", sale.vehicle_id)
    knows_customers = actor.can("customers.customer.view")
    customer = _page("customers:customer-detail", sale.customer_id) if knows_customers else ""
    return [
        Fact(
            _("Total"),
            sale.total,
            kind="money",
            big=True,
            definition=_("Vehicle and accessories, VAT included."),
        ),
        Fact(_("Vehicle price"), sale.price, kind="money"),
        Fact(_("Accessories"), sale.accessories, kind="money"),
        Fact(_("VAT"), sale.vat, kind="money", definition=_("Contained in the total.")),
        Fact(_("Vehicle"), sale.vehicle.label, kind="vin" if sale.vehicle.vin else "text", url=vehicle),
        Fact(_("Series"), f"{sale.series.brand.name} {sale.series.name}"),
        Fact(_("Customer"), sale.customer.name, url=customer),
        Fact(_("Salesperson"), sale.seller.name if sale.seller else _("Nobody named")),
        Fact(_("Store"), sale.store.name),
        Fact(_("Sold on"), sale.sold_on, kind="day"),
    ]


def _margin(sale: Sale) -> list[Fact]:
    unknown = _("not known")
    known = sale.vehicle_cost is not None
    kind = "money" if known else "text"
    return [
        Fact(_("Vehicle cost"), sale.vehicle_cost if known else unknown, kind=kind, definition=_("Without VAT.")),
        Fact(
            _("Gross profit"), sale.gross_profit if known else unknown, kind=kind,
            definition=_("Total without VAT, less the cost of vehicle and accessories."),
        ),
    ]  # fmt: skip


def _steps(actor: Actor, sale: Sale) -> list[Step]:
    if not sale.is_live or not actor.covers(CANCEL, sale.store_id):
        return []
    return [
        Step(
            _("Cancel this sale"),
            reverse("sales:sale-cancel", args=[sale.pk]),
            icon="receipt-refund",
            tone="bad",
        )
    ]


@needs(VIEW)
def sale_history(request: ActorRequest, pk: int) -> HttpResponse:
    """Who changed what on a sale."""
    sale = selectors.get_sale(request.actor, pk)
    sees_floor = request.actor.covers("sales.policy.view", sale.store_id)
    history = history_of(sale, hidden=frozenset() if sees_floor else frozenset({"floor"}))
    return render(request, "sales/history.html", {"sale": sale, "history": history})


@needs(CANCEL)
def sale_cancel(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask why, and take the sale back."""
    sale = selectors.get_sale(request.actor, pk)
    form = form_from(request, CancelForm, initial={"version": sale.version})
    saved_to = None
    if form.is_valid():
        try:
            services.cancel_sale(actor=request.actor, sale_id=sale.pk, **form.cleaned_data)
            saved_to = sale.get_absolute_url()
        except DomainError as error:
            refuse(form, error)
    context = {"sale": sale, "form": form}
    return render_panel(
        request, "sales/cancel.html", "sales/cancel.html#panel", context, saved_to=saved_to, leave=True
    )
