"""Who calls: a program with a token, or a browser with a session."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from forecourt.api import rates, selectors, services
from forecourt.api.errors import CsrfRefused, NotSignedIn, TooManyRequests
from forecourt.api.models import ApiToken
from forecourt.apps.organization.selectors import actor_of
from forecourt.core.actor import Actor
from forecourt.core.http import ActorRequest

SAFE = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, with at most the permissions he holds today, and where he stands in this minute."""

    actor: Actor
    token: ApiToken | None = None
    rate: rates.Rate | None = None


def sign_in(request: ActorRequest) -> Caller:
    """The caller of a request. A token that is sent counts, even when there is a session too.

    Two queries for a token (three with a region), and a block of its rate now and then. Raises NotSignedIn,
    TooManyRequests, CsrfRefused.
    """
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    if scheme:
        return _with_token(request, text.strip() if scheme.lower() == "bearer" else "")
    if not request.user.is_authenticated:
        raise NotSignedIn
    if request.method not in SAFE and check_csrf(request) is not None:
        raise CsrfRefused
    return Caller(request.actor)


def _with_token(request: ActorRequest, text: str) -> Caller:
    token = selectors.find_token(text)
    if token is None:
        _within(rates.rate_of_failure(request.META.get("REMOTE_ADDR", "")))
        raise NotSignedIn(_("The API token is unknown, expired or revoked."))
    rate = rates.rate_of_token(token.prefix, token.rate)
    _within(rate)
    services.mark_used(token)
    return Caller(actor_of(token.user).narrowed_to(token.scopes), token, rate)


def _within(rate: rates.Rate) -> None:
    if not rate.is_within:
        raise TooManyRequests(seconds=rate.seconds, limit=rate.limit)


class TokenAuth(HttpBearer):
    """Tells the OpenAPI document of tokens. The gate has signed the caller in before this is asked."""

    def __call__(self, request: HttpRequest) -> Caller | None:
        """The caller that the gate has found."""
        return getattr(request, "caller", None)

    def authenticate(self, request: HttpRequest, token: str) -> None:
        """Not asked."""


class SessionAuth(APIKeyCookie):
    """Tells the OpenAPI document of the session cookie of a browser."""

    param_name = "sessionid"

    def __call__(self, request: HttpRequest) -> None:
        """Nothing that the gate has not found."""

    def authenticate(self, request: HttpRequest, key: str | None) -> None:
        """Not asked."""
