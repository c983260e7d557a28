"""Customers: list, record, edit, reveal."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forecourt.apps.customers import forms, lists, selectors, services
from forecourt.apps.customers.models import Customer
from forecourt.apps.customers.views.timeline import timeline_entries
from forecourt.core.errors import DomainError
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.history import history_of
from forecourt.core.ui.lists import list_page
from forecourt.core.ui.panels import refuse, render_panel
from forecourt.core.ui.record import Fact, RecordPage, Step, Tab

PAGE = "customers/customer.html"
TABS = ("overview", "leads", "history")


@needs("customers.customer.view")
def customer_list(request: ActorRequest) -> HttpResponseBase:
    """The customers within reach."""
    return list_page(request, lists.CUSTOMERS)


@needs("customers.customer.view")
def customer_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One customer: facts, leads, timeline, history."""
    customer = selectors.get_customer(request.actor, pk)
    return render_panel(request, PAGE, f"{PAGE}#panel", _context(request, customer))


def _context(request: ActorRequest, customer: Customer) -> dict[str, Any]:
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else "overview"
    is_whole = bool(getattr(customer, "is_phone_whole", False))
    hidden = frozenset() if is_whole else frozenset({"phone", "phone2", "id_number"})
    return {
        "customer": customer,
        "tab": tab,
        "is_phone_whole": is_whole,
        "can_reveal": not is_whole and customer.phone and request.actor.can("customers.customer.reveal"),
        "masked": selectors.shown_phone(customer.phone, is_whole=is_whole),
        "relationships": selectors.relationships_of(request.actor, customer) if tab == "overview" else (),
        "leads": selectors.leads_of(request.actor, customer) if tab != "history" else (),
        "history": history_of(customer, hidden=hidden) if tab == "history" else (),
        "record": _record(request, customer, tab, is_whole=is_whole),
    }


def _record(request: ActorRequest, customer: Customer, tab: str, *, is_whole: bool) -> RecordPage:
    url = reverse("customers:customer-detail", args=[customer.pk])
    kind = "phone" if is_whole else "text"
    phone = customer.phone if is_whole else selectors.shown_phone(customer.phone, is_whole=False)
    return RecordPage(
        facts=(
            Fact(_("Phone"), phone or "–", kind=kind if phone else "text"),
            Fact(_("Kind"), customer.get_kind_display()),
            Fact(_("WeChat"), customer.wechat or "–"),
            Fact(_("City"), customer.city or "–"),
            Fact(_("Known since"), customer.created_at, kind="day"),
        ),
        steps=_steps(request, customer),
        tabs=(
            Tab("overview", _("Overview"), url),
            Tab("leads", _("Leads"), f"{url}?tab=leads"),
            Tab("history", _("History"), f"{url}?tab=history"),
        ),
        tab=tab,
        timeline=timeline_entries(selectors.timeline_of(request.actor, customer)),
    )


def _steps(request: ActorRequest, customer: Customer) -> tuple[Step, ...]:
    steps = []
    if request.actor.can("customers.lead.manage"):
        url = f"{reverse('customers:lead-add')}?customer={customer.pk}"
        steps.append(Step(_("Add lead"), url, icon="plus", primary=True))
    if request.actor.can("customers.customer.manage"):
        steps.append(Step(_("Edit"), reverse("customers:customer-edit", args=[customer.pk]), icon="edit"))
    return tuple(steps)


@needs("customers.customer.manage")
def customer_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a customer's facts."""
    customer = selectors.get_customer(request.actor, pk)
    url = reverse("customers:customer-detail", args=[pk])
    form = forms.CustomerForm(
        request.POST or None,
        instance=customer,
        initial={"version": customer.version},
        is_phone_whole=bool(getattr(customer, "is_phone_whole", False)),
    )
    saved_to = None
    if request.method == "POST" and form.is_valid():
        changes = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            services.change_customer(
                actor=request.actor, customer_id=pk, version=form.cleaned_data["version"], changes=changes
            )
            saved_to = url
        except DomainError as error:
            refuse(form, error)
    context = {"customer": customer, "form": form, "back": url, "title": _("Edit customer")}
    return render_panel(
        request, "customers/form.html", "customers/form.html#panel", context, saved_to=saved_to, leave=True
    )


@require_POST
@needs("customers.customer.reveal")
def customer_reveal(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a masked number whole, this once, and record it."""
    phone = services.reveal_phone(actor=request.actor, customer_id=pk)
    customer = selectors.get_customer(request.actor, pk)
    if request.htmx:
        return render(request, f"{PAGE}#revealed", {"revealed": phone})
    return render(request, PAGE, {**_context(request, customer), "revealed": phone})
