"""Each request acts as somebody: `request.actor`, in his language and with his theme."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from forecourt.apps.organization.selectors import actor_of
from forecourt.core.actor import Actor
from forecourt.core.audit.record import request_origin

if TYPE_CHECKING:
    from forecourt.core.http import ActorRequest

# Where somebody with a one-time password may go before he has set his own.
_BEFORE_A_NEW_PASSWORD = ("/accounts/password/", "/accounts/logout/", "/preferences/")
GetResponse = Callable[[HttpRequest], HttpResponse]


def actor_middleware(get_response: GetResponse) -> GetResponse:
    """Set `request.actor` from the signed-in login; an anonymous visitor acts without any permission."""

    def middleware(request: HttpRequest) -> HttpResponse:
        acting = cast("ActorRequest", request)
        if request.user.is_authenticated:
            user = request.user
            acting.actor = actor_of(user)
            _speak(request, user.language)
            if user.must_change_password and not request.path.startswith(_BEFORE_A_NEW_PASSWORD):
                return redirect("account_change_password")
        else:
            acting.actor = Actor(name="")
        token = request_origin.set(request.META.get("REMOTE_ADDR", "")[:80])
        try:
            return get_response(request)
        finally:
            request_origin.reset(token)

    return middleware


def _speak(request: HttpRequest, language: str) -> None:
    """The language the person chose; without a choice the browser's stays."""
    if language:
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
