"""Reads of tokens."""

import hmac

from django.db.models import QuerySet

from forecourt.api.models import ApiToken, IdempotencyKey
from forecourt.api.services import MANAGE, digest_of, login_of
from forecourt.core import clock
from forecourt.core.actor import Actor


def list_tokens(actor: Actor) -> QuerySet[ApiToken]:
    """One's own tokens, the newest first."""
    return ApiToken.objects.visible_to(actor, MANAGE).order_by("-pk")


def find_token(text: str) -> ApiToken | None:
    """The live token of this text, with its login and employee: one query. None for any other text."""
    parts = text.split("_")
    if len(parts) != 3 or parts[0] != "fc" or not text.isascii() or "\0" in text:
        return None
    live = ApiToken.objects.select_related("user__employee").filter(revoked_at=None, user__is_active=True)
    found = next(iter(live.filter(prefix=parts[1][:12])), None)
    if found is None or not hmac.compare_digest(found.digest, digest_of(text)):
        return None
    return None if found.expires_at is not None and found.expires_at <= clock.now() else found


def get_token(actor: Actor, pk: int) -> ApiToken:
    """One of one's own tokens. Raises NotAllowed, NotFound."""
    token: ApiToken = ApiToken.objects.fetch(actor, MANAGE, pk=pk)
    return token


def find_key(actor: Actor, key: str) -> IdempotencyKey | None:
    """What is kept of an earlier request of the login with this key."""
    return IdempotencyKey.objects.filter(user_id=login_of(actor), key=key).first()
