"""A vehicle: its record, receiving it, moving it, holding it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from forecourt.apps.inventory import forms, selectors, services
from forecourt.apps.inventory.record import panel_of, record_of
from forecourt.apps.inventory.vin import check_vin, decode, format_vin
from forecourt.core import clock
from forecourt.core.errors import DomainError
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.history import history_of
from forecourt.core.ui.panels import form_from, is_partial, refuse, render_panel

VIEW, SEARCH = "inventory.vehicle.view", "inventory.vehicle.search"
RECEIVE = "inventory/vehicle_receive.html"
RECORD = "inventory/vehicle_detail.html"
ACT = "inventory/vehicle_act.html"


@needs(VIEW, SEARCH)
def vehicle_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One vehicle: facts, place, movements, holds."""
    vehicle = selectors.get_vehicle(request.actor, pk)
    tab = request.GET.get("tab", "overview")
    context = {
        "vehicle": vehicle,
        "record": record_of(request.actor, vehicle, tab),
        **panel_of(vehicle, tab),
    }
    return render_panel(request, RECORD, f"{RECORD}#panel", context)


@needs(VIEW, SEARCH)
def vehicle_history(request: ActorRequest, pk: int) -> HttpResponse:
    """Who changed what on a vehicle."""
    vehicle = selectors.get_vehicle(request.actor, pk)
    hidden = frozenset() if selectors.sees_cost(request.actor, vehicle.store_id) else frozenset({"cost"})
    context = {"vehicle": vehicle, "history": history_of(vehicle, hidden=hidden)}
    return render(request, "inventory/vehicle_history.html", context)


@needs("inventory.vehicle.receive")
def vehicle_receive(request: ActorRequest) -> HttpResponse:
    """Receive a vehicle; asked by htmx with a VIN alone, say what the VIN says."""
    if is_partial(request) and request.method == "GET":
        return render(request, f"{RECEIVE}#vin", _said_by(request.GET.get("vin", "")))
    form = form_from(request, forms.ReceiveForm, actor=request.actor)
    saved_to = None
    if form.is_valid():
        bay_id, at = form.place
        try:
            vehicle = services.receive_vehicle(actor=request.actor, intake=form.intake, bay_id=bay_id, at=at)
            saved_to = reverse("inventory:vehicle-detail", args=[vehicle.pk])
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, **_said_by(request.POST.get("vin", ""))}
    return render_panel(request, RECEIVE, f"{RECEIVE}#panel", context, saved_to=saved_to, leave=True)


def _said_by(vin: str) -> dict[str, object]:
    """What the page shows beside a typed VIN: the verdict, the maker and the model year."""
    if not vin.strip():
        return {"checked": None}
    checked = check_vin(vin)
    decoded = decode(checked.vin, year=clock.today().year)
    return {"checked": checked, "decoded": decoded, "grouped": format_vin(checked.vin)}


@needs("inventory.vehicle.move")
def vehicle_move(request: ActorRequest, pk: int) -> HttpResponse:
    """Move a vehicle to another bay."""
    vehicle = selectors.get_vehicle(request.actor, pk)
    form = form_from(request, forms.MoveForm, actor=request.actor)
    saved_to = None
    if form.is_valid():
        try:
            services.move_vehicle(
                actor=request.actor,
                vehicle_id=pk,
                bay_id=form.cleaned_data["bay"],
                at=clock.now(),
                capacity_reason=form.cleaned_data["capacity_reason"],
            )
            saved_to = reverse("inventory:vehicle-detail", args=[pk])
        except DomainError as error:
            refuse(form, error)
    context = {"vehicle": vehicle, "form": form, "verb": "move"}
    return render_panel(request, ACT, f"{ACT}#panel", context, saved_to=saved_to, leave=True)


@needs("inventory.vehicle.hold")
def vehicle_hold(request: ActorRequest, pk: int) -> HttpResponse:
    """Hold a vehicle for somebody."""
    vehicle = selectors.get_vehicle(request.actor, pk)
    form = form_from(request, forms.HoldForm)
    saved_to = None
    if form.is_valid():
        try:
            services.hold_vehicle(actor=request.actor, vehicle_id=pk, **form.cleaned_data)
            saved_to = reverse("inventory:vehicle-detail", args=[pk])
        except DomainError as error:
            refuse(form, error)
    context = {"vehicle": vehicle, "form": form, "verb": "hold"}
    return render_panel(request, ACT, f"{ACT}#panel", context, saved_to=saved_to, leave=True)


@require_POST
@needs("inventory.vehicle.hold")
def vehicle_release(request: ActorRequest, pk: int) -> HttpResponse:
    """Release the hold of a vehicle."""
    services.release_vehicle(actor=request.actor, vehicle_id=pk)
    return HttpResponseRedirect(reverse("inventory:vehicle-detail", args=[pk]))
