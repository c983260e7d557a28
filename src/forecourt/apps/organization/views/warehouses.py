"""Settings: warehouses with their zones and bays."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forecourt.apps.organization import lists, selectors, services
from forecourt.apps.organization.forms import places as forms
from forecourt.apps.organization.views.pages import form_page
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.lists import list_page
from forecourt.core.ui.panels import form_from

VIEW = "organization.store.view"
MANAGE = "organization.store.manage"


@needs(VIEW)
def warehouse_list(request: ActorRequest) -> HttpResponseBase:
    """The warehouses."""
    return list_page(request, lists.WAREHOUSES)


@needs(VIEW)
def warehouse_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """A warehouse with its zones and bays."""
    warehouse = selectors.get_warehouse(request.actor, pk)
    context = {
        "warehouse": warehouse,
        "zones": selectors.list_zones(request.actor, pk),
        "bays": selectors.list_bays(request.actor, pk),
        "may_manage": request.actor.covers(MANAGE, warehouse.store_id),
    }
    return render(request, "organization/warehouse.html", context)


@needs(MANAGE)
def warehouse_add(request: ActorRequest) -> HttpResponse:
    """Add a warehouse."""
    form = form_from(request, forms.WarehouseForm, actor=request.actor)
    return form_page(
        request,
        form,
        lambda form: services.add_warehouse(actor=request.actor, facts=form.facts()),
        title=_("Add a warehouse"),
        back=reverse("organization:warehouse-list"),
    )


@needs(MANAGE)
def warehouse_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a warehouse."""
    row = selectors.get_warehouse(request.actor, pk, MANAGE)
    names = ("code", "name", "address", "capacity", "is_active", "version")
    initial = {name: getattr(row, name) for name in names} | {"store": row.store_id}
    form = form_from(request, forms.WarehouseForm, actor=request.actor, initial=initial)

    def save(form: forms.WarehouseForm) -> object:
        version = form.cleaned_data["version"]
        return services.change_warehouse(
            actor=request.actor, warehouse_id=pk, version=version, facts=form.facts()
        )

    return form_page(request, form, save, title=row.name, back=_url(pk))


@needs(MANAGE)
def zone_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a zone to a warehouse."""
    selectors.get_warehouse(request.actor, pk, MANAGE)
    form = form_from(request, forms.ZoneForm, actor=request.actor)

    def save(form: forms.ZoneForm) -> object:
        data = form.cleaned_data
        return services.add_zone(actor=request.actor, warehouse_id=pk, code=data["code"], name=data["name"])

    return form_page(request, form, save, title=_("Add a zone"), back=_url(pk))


@needs(MANAGE)
def zone_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a zone."""
    row = selectors.get_zone(request.actor, pk, MANAGE)
    initial = {"code": row.code, "name": row.name, "version": row.version}
    form = form_from(request, forms.ZoneForm, actor=request.actor, initial=initial)
    return form_page(
        request,
        form,
        lambda form: services.change_zone(actor=request.actor, zone_id=pk, **form.cleaned_data),
        title=str(row),
        back=_url(row.warehouse_id),
    )


@needs(MANAGE)
def bay_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a range of bays to a warehouse."""
    selectors.get_warehouse(request.actor, pk, MANAGE)
    form = form_from(request, forms.BayRangeForm, actor=request.actor, warehouse_id=pk)

    def save(form: forms.BayRangeForm) -> object:
        data = {**form.cleaned_data}
        zone_id = data.pop("zone")
        return services.add_bays(actor=request.actor, warehouse_id=pk, zone_id=zone_id, **data)

    return form_page(request, form, save, title=_("Add bays"), back=_url(pk))


@needs(MANAGE)
def bay_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a bay."""
    row = selectors.get_bay(request.actor, pk, MANAGE)
    names = ("code", "capacity", "is_active", "version")
    initial = {name: getattr(row, name) for name in names} | {"zone": row.zone_id}
    form = form_from(
        request, forms.BayForm, actor=request.actor, warehouse_id=row.warehouse_id, initial=initial
    )

    def save(form: forms.BayForm) -> object:
        data = {**form.cleaned_data}
        return services.change_bay(actor=request.actor, bay_id=pk, zone_id=data.pop("zone"), **data)

    return form_page(request, form, save, title=row.code, back=_url(row.warehouse_id))


def _url(pk: int) -> str:
    return reverse("organization:warehouse-detail", args=[pk])
