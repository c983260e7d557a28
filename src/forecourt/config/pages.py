"""Pages of no department: the first page, the person's own, preferences."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from forecourt.apps.organization.selectors import set_up_waits
from forecourt.apps.organization.services import set_preferences
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.context import THEME_COOKIE, THEMES
from forecourt.core.ui.menu import first_page

A_YEAR = 60 * 60 * 24 * 365


def home(request: ActorRequest) -> HttpResponseBase:
    """A new installation's set-up; else the person's first page."""
    return redirect("organization:setup") if set_up_waits(request.actor) else first(request)


@needs()
def first(request: ActorRequest) -> HttpResponse:
    """The person's first page, or a word to those who hold no role yet."""
    url = first_page(request.actor)
    return HttpResponseRedirect(url) if url else render(request, "ui/no_role.html")


@needs()
def me(request: ActorRequest) -> HttpResponse:
    """The person's own page: language, appearance, devices, security, sign-out."""
    return render(request, "ui/me.html")


@require_POST
def preferences(request: ActorRequest) -> HttpResponse:
    """Keep the chosen language or theme: on the login of a signed-in person, and in this browser."""
    language = _one_of(request.POST.get("language"), [code for code, _name in settings.LANGUAGES])
    theme = _one_of(request.POST.get("theme"), THEMES)
    if request.user.is_authenticated:
        set_preferences(actor=request.actor, language=language, theme=theme)
    response = HttpResponseRedirect(_back(request))
    if language:
        translation.activate(language)
        _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    if theme:
        _remember(response, THEME_COOKIE, theme)
    return response


def _one_of(value: str | None, allowed: "list[str] | tuple[str, ...]") -> str:
    return value if value and value in allowed else ""


def _remember(response: HttpResponse, name: str, value: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=secure, httponly=True)


def _back(request: HttpRequest) -> str:
    """Where the person came from, on this site."""
    url = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if url and is_ours else "/"
