"""Error pages: each says what to do next. The page for a bug asks nothing of the database."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from forecourt.core.refusals import refused


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a request that cannot be read."""
    return refused(request, {}, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 by Django itself."""
    return refused(request, {}, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such address."""
    return refused(request, {}, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is old or missing."""
    return render(request, "errors/csrf.html", status=403)


def too_many_requests(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """429: sign-in and other throttles."""
    return refused(request, {}, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without database, session or menu."""
    context = {"static_url": settings.STATIC_URL, "request_id": getattr(request, "request_id", "")}
    return HttpResponse(render_to_string("errors/500.html", context), status=500)
