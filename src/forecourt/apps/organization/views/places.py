"""Settings: the group, its stores and departments."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forecourt.apps.organization import lists, selectors, services
from forecourt.apps.organization.forms import places as forms
from forecourt.apps.organization.models import Store
from forecourt.apps.organization.views.pages import form_page
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.lists import list_page
from forecourt.core.ui.panels import form_from

VIEW = "organization.store.view"
MANAGE = "organization.store.manage"


@needs(MANAGE)
def group_detail(request: ActorRequest) -> HttpResponse:
    """The group with its regions and companies in law."""
    context = {
        "group": selectors.get_group(request.actor) if selectors.is_set_up() else None,
        "regions": selectors.list_regions(request.actor),
        "entities": selectors.list_legal_entities(request.actor),
    }
    return render(request, "organization/group.html", context)


@needs(MANAGE)
def group_edit(request: ActorRequest) -> HttpResponse:
    """Rename the group."""
    group = selectors.get_group(request.actor)
    initial = {"name": group.name, "short_name": group.short_name, "version": group.version}
    form = form_from(request, forms.GroupForm, actor=request.actor, initial=initial)
    return form_page(
        request,
        form,
        lambda form: services.change_group(actor=request.actor, **form.cleaned_data),
        title=_("The group"),
        back=reverse("organization:group-detail"),
    )


@needs(MANAGE)
def region_add(request: ActorRequest) -> HttpResponse:
    """Add a region."""
    form = form_from(request, forms.CodeNameForm, actor=request.actor)

    def save(form: forms.CodeNameForm) -> object:
        data = form.cleaned_data
        return services.add_region(actor=request.actor, code=data["code"], name=data["name"])

    return form_page(request, form, save, title=_("Add a region"), back=reverse("organization:group-detail"))


@needs(MANAGE)
def region_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a region."""
    region = selectors.get_region(request.actor, pk)
    initial = {"code": region.code, "name": region.name, "version": region.version}
    form = form_from(request, forms.CodeNameForm, actor=request.actor, initial=initial)
    return form_page(
        request,
        form,
        lambda form: services.change_region(actor=request.actor, region_id=pk, **form.cleaned_data),
        title=region.name,
        back=reverse("organization:group-detail"),
    )


@needs(MANAGE)
def legal_entity_add(request: ActorRequest) -> HttpResponse:
    """Add a company in law."""
    form = form_from(request, forms.LegalEntityForm, actor=request.actor)

    def save(form: forms.LegalEntityForm) -> object:
        data = form.cleaned_data
        return services.add_legal_entity(actor=request.actor, name=data["name"], uscc=data["uscc"])

    back = reverse("organization:group-detail")
    return form_page(request, form, save, title=_("Add a company in law"), back=back)


@needs(MANAGE)
def legal_entity_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a company in law."""
    entity = selectors.get_legal_entity(request.actor, pk)
    initial = {"name": entity.name, "uscc": entity.uscc, "version": entity.version}
    form = form_from(request, forms.LegalEntityForm, actor=request.actor, initial=initial)
    return form_page(
        request,
        form,
        lambda form: services.change_legal_entity(
            actor=request.actor, legal_entity_id=pk, **form.cleaned_data
        ),
        title=entity.name,
        back=reverse("organization:group-detail"),
    )


@needs(VIEW)
def store_list(request: ActorRequest) -> HttpResponseBase:
    """The stores."""
    return list_page(request, lists.STORES)


@needs(VIEW)
def store_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """A store with departments, opening hours and warehouses."""
    store = selectors.get_store(request.actor, pk)
    context = {
        "store": store,
        "hours": store.hours.all(),
        "departments": selectors.list_departments(request.actor, pk),
        "warehouses": selectors.list_warehouses(request.actor).filter(store=pk),
        "may_manage": request.actor.covers(MANAGE, pk),
    }
    return render(request, "organization/store.html", context)


@needs(MANAGE)
def store_add(request: ActorRequest) -> HttpResponse:
    """Open a store."""
    form = form_from(request, forms.StoreForm, actor=request.actor)
    return form_page(
        request,
        form,
        lambda form: services.add_store(actor=request.actor, facts=form.facts()),
        title=_("Add a store"),
        back=reverse("organization:store-list"),
    )


@needs(MANAGE)
def store_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a store."""
    store = _managed_store(request, pk)
    initial = forms.StoreForm.initial_of(store)
    form = form_from(request, forms.StoreForm, actor=request.actor, initial=initial)

    def save(form: forms.StoreForm) -> object:
        version = form.cleaned_data["version"]
        return services.change_store(actor=request.actor, store_id=pk, version=version, facts=form.facts())

    return form_page(request, form, save, title=store.name, back=_store_url(pk))


@needs(MANAGE)
def store_hours(request: ActorRequest, pk: int) -> HttpResponse:
    """Set the opening hours of a store."""
    store = _managed_store(request, pk)
    initial = {f"opens_{row.weekday}": row.opens for row in store.hours.all()}
    initial |= {f"closes_{row.weekday}": row.closes for row in store.hours.all()}
    form = form_from(request, forms.HoursForm, actor=request.actor, initial=initial)
    return form_page(
        request,
        form,
        lambda form: services.set_opening_hours(actor=request.actor, store_id=pk, hours=form.hours()),
        title=_("Opening hours"),
        back=_store_url(pk),
    )


@needs(MANAGE)
def department_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a team to a store."""
    _managed_store(request, pk)
    form = form_from(request, forms.DepartmentForm, actor=request.actor)

    def save(form: forms.DepartmentForm) -> object:
        data = form.cleaned_data
        return services.add_department(actor=request.actor, store_id=pk, kind=data["kind"], name=data["name"])

    return form_page(request, form, save, title=_("Add a department"), back=_store_url(pk))


@needs(MANAGE)
def department_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a team."""
    row = selectors.get_department(request.actor, pk, MANAGE)
    initial = {"kind": row.kind, "name": row.name, "version": row.version}
    form = form_from(request, forms.DepartmentForm, actor=request.actor, initial=initial)
    return form_page(
        request,
        form,
        lambda form: services.change_department(actor=request.actor, department_id=pk, **form.cleaned_data),
        title=row.name,
        back=_store_url(row.store_id),
    )


def _managed_store(request: ActorRequest, pk: int) -> Store:
    return selectors.get_store(request.actor, pk, MANAGE)


def _store_url(pk: int) -> str:
    return reverse("organization:store-detail", args=[pk])
