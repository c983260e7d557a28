"""Settings: roles and what they carry."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from forecourt.apps.organization import selectors, services
from forecourt.apps.organization.forms.people import RoleForm
from forecourt.apps.organization.views.pages import form_page
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.panels import form_from

VIEW = "organization.role.view"
MANAGE = "organization.role.manage"


@needs(VIEW)
def role_list(request: ActorRequest) -> HttpResponse:
    """The roles."""
    roles = [(role, selectors.role_label(role)) for role in selectors.list_roles(request.actor)]
    return render(request, "organization/roles.html", {"roles": roles})


@needs(VIEW)
def role_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """What a role carries, permission by permission."""
    role = selectors.get_role(request.actor, pk)
    context = {
        "role": role,
        "label": selectors.role_label(role),
        "lines": selectors.role_permissions(role),
        "may_manage": request.actor.covers(MANAGE, None),
    }
    return render(request, "organization/role.html", context)


@needs(MANAGE)
def role_add(request: ActorRequest) -> HttpResponse:
    """Add a role of the company's own."""
    lines = selectors.no_permissions()
    form = form_from(request, RoleForm, actor=request.actor, lines=lines, is_new=True)

    def save(form: RoleForm) -> object:
        data = form.cleaned_data
        return services.add_role(
            actor=request.actor, code=data["code"], name=data["name"], permissions=form.permissions()
        )

    return form_page(request, form, save, title=_("Add a role"), back=reverse("organization:role-list"))


@needs(MANAGE)
def role_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change what a role carries."""
    role = selectors.get_role(request.actor, pk)
    initial = {"name": role.name, "version": role.version}
    lines = selectors.role_permissions(role)
    form = form_from(request, RoleForm, actor=request.actor, lines=lines, initial=initial)

    def save(form: RoleForm) -> object:
        data = form.cleaned_data
        return services.change_role(
            actor=request.actor,
            role_id=pk,
            version=data["version"],
            name=data["name"],
            permissions=form.permissions(),
        )

    back = reverse("organization:role-detail", args=[pk])
    return form_page(request, form, save, title=selectors.role_label(role), back=back)


@needs(MANAGE)
@require_POST
def role_reset(request: ActorRequest, pk: int) -> HttpResponse:
    """Let a built-in role follow its template again."""
    role = selectors.get_role(request.actor, pk)
    services.reset_role(actor=request.actor, role_id=pk, version=role.version)
    return redirect("organization:role-detail", pk=pk)
