"""The pages of one's own tokens, and the reference of the API."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from forecourt.api import selectors, services
from forecourt.api.forms import TokenForm
from forecourt.api.openapi import document_of
from forecourt.api.reference import sections
from forecourt.api.router import api
from forecourt.core import clock
from forecourt.core.errors import DomainError
from forecourt.core.http import ActorRequest, needs
from forecourt.core.permissions import all_permissions
from forecourt.core.ui.panels import form_from, refuse


@require_GET
def openapi(request: HttpRequest) -> JsonResponse:
    """The OpenAPI document. Public: it is the same for every installation of this version."""
    return JsonResponse(document_of(api))


@needs()
def reference(request: ActorRequest) -> HttpResponse:
    """The reference of the API, drawn from the OpenAPI document."""
    return render(request, "api/reference.html", {"sections": sections(document_of(api))})


@needs(services.MANAGE)
def token_list(request: ActorRequest) -> HttpResponse:
    """One's own tokens."""
    return _tokens(request)


def _tokens(request: ActorRequest, issued: services.Issued | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "tokens": selectors.list_tokens(request.actor),
        "now": clock.now(),
        "permissions": all_permissions(),
        "issued": issued,
    }
    response = render(request, "api/token_list.html", context)
    response["Cache-Control"] = "no-store"
    return response


@needs(services.MANAGE)
def token_add(request: ActorRequest) -> HttpResponse:
    """Issue a token. Its text is in the answer to this one request and nowhere else."""
    form = form_from(request, TokenForm, actor=request.actor)
    if form.is_valid():
        try:
            return _tokens(request, form.issue(request.actor))
        except DomainError as error:
            refuse(form, error)
    return render(request, "api/token_add.html", {"form": form}, status=422 if form.is_bound else 200)


@needs(services.MANAGE)
def token_revoke(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask, then revoke a token."""
    if request.method == "POST":
        services.revoke_token(actor=request.actor, token_id=pk)
        return redirect("api:token-list")
    token = selectors.get_token(request.actor, pk)
    context = {
        "question": _("Revoke “%(token)s”? Programs that use it stop working at once.") % {"token": token},
        "action": request.path,
        "yes": _("Revoke"),
        "back": "../../",
    }
    return render(request, "confirm.html", context)
