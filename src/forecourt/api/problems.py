"""Every refusal of the API in one shape: application/problem+json (RFC 9457)."""

import json
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import HttpError, ValidationError

from forecourt.api.errors import TooManyRequests
from forecourt.core.audit.record import plain
from forecourt.core.errors import DomainError, Stale

log = structlog.get_logger(__name__)
CONTENT_TYPE = "application/problem+json"
API_PREFIX = "/api/"

TITLES = {
    400: gettext_lazy("The request cannot be read"),
    401: gettext_lazy("Not signed in"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Method not allowed"),
    409: gettext_lazy("Conflict"),
    412: gettext_lazy("Changed in the meantime"),
    413: gettext_lazy("Too large"),
    415: gettext_lazy("Media type not supported"),
    422: gettext_lazy("Invalid input"),
    428: gettext_lazy("Version required"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Fault of the server"),
    503: gettext_lazy("Not available at the moment"),
}
# What programs read for problems that are no DomainError.
_CODES = {
    400: "unreadable", 401: "not_signed_in", 403: "not_allowed", 404: "not_found", 405: "method_not_allowed",
    413: "too_large", 415: "media_type", 422: "invalid", 429: "too_many_requests", 500: "internal", 503: "unavailable",
}  # fmt: skip
_DETAILS = {
    400: gettext_lazy("The request cannot be read."),
    404: gettext_lazy("There is no such record, or it is not yours to see."),
    405: gettext_lazy("This address does not know the method."),
    413: gettext_lazy("The request is too large."),
    500: gettext_lazy("Something went wrong on our side. It has been logged."),
}
# Kinds of invalid input, as the validation names them.
_INVALID = {
    "missing": gettext_lazy("This field is required."),
    "extra_forbidden": gettext_lazy("There is no such field."),
    "string_type": gettext_lazy("This must be text."),
    "string_too_short": gettext_lazy("This text is too short."),
    "string_too_long": gettext_lazy("This text is too long."),
    "string_pattern_mismatch": gettext_lazy("This text is not of the form that is needed."),
    "int_type": gettext_lazy("This must be a whole number."),
    "int_parsing": gettext_lazy("This must be a whole number."),
    "int_parsing_size": gettext_lazy("This number is too large."),
    "int_from_float": gettext_lazy("This must be a whole number."),
    "bool_type": gettext_lazy("This must be true or false."),
    "bool_parsing": gettext_lazy("This must be true or false."),
    "list_type": gettext_lazy("This must be a list."),
    "too_long": gettext_lazy("There are too many items."),
    "literal_error": gettext_lazy("This is not one of the possible values."),
    "enum": gettext_lazy("This is not one of the possible values."),
    "greater_than": gettext_lazy("This number is too small."),
    "greater_than_equal": gettext_lazy("This number is too small."),
    "less_than": gettext_lazy("This number is too large."),
    "less_than_equal": gettext_lazy("This number is too large."),
    "date_type": gettext_lazy("This must be a date, such as 2026-11-23."),
    "date_parsing": gettext_lazy("This must be a date, such as 2026-11-23."),
    "date_from_datetime_parsing": gettext_lazy("This must be a date, such as 2026-11-23."),
    "datetime_type": gettext_lazy("This must be a moment, such as 2026-11-23T08:30:00Z."),
    "datetime_parsing": gettext_lazy("This must be a moment, such as 2026-11-23T08:30:00Z."),
    "datetime_from_date_parsing": gettext_lazy("This must be a moment, such as 2026-11-23T08:30:00Z."),
    "timezone_aware": gettext_lazy("This moment must name its time zone."),
    "model_attributes_type": gettext_lazy("This must be an object."),
    "dict_type": gettext_lazy("This must be an object."),
}


def respond(request: HttpRequest, status: int, detail: str, code: str = "", **members: Any) -> HttpResponse:
    """A problem as a response. `members` are the optional ones: field, errors, details."""
    code = code or _CODES.get(status, "refused")
    title = TITLES.get(status) or HTTPStatus(status).phrase
    problem = {
        "type": f"urn:forecourt:problem:{code}",
        "title": str(title),
        "status": status,
        "detail": detail,
        "code": code,
        "instance": request.path,
    }
    problem |= {name: value for name, value in members.items() if value}
    response = HttpResponse(json.dumps(problem, ensure_ascii=False), status=status, content_type=CONTENT_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def respond_plainly(request: HttpRequest, status: int) -> HttpResponse:
    """A problem of which nothing but its status is known."""
    return respond(
        request, status, str(_DETAILS.get(status) or TITLES.get(status) or _("This is not possible."))
    )


def of_refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """A refusal of a department or of the API itself. A stale version that came by If-Match is 412."""
    status = 412 if isinstance(error, Stale) and "If-Match" in request.headers else error.status
    response = respond(
        request, status, error.message, error.code, field=error.field, details=plain(error.details)
    )
    if isinstance(error, TooManyRequests):
        response["Retry-After"] = str(error.details["seconds"])
    return response


def of_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Input that does not fit the operation's schema, field by field."""
    errors = [_field_problem(each) for each in error.errors]
    field = next((each["field"] for each in errors if each["field"]), None)
    return respond(request, 422, str(_("This input cannot be right.")), field=field, errors=errors)


def _field_problem(error: Mapping[str, Any]) -> dict[str, str]:
    source, *path = error["loc"]
    if source in {"body", "form", "file"} and len(path) > 1:
        path = path[1:]  # the first is the name of the parameter that holds the whole body
    message = _INVALID.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    return {
        "field": ".".join(str(part) for part in path),
        "source": str(source),
        "code": str(error["type"]),
        "message": str(message),
    }


def of_bug(request: HttpRequest, error: Exception) -> HttpResponse:
    """A bug: logged with its traceback, told without it."""
    log.error("api_failed", path=request.path, method=request.method, exc_info=error)
    return respond_plainly(request, 500)


def of_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the API framework refuses by itself."""
    return respond_plainly(request, error.status_code)


def of_suspicion(request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:
    """What Django refuses to read."""
    return respond_plainly(request, 413 if isinstance(error, RequestDataTooBig) else 400)


def _status(status: int) -> Callable[[HttpRequest, Exception], HttpResponse]:
    return lambda request, _error: respond_plainly(request, status)


HANDLERS: Sequence[tuple[type[Exception], Callable[[HttpRequest, Any], HttpResponse]]] = (
    (Exception, of_bug),
    (DomainError, of_refusal),
    (ValidationError, of_invalid),
    (HttpError, of_http_error),
    (Http404, _status(404)),
    (PermissionDenied, _status(403)),
    (SuspiciousOperation, of_suspicion),
)

GetResponse = Callable[[HttpRequest], HttpResponse]


def problem_middleware(get_response: GetResponse) -> GetResponse:
    """Whatever is refused under /api/ before or beside the API leaves as a problem too: 404, 405, a bad host name."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code < 400 or not request.path.startswith(API_PREFIX):
            return response
        if response.get("Content-Type", "").startswith(CONTENT_TYPE):
            return response
        problem = respond_plainly(request, response.status_code)
        if "Allow" in response:
            problem["Allow"] = response["Allow"]
        return problem

    return middleware
