"""Issuing and revoking tokens, and tidying up."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.utils.translation import gettext as _

from forecourt.api.errors import KeyTaken
from forecourt.api.models import ApiToken, IdempotencyKey, RateWindow
from forecourt.core import audit, clock
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction, transaction_required
from forecourt.core.errors import Invalid

MANAGE = "organization.token.manage"
KEEP_KEYS = timedelta(hours=48)
MARK_EVERY = timedelta(minutes=1)
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token and its text, which is shown this once."""

    token: ApiToken
    text: str


def digest_of(text: str) -> str:
    """The hash under which a token is kept: SHA-256, enough for a secret of 190 random bits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _random(length: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _index in range(length))


@one_transaction
def issue_token(
    *, actor: Actor, name: str, scopes: Collection[str], expires_at: datetime | None, rate: int | None = None
) -> Issued:
    """Make a token that acts as the login, with some of the permissions the login holds today.

    Raises NotAllowed, Invalid.
    """
    actor.require(MANAGE)
    _check(actor, name, scopes, expires_at)
    prefix = _random(8)
    text = f"fc_{prefix}_{_random(32)}"
    token = ApiToken.objects.create(
        user_id=login_of(actor),
        name=name.strip(),
        prefix=prefix,
        digest=digest_of(text),
        scopes=sorted(scopes),
        rate=rate,
        created_at=clock.now(),
        expires_at=expires_at,
    )
    audit.record(actor, "api.token.issued", token, {"scopes": token.scopes, "expires_at": expires_at})
    return Issued(token, text)


def _check(actor: Actor, name: str, scopes: Collection[str], expires_at: datetime | None) -> None:
    if not name.strip():
        raise Invalid(_("Give the token a name."), field="name")
    if not scopes:
        raise Invalid(_("Choose at least one scope."), field="scopes")
    if not all(actor.can(code) for code in scopes):
        raise Invalid(_("A token cannot do what you may not do yourself."), field="scopes")
    if expires_at is not None and expires_at <= clock.now():
        raise Invalid(_("The token would have expired already."), field="expires_at")


@one_transaction
def revoke_token(*, actor: Actor, token_id: int) -> ApiToken:
    """End a token of one's own, for good; ending it twice is ending it once. Raises NotAllowed, NotFound."""
    token: ApiToken = ApiToken.objects.fetch(actor, MANAGE, lock=True, pk=token_id)
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        token.save(update_fields=["revoked_at"])
        audit.record(actor, "api.token.revoked", token)
    return token


@transaction_required
def claim_key(*, actor: Actor, key: str, fingerprint: str) -> IdempotencyKey:
    """Write the key's row, waiting for a request that is writing it. Raises KeyTaken where that had its effect."""
    try:
        return IdempotencyKey.objects.create(
            user_id=login_of(actor), key=key, fingerprint=fingerprint, created_at=clock.now()
        )
    except IntegrityError:
        raise KeyTaken from None


def login_of(actor: Actor) -> int:
    """The login that acts. Raises Invalid for the installation itself."""
    if actor.user_id is None:
        raise Invalid(_("A token acts as a login; there is none."))
    return actor.user_id


def mark_used(token: ApiToken) -> None:
    """Remember when a token was last used, at most once a minute. No audit: it is a trace, not a change."""
    now = clock.now()
    if token.last_used_at is None or now - token.last_used_at >= MARK_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def tidy() -> int:
    """Drop idempotency keys older than 48 hours and the windows of past hours; the number of rows dropped."""
    now = clock.now()
    keys, _kinds = IdempotencyKey.objects.filter(created_at__lt=now - KEEP_KEYS).delete()
    past = int(now.timestamp()) // 60 - 60
    windows, _kinds = RateWindow.objects.filter(minute__lt=past).delete()
    return keys + windows
