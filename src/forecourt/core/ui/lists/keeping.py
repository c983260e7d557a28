"""What is posted to a list about its views: keep, delete, open first, density."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from forecourt.core.errors import DomainError, Invalid
from forecourt.core.ui.lists.opening import open_list, params_of
from forecourt.core.ui.lists.saved import delete_view, save_view, set_preference
from forecourt.core.ui.lists.spec import ListSpec
from forecourt.core.ui.lists.state import clean_params

if TYPE_CHECKING:
    from forecourt.core.http import ActorRequest


def keep_view(request: "ActorRequest", spec: ListSpec) -> HttpResponse:
    """Do what was posted and show the list again; a refusal is told above it."""
    try:
        target = _DEEDS.get(request.POST["keep"], _unknown)(request, spec)
    except DomainError as error:
        messages.error(request, error.message)
        target = request.get_full_path()
    return redirect(target)


def _save(request: "ActorRequest", spec: ListSpec) -> str:
    state = open_list(spec, request.actor, clean_params(request.GET)).state
    view = save_view(
        actor=request.actor,
        list_code=spec.code,
        name=request.POST.get("name", ""),
        params=params_of(state),
        shared=request.POST.get("shared", "own"),
    )
    messages.success(request, _("The view “%(name)s” is kept.") % {"name": view.name})
    return f"{request.path}?view={view.pk}"


def _delete(request: "ActorRequest", spec: ListSpec) -> str:
    delete_view(actor=request.actor, list_code=spec.code, view_id=_key(request))
    return request.path


def _first(request: "ActorRequest", spec: ListSpec) -> str:
    set_preference(actor=request.actor, list_code=spec.code, view_id=_key(request))
    return request.get_full_path()


def _none_first(request: "ActorRequest", spec: ListSpec) -> str:
    set_preference(actor=request.actor, list_code=spec.code, forget_view=True)
    return request.get_full_path()


def _density(request: "ActorRequest", spec: ListSpec) -> str:
    set_preference(actor=request.actor, list_code=spec.code, density=request.POST.get("density", "normal"))
    return request.get_full_path()


def _unknown(request: "ActorRequest", spec: ListSpec) -> str:
    raise Invalid(_("There is no such action here."), field="keep")


def _key(request: "ActorRequest") -> int:
    text = request.POST.get("view", "")
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise Invalid(_("There is no such view."), field="view")
    return int(text)


_DEEDS = {"save": _save, "delete": _delete, "first": _first, "none_first": _none_first, "density": _density}
