"""One effect for one key: a POST with `Idempotency-Key` happens once, however often it is sent.

The key's row is the first thing its transaction writes. A second request with the same key waits for the first at the
row's unique constraint: when the first has had its effect the second gets the same answer, and when the first was
refused, and so had no effect, the second is tried on its own.
"""

import hashlib
from collections.abc import Callable, Iterator

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from forecourt.api import selectors, services
from forecourt.api.callers import Caller
from forecourt.api.errors import KeyInUse, KeyTaken
from forecourt.api.models import IdempotencyKey
from forecourt.core.errors import Conflict, Invalid

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
_KEPT_HEADERS = ("ETag", "Location", "Content-Type")


def once(request: HttpRequest, caller: Caller, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """What `answer` gives, or gave when the key was sent before.

    Raises Invalid for a key that is none, KeyInUse where it was sent with another request.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return answer()
    if not (0 < len(key) <= 100 and key.isascii() and key.isprintable()):
        raise Invalid(_("An Idempotency-Key has 1 to 100 printable ASCII characters."), field=HEADER)
    print_of_request = _fingerprint(request, caller)
    try:
        with transaction.atomic():
            row = services.claim_key(actor=caller.actor, key=key, fingerprint=print_of_request)
            return _first_time(row, answer)
    except KeyTaken:
        return _replayed(caller, key, print_of_request)


def _first_time(row: IdempotencyKey, answer: Callable[[], HttpResponse]) -> HttpResponse:
    response = answer()
    if response.status_code >= 400:
        transaction.set_rollback(True)
        return response
    row.status, row.body = response.status_code, response.content.decode()
    row.headers = {name: response[name] for name in _KEPT_HEADERS if name in response}
    row.save(update_fields=["status", "headers", "body"])
    return response


def _replayed(caller: Caller, key: str, fingerprint: str) -> HttpResponse:
    row = selectors.find_key(caller.actor, key)
    if row is None or row.status is None:
        raise Conflict(_("The first request with this Idempotency-Key is gone. Use another key."))
    if row.fingerprint != fingerprint:
        raise KeyInUse
    response = HttpResponse(row.body, status=row.status, headers=row.headers)
    response[REPLAYED] = "true"
    return response


def _fingerprint(request: HttpRequest, caller: Caller) -> str:
    """A hash of all that makes two requests the same: caller, method, path and body."""
    digest = hashlib.sha256()
    token_id = caller.token.pk if caller.token else 0
    digest.update(f"{token_id} {request.method} {request.get_full_path()}\n".encode())
    for chunk in _body(request):
        digest.update(chunk)
    return digest.hexdigest()


def _body(request: HttpRequest) -> Iterator[bytes]:
    if request.content_type != "multipart/form-data":
        yield request.body
        return
    for name, values in sorted(request.POST.lists()):
        yield f"{name}={values!r}\n".encode()
    for name, file in sorted(request.FILES.items()):
        if isinstance(file, UploadedFile):
            yield f"{name}:{file.name}\n".encode()
            yield from file.chunks()
            file.seek(0)
