"""Refusals of the API itself, beside the departments' own."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.errors import DomainError, Invalid


class NotSignedIn(DomainError):
    """No token and no session, or a token that is unknown, expired or revoked (401)."""

    code = "not_signed_in"
    status = 401
    default_message = _("Send a valid API token, or sign in.")


class CsrfRefused(DomainError):
    """A browser's session without the proof that the request comes from our own page (403)."""

    code = "csrf"
    status = 403
    default_message = _("The security token of the page is missing or out of date.")


class TooManyRequests(DomainError):
    """The limit of this minute is used up (429)."""

    code = "too_many_requests"
    status = 429
    default_message = _("Too many requests. Try again in %(seconds)s s.")


class MediaTypeRefused(DomainError):
    """The body is of a kind that the operation does not read (415)."""

    code = "media_type"
    status = 415
    default_message = _("Send the body as %(expected)s.")


class BodyUnreadable(DomainError):
    """The body is no JSON (400)."""

    code = "unreadable"
    status = 400
    default_message = _("The body is no valid JSON.")


class VersionMissing(DomainError):
    """An edit that does not say which version it was made from (428)."""

    code = "version_missing"
    status = 428
    default_message = _("Send the version you have read in If-Match.")


class KeyInUse(Invalid):
    """An idempotency key that was used for another request (422)."""

    code = "idempotency_key_reused"
    default_message = _("This Idempotency-Key was used for another request.")


class KeyTaken(Exception):
    """Another request with this idempotency key has had its effect. Never reaches a caller: the answer is replayed."""
