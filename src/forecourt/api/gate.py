"""What every operation passes, in this order: who calls, how often, whether he may, whether it was done before."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja.operation import Operation

from forecourt.api import idempotency
from forecourt.api.callers import Caller, sign_in
from forecourt.api.errors import MediaTypeRefused, VersionMissing
from forecourt.core.api import ApiRequest
from forecourt.core.api.operations import is_versioned, needs_of
from forecourt.core.audit.record import request_origin
from forecourt.core.errors import Invalid

Run = Callable[..., HttpResponse]
_ETAG = re.compile(r'"([0-9]{1,9})"')
_BODIES = {"body": "application/json", "form": "multipart/form-data", "file": "multipart/form-data"}


@dataclass(frozen=True, slots=True)
class Rules:
    """What an operation demands, as its marks say."""

    needs: tuple[str, ...]
    demands_version: bool
    media_type: str

    @classmethod
    def of(cls, operation: Operation) -> "Rules":
        """The rules of an operation. Raises LookupError for one that `allows` nobody."""
        function = operation.view_func
        sources = [model.__ninja_param_source__ for model in operation.models]
        media_type = next((_BODIES[source] for source in sources if source in _BODIES), "")
        return cls(needs_of(function), is_versioned(function), media_type)


def gate(run: Run) -> Run:
    """Wrap an operation, as `add_decorator(gate, mode="view")` does for all of them."""
    operation = cast("Operation", run.__self__)  # type: ignore[attr-defined]
    rules = Rules.of(operation)

    @wraps(run)
    def guarded(request: ApiRequest, **path: Any) -> HttpResponse:
        try:
            caller = sign_in(request)
            _admit(request, caller, rules)
            response = _answer(request, caller, lambda: run(request, **path))
        except Exception as error:  # noqa: BLE001 - the one place that turns each into a problem
            return operation.api.on_exception(request, error)
        return _with_headers(request, caller, response)

    return guarded


def _admit(request: ApiRequest, caller: Caller, rules: Rules) -> None:
    request.actor = caller.actor
    request.caller = caller  # type: ignore[attr-defined]
    if caller.token is not None:
        request_origin.set(f"{request_origin.get()} fc_{caller.token.prefix}"[:80])
    if rules.needs and not caller.actor.can_any(rules.needs):
        caller.actor.require(rules.needs[0])
    if rules.media_type and request.content_type != rules.media_type:
        raise MediaTypeRefused(expected=rules.media_type)
    if rules.demands_version:
        request.version = _version(request)


def _version(request: ApiRequest) -> int:
    text = request.headers.get("If-Match")
    if text is None:
        raise VersionMissing
    match = _ETAG.fullmatch(text.strip())
    if match is None:
        raise Invalid(_('If-Match is the ETag of the record, such as "3".'), field="If-Match")
    return int(match.group(1))


def _answer(request: ApiRequest, caller: Caller, run: Callable[[], HttpResponse]) -> HttpResponse:
    def tagged() -> HttpResponse:
        response = run()
        etag = getattr(request, "etag", None)
        if etag is not None and response.status_code < 400:
            response["ETag"] = f'"{etag}"'
        return response

    return idempotency.once(request, caller, tagged) if request.method == "POST" else tagged()


def _with_headers(request: ApiRequest, caller: Caller, response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    if caller.rate is not None and caller.rate.limit:
        response["RateLimit-Limit"] = str(caller.rate.limit)
        response["RateLimit-Remaining"] = str(caller.rate.remaining)
        response["RateLimit-Reset"] = str(caller.rate.seconds)
    return response
