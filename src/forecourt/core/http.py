"""Requests as views see them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django_htmx.middleware import HtmxDetails

from forecourt.core.actor import Actor


class ActorRequest(HttpRequest):
    """A request with the actor and htmx details that the middleware sets. Only a type: Django makes the request."""

    actor: Actor
    htmx: HtmxDetails


View = Callable[..., HttpResponseBase]


def needs(*permissions: str) -> Callable[[View], View]:
    """A page for people who are signed in and hold at least one of the permissions (none named: any signed-in person).

    Raises NotAllowed for others; an anonymous visitor is led to the sign-in page. The permissions stay readable on the
    view as `needs`, for the permission matrix and the menu.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if permissions and not request.actor.can_any(permissions):
                request.actor.require(permissions[0])
            return view(request, *args, **kwargs)

        guarded.needs = permissions  # type: ignore[attr-defined]
        return guarded

    return decorate
