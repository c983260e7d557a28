"""Settings: employees with their logins and roles."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from forecourt.apps.organization import lists, selectors, services
from forecourt.apps.organization.forms import people as forms
from forecourt.apps.organization.models import Employee
from forecourt.apps.organization.services import OpenedLogin
from forecourt.apps.organization.views.pages import form_page
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.lists import list_page
from forecourt.core.ui.panels import form_from

VIEW = "organization.employee.view"
MANAGE = "organization.employee.manage"
LOGINS = "organization.login.manage"
ROLES = "organization.role.manage"


@needs(VIEW)
def employee_list(request: ActorRequest) -> HttpResponseBase:
    """The employees."""
    return list_page(request, lists.EMPLOYEES)


@needs(VIEW)
def employee_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """An employee with login and roles."""
    actor = request.actor
    employee = selectors.get_employee(actor, pk)
    user = employee.user
    may_see_roles = actor.covers("organization.role.view", employee.store_id)
    grants = selectors.list_grants(actor, user.pk) if user and may_see_roles else None
    context = {
        "employee": employee,
        "login": user,
        "grants": [(grant, selectors.role_label(grant.role)) for grant in grants]
        if grants is not None
        else None,
        "may_manage": actor.covers(MANAGE, employee.store_id),
        "may_logins": actor.covers(LOGINS, employee.store_id),
        "may_roles": actor.covers(ROLES, employee.store_id),
    }
    return render(request, "organization/employee.html", context)


@needs(MANAGE)
def employee_add(request: ActorRequest) -> HttpResponse:
    """Take somebody on."""
    form = form_from(request, forms.EmployeeForm, actor=request.actor)
    return form_page(
        request,
        form,
        lambda form: redirect(_url(services.add_employee(actor=request.actor, facts=form.facts()).pk)),
        title=_("Add an employee"),
        back=reverse("organization:employee-list"),
    )


@needs(MANAGE)
def employee_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change an employee."""
    row = selectors.get_employee(request.actor, pk, MANAGE)
    names = ("number", "name", "position", "phone", "joined_on", "version")
    initial = {name: getattr(row, name) for name in names}
    initial |= {"store": row.store_id, "department": row.department_id}
    form = form_from(request, forms.EmployeeForm, actor=request.actor, initial=initial)

    def save(form: forms.EmployeeForm) -> object:
        version = form.cleaned_data["version"]
        return services.change_employee(
            actor=request.actor, employee_id=pk, version=version, facts=form.facts()
        )

    return form_page(request, form, save, title=row.name, back=_url(pk))


@needs(MANAGE)
def employee_leave(request: ActorRequest, pk: int) -> HttpResponse:
    """Let somebody go: his login and roles end at once."""
    row = selectors.get_employee(request.actor, pk, MANAGE)
    form = form_from(request, forms.LeaveForm, actor=request.actor, initial={"version": row.version})
    return form_page(
        request,
        form,
        lambda form: services.leave_employee(actor=request.actor, employee_id=pk, **form.cleaned_data),
        title=_("%(name)s leaves") % {"name": row.name},
        back=_url(pk),
        submit=_("Close login and roles"),
    )


@needs(LOGINS)
@never_cache
def login_open(request: ActorRequest, pk: int) -> HttpResponse:
    """Open a login; its one-time password is shown on the answer and never again."""
    employee = selectors.get_employee(request.actor, pk, LOGINS)
    form = form_from(request, forms.LoginForm, actor=request.actor)

    def save(form: forms.LoginForm) -> object:
        username = form.cleaned_data["username"]
        opened = services.open_login(actor=request.actor, employee_id=pk, username=username)
        return _show_once(request, opened, employee)

    return form_page(request, form, save, title=_("Open a login"), back=_url(pk))


@needs(LOGINS)
@require_POST
@never_cache
def login_reset(request: ActorRequest, pk: int) -> HttpResponse:
    """Replace the password by a one-time password."""
    return _with_password(request, pk, services.reset_password)


@needs(LOGINS)
@require_POST
@never_cache
def login_reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Open a closed login again."""
    return _with_password(request, pk, services.reopen_login)


@needs(LOGINS)
@require_POST
def login_close(request: ActorRequest, pk: int) -> HttpResponse:
    """Close a login."""
    employee = selectors.get_employee(request.actor, pk, LOGINS)
    services.close_login(actor=request.actor, user_id=employee.user_id or 0)
    return redirect(_url(pk))


@needs(ROLES)
def grant_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Let an employee's login hold a role."""
    employee = selectors.get_employee(request.actor, pk, ROLES)
    form = form_from(request, forms.GrantForm, actor=request.actor, initial={"store": employee.store_id})
    return form_page(
        request,
        form,
        lambda form: services.grant_role(
            actor=request.actor, user_id=employee.user_id or 0, facts=form.facts()
        ),
        title=_("Grant a role"),
        back=_url(pk),
    )


@needs(ROLES)
@require_POST
def grant_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a role away at once."""
    grant = services.withdraw_role(actor=request.actor, grant_id=pk)
    employee = selectors.list_employees(request.actor).filter(user=grant.user_id).first()
    return redirect(_url(employee.pk)) if employee else redirect("organization:role-list")


def _with_password(request: ActorRequest, pk: int, service: Callable[..., OpenedLogin]) -> HttpResponse:
    employee = selectors.get_employee(request.actor, pk, LOGINS)
    opened = service(actor=request.actor, user_id=employee.user_id or 0)
    return _show_once(request, opened, employee)


def _show_once(request: ActorRequest, opened: OpenedLogin, employee: Employee) -> HttpResponse:
    context = {"opened": opened, "back": _url(employee.pk)}
    return render(request, "organization/one_time_password.html", context)


def _url(pk: int) -> str:
    return reverse("organization:employee-detail", args=[pk])
