"""A refusal that reaches the edge of a page becomes a page of its own status, or a message above a page htmx is on."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forecourt.core.errors import DomainError
from forecourt.core.http import ActorRequest
from forecourt.core.ui.panels import is_partial

GetResponse = Callable[[HttpRequest], HttpResponse]


class refusal_middleware:  # noqa: N801 - listed by name in settings like the function middlewares
    """Answer a DomainError that a view did not turn into a form error; the API has its own handler."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on: only refusals concern us."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The refusal as a page that says why; None for a bug."""
        if isinstance(error, DomainError):
            return refused(request, {"error": error}, error.status)
        return None


def refused(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    """The page `errors/<status>.html`; for htmx the same words as a message that leaves the page as it is."""
    if hasattr(request, "htmx") and is_partial(cast("ActorRequest", request)):
        response = render(request, "errors/toast.html", context, status=status)
        response["HX-Retarget"], response["HX-Reswap"] = "#messages", "afterbegin"
        return response
    return render(request, f"errors/{status}.html", context, status=status)
