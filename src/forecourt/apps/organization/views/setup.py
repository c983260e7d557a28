"""The first start: from nothing to a store with a warehouse and somebody who sells."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from forecourt.apps.organization import selectors, services
from forecourt.apps.organization.first_start import is_set_up_token
from forecourt.apps.organization.forms import setup as forms
from forecourt.apps.organization.forms.base import ActorForm
from forecourt.apps.organization.services import EmployeeFacts, OpenedLogin, StoreFacts, WarehouseFacts
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.errors import DomainError
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.panels import form_from, refuse

MANAGE = "organization.store.manage"
_TOKEN_SHOWN = "set_up_token_shown"  # noqa: S105 - a key of the session
_BACKEND = "forecourt.apps.organization.accounts.SignInBackend"


def setup_start(request: ActorRequest) -> HttpResponse:
    """Where the set-up begins or goes on; a stranger is told where the token stands."""
    if selectors.has_logins():
        return _go_on(request)
    if is_set_up_token(request.GET.get("token", "")):
        request.session[_TOKEN_SHOWN] = True
        return redirect("organization:setup-administrator")
    return render(request, "organization/setup_closed.html", status=403)


@sensitive_post_parameters("password")
def setup_administrator(request: ActorRequest) -> HttpResponse:
    """Make the first login; only with the token, and once."""
    if selectors.has_logins() or not request.session.get(_TOKEN_SHOWN):
        return redirect("organization:setup")
    form = form_from(request, forms.AdministratorForm)
    if form.is_valid():
        try:
            user = services.add_first_administrator(actor=Actor.system("set-up"), **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            login(request, user, backend=_BACKEND)
            return redirect("organization:setup-step", code="group")
    title = _("The first administrator")
    context = {"form": form, "title": title}
    return render(
        request, "organization/setup_administrator.html", context, status=422 if form.errors else 200
    )


@needs(MANAGE)
def setup_step(request: ActorRequest, code: str) -> HttpResponse:
    """One step. What is made already can be made again; every step can be left out."""
    if code not in _STEPS:
        raise Http404
    form_class, title, save = _STEPS[code]
    form = form_from(request, form_class, actor=request.actor)
    opened: OpenedLogin | None = None
    if form.is_valid():
        try:
            opened = save(request.actor, form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            if opened is None:
                return _go_on(request)
    steps = selectors.set_up_steps(request.actor)
    context = {"form": form, "title": title, "steps": steps, "code": code, "opened": opened}
    context |= {"names": {step: name for step, (_form, name, _save) in _STEPS.items()}, "next": _after(code)}
    return render(request, "organization/setup_step.html", context, status=422 if form.errors else 200)


def _go_on(request: ActorRequest) -> HttpResponse:
    """To the first step that is not done, or home."""
    if not request.actor.can(MANAGE):
        return redirect("account_login" if request.actor.user_id is None else "me")
    waiting = [step.code for step in selectors.set_up_steps(request.actor) if not step.is_done]
    return redirect("organization:setup-step", code=waiting[0]) if waiting else redirect("home")


def _after(code: str) -> str:
    """The address of the next step, or of the person's own page."""
    codes = list(_STEPS)
    following = codes[codes.index(code) + 1 :]
    return reverse("organization:setup-step", args=[following[0]]) if following else reverse("me")


def _save_group(actor: Actor, data: dict[str, Any]) -> None:
    services.add_group(actor=actor, **data)


def _save_store(actor: Actor, data: dict[str, Any]) -> None:
    entity_name, uscc = data.pop("entity_name"), data.pop("uscc")
    facts = StoreFacts(legal_entity_id=0, **data)
    services.set_up_store(actor=actor, entity_name=entity_name, uscc=uscc, facts=facts)


def _save_warehouse(actor: Actor, data: dict[str, Any]) -> None:
    facts = WarehouseFacts(code=data["code"], name=data["name"], store_id=data["store"])
    services.set_up_warehouse(actor=actor, facts=facts, first=data["first"], last=data["last"])


def _save_salesperson(actor: Actor, data: dict[str, Any]) -> OpenedLogin:
    today = clock.today()
    facts = EmployeeFacts(
        number=data["number"],
        name=data["name"],
        store_id=data["store"],
        position=data["position"],
        joined_on=today,
        phone=data["phone"],
    )
    return services.set_up_seller(
        actor=actor, facts=facts, username=data["username"], role_id=data["role"], starts_on=today
    )


Save = Callable[[Actor, dict[str, Any]], OpenedLogin | None]
_STEPS: dict[str, tuple[type[ActorForm], Any, Save]] = {
    "group": (forms.GroupForm, _("The group"), _save_group),
    "store": (forms.StoreForm, _("The first store"), _save_store),
    "warehouse": (forms.WarehouseForm, _("The first warehouse"), _save_warehouse),
    "salesperson": (forms.SalespersonForm, _("The first salesperson"), _save_salesperson),
}
