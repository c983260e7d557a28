"""The catalogue: lists, and one page per row that shows it and, for those who may, changes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forecourt.apps.inventory import forms, lists, selectors, services
from forecourt.apps.inventory.models import Accessory, Brand, CarModel, Series
from forecourt.core.errors import DomainError, Text
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.lists import list_page
from forecourt.core.ui.panels import form_from, refuse, render_panel

VIEW = "inventory.catalogue.view"
MANAGE = "inventory.catalogue.manage"
PAGE = "inventory/catalogue_form.html"


@dataclass(frozen=True, slots=True)
class _Editor:
    """What differs between the four kinds of row: titles, form, services and where they stand."""

    added: Text
    form: type[Form]
    add: Callable[..., Any]
    change: Callable[..., Any]
    key: str
    list_url: str
    fixed: tuple[str, ...] = ()

    def arguments(self, request: ActorRequest) -> dict[str, Any]:
        """What the form takes beside the data."""
        return {} if self.form is forms.BrandForm else {"actor": request.actor}


BRAND = _Editor(
    _("Add brand"), forms.BrandForm, services.add_brand, services.change_brand, "brand_id", "brand-list"
)
SERIES = _Editor(
    _("Add series"),
    forms.SeriesForm,
    services.add_series,
    services.change_series,
    "series_id",
    "series-list",
    ("brand_id",),
)
MODEL = _Editor(
    _("Add model"),
    forms.ModelForm,
    services.add_model,
    services.change_model,
    "model_id",
    "model-list",
    ("series_id",),
)
ACCESSORY = _Editor(
    _("Add accessory"),
    forms.AccessoryForm,
    services.add_accessory,
    services.change_accessory,
    "accessory_id",
    "accessory-list",
    ("code",),
)


def _add(request: ActorRequest, editor: _Editor) -> HttpResponse:
    """Add a row and go to its list."""
    form = form_from(request, editor.form, **editor.arguments(request))
    saved_to = None
    back = reverse(f"inventory:{editor.list_url}")
    if form.is_valid():
        try:
            editor.add(actor=request.actor, **form.cleaned_data)
            saved_to = back
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, "title": editor.added, "back": back, "may_change": True}
    return render_panel(request, PAGE, f"{PAGE}#panel", context, saved_to=saved_to, leave=True)


def _detail(
    request: ActorRequest, editor: _Editor, row: Brand | Series | CarModel | Accessory
) -> HttpResponse:
    """Show a row, and change it where the actor may."""
    may_change = request.actor.can(MANAGE)
    if request.method == "POST":
        request.actor.require(MANAGE)
    initial = {name: getattr(row, name, None) for name in ("name", "year", "energy", "guide_price", "price")}
    initial |= {name: getattr(row, name, None) for name in ("brand_id", "series_id", "code", "cost")}
    form = form_from(request, editor.form, initial=initial, **editor.arguments(request))
    for name, field in form.fields.items():
        field.disabled = name in editor.fixed or not may_change
    saved_to = None
    back = reverse(f"inventory:{editor.list_url}")
    if form.is_valid():
        try:
            _change(request, editor, row.pk, form)
            saved_to = back
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, "title": str(row), "back": back, "may_change": may_change, "row": row}
    return render_panel(request, PAGE, f"{PAGE}#panel", context, saved_to=saved_to, leave=True)


def _change(request: ActorRequest, editor: _Editor, pk: int, form: Form) -> None:
    """Hand the fields to the service, with the version the page was made from."""
    fields = {name: value for name, value in form.cleaned_data.items() if name not in editor.fixed}
    version = request.POST.get("version", "")
    editor.change(
        actor=request.actor,
        version=int(version) if version.isdecimal() else 0,
        **{editor.key: pk},
        **fields,
    )


@needs(VIEW)
def brand_list(request: ActorRequest) -> HttpResponseBase:
    """The brands."""
    return list_page(request, lists.BRANDS)


@needs(MANAGE)
def brand_add(request: ActorRequest) -> HttpResponse:
    """Add a brand."""
    return _add(request, BRAND)


@needs(VIEW)
def brand_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One brand."""
    return _detail(request, BRAND, selectors.get_brand(request.actor, pk))


@needs(VIEW)
def series_list(request: ActorRequest) -> HttpResponseBase:
    """The series."""
    return list_page(request, lists.SERIES)


@needs(MANAGE)
def series_add(request: ActorRequest) -> HttpResponse:
    """Add a series."""
    return _add(request, SERIES)


@needs(VIEW)
def series_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One series."""
    return _detail(request, SERIES, selectors.get_series(request.actor, pk))


@needs(VIEW)
def model_list(request: ActorRequest) -> HttpResponseBase:
    """The models."""
    return list_page(request, lists.MODELS)


@needs(MANAGE)
def model_add(request: ActorRequest) -> HttpResponse:
    """Add a model."""
    return _add(request, MODEL)


@needs(VIEW)
def model_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One model."""
    return _detail(request, MODEL, selectors.get_model(request.actor, pk))


@needs(VIEW)
def accessory_list(request: ActorRequest) -> HttpResponseBase:
    """The accessories."""
    return list_page(request, lists.ACCESSORIES)


@needs(MANAGE)
def accessory_add(request: ActorRequest) -> HttpResponse:
    """Add an accessory."""
    return _add(request, ACCESSORY)


@needs(VIEW)
def accessory_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One accessory."""
    return _detail(request, ACCESSORY, selectors.get_accessory(request.actor, pk))
