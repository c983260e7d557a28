"""A refusal that reaches the edge of a page becomes a page of its own status."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forecourt.core.errors import DomainError

GetResponse = Callable[[HttpRequest], HttpResponse]


class refusal_middleware:  # noqa: N801 - listed by name in settings like the function middlewares
    """Answer a DomainError that a view did not turn into a form error; the API has its own handler."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The refusal as a page that says why; None for a bug."""
        if isinstance(error, DomainError):
            return render(request, "refused.html", {"error": error}, status=error.status)
        return None
