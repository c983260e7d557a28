"""Tokens, the windows in which requests are counted, and requests that must have one effect only."""

from typing import Self

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from forecourt.core.actor import Actor
from forecourt.core.scoping import ScopedQuerySet


class TokenQuerySet(ScopedQuerySet["ApiToken"]):
    """Tokens within reach: one's own, whatever the role."""

    def visible_to(self, actor: Actor, permission: str) -> Self:
        """The tokens of the login."""
        return self.filter(user_id=actor.user_id or 0) if actor.can(permission) else self.none()


class ApiToken(models.Model):
    """A key for programs that act as a login, within scopes. Of the secret only a hash is kept."""

    user = models.ForeignKey(
        "organization.User", verbose_name=_("login"), on_delete=models.PROTECT, related_name="api_tokens"
    )
    name = models.CharField(_("name"), max_length=80)
    prefix = models.CharField(_("begins with"), max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(_("scopes"), default=list)
    rate = models.PositiveIntegerField(_("requests per minute"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"))
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        indexes = [models.Index(fields=["user", "-id"], name="token_by_user")]

    def __str__(self) -> str:
        return f"{self.name} (fc_{self.prefix}…)"


class RateWindow(models.Model):
    """How many requests of a minute the processes have taken for themselves, per token or address."""

    key = models.CharField(max_length=64)
    minute = models.BigIntegerField()
    taken = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("rate window")
        constraints = [UniqueConstraint(fields=["minute", "key"], name="rate_window_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.minute}: {self.taken}"


class IdempotencyKey(models.Model):
    """A request that has had its effect, and the answer it got. Kept for 48 hours."""

    user = models.ForeignKey("organization.User", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("idempotency key")
        constraints = [UniqueConstraint(fields=["user", "key"], name="idempotency_key_once")]

    def __str__(self) -> str:
        return self.key
