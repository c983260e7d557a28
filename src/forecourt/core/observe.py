"""Watching the server: an id for every request, one log line and two metrics each."""

import re
import secrets
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

GetResponse = Callable[[HttpRequest], HttpResponse]

REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
# Asked every few seconds by machines: not worth a line.
SILENT = frozenset({"/healthz", "/readyz", "/metrics"})
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 10.0)

REQUESTS = Counter("forecourt_requests_total", "Requests answered", ["method", "view", "status"])
SECONDS = Histogram(
    "forecourt_request_seconds", "Time to answer a request", ["method", "view"], buckets=BUCKETS
)
log = structlog.stdlib.get_logger("forecourt.request")


def observe_middleware(get_response: GetResponse) -> GetResponse:
    """Give the request an id (the caller's, if sane), bind it to all log lines, measure and name the answer.

    The line has no query string and no form: both may hold personal data.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        request.request_id = request_id  # type: ignore[attr-defined]
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = get_response(request)
            _note(request, response, time.perf_counter() - started)
        response["X-Request-ID"] = request_id
        return response

    return middleware


def _note(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    if request.path in SILENT:
        return
    match = request.resolver_match
    view, method = (match.view_name if match else "") or "none", request.method or ""
    REQUESTS.labels(method, view, response.status_code).inc()
    SECONDS.labels(method, view).observe(seconds)
    log.info(
        "request",
        method=method,
        path=request.path,
        status=response.status_code,
        ms=round(seconds * 1000, 1),
        user_id=getattr(getattr(request, "actor", None), "user_id", None),
    )
