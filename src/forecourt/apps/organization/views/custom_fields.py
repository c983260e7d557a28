"""Settings: the fields a company adds to its records."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forecourt.apps.organization import lists
from forecourt.apps.organization.forms_custom_fields import CustomFieldChangeForm, CustomFieldForm
from forecourt.core.custom import services
from forecourt.core.errors import DomainError
from forecourt.core.http import ActorRequest, needs
from forecourt.core.models import CustomField
from forecourt.core.ui.lists import list_page
from forecourt.core.ui.panels import refuse

TEMPLATE = "organization/custom_field.html"


@needs(services.MANAGE)
def custom_field_list(request: ActorRequest) -> HttpResponseBase:
    """Every custom field."""
    return list_page(request, lists.CUSTOM_FIELDS)


@needs(services.MANAGE)
def custom_field_add(request: ActorRequest) -> HttpResponse:
    """Add a field to a kind of record."""
    form = CustomFieldForm(request.POST or None)
    if form.is_valid():
        try:
            services.add_field(actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect("organization:custom-field-list")
    context = {"form": form, "title": _("Add a field")}
    return render(request, TEMPLATE, context, status=422 if form.errors else 200)


@needs(services.MANAGE)
def custom_field_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a field, or take it out of use."""
    field = services.get_field(request.actor, pk)
    form = CustomFieldChangeForm(request.POST or None, initial=_initial(field))
    if form.is_valid():
        try:
            services.change_field(actor=request.actor, field_id=field.pk, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect("organization:custom-field-list")
    context = {"form": form, "title": field.label, "field": field}
    return render(request, TEMPLATE, context, status=422 if form.errors else 200)


def _initial(field: CustomField) -> dict[str, object]:
    names = ("label", "required", "position", "is_active", "version")
    return {name: getattr(field, name) for name in names} | {"choices": "\n".join(field.choices)}
