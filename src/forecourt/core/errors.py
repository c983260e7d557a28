"""The one family of refusals. Everything else that is raised is a bug."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class DomainError(Exception):
    """A refusal a person can understand.

    `code` is stable and for programs, `message` is translated and for people, `field` names the input it is about,
    `details` are plain values for programs. Apps subclass one of the four kinds below in their `errors.py`.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 422
    default_message: ClassVar[Text] = _("This is not possible.")

    def __init__(self, message: Text = "", *, field: str | None = None, **details: Any) -> None:
        super().__init__(message)
        self._message = message or self.default_message
        self.field = field
        self.details = details

    @property
    def message(self) -> str:
        """The reason in the reader's language, with the details filled in."""
        text = str(self._message)
        return text % self.details if self.details and "%(" in text else text

    def __str__(self) -> str:
        return self.message


class Invalid(DomainError):
    """The input cannot be right (422)."""

    code = "invalid"
    default_message = _("This input cannot be right.")


class Conflict(DomainError):
    """The input could be right, but not in the present state (409)."""

    code = "conflict"
    status = 409
    default_message = _("This is not possible in the present state.")


class Stale(Conflict):
    """Somebody else saved the record since it was read."""

    code = "stale"
    default_message = _("Somebody else changed this in the meantime. Look at the new state and try again.")


class NotFound(DomainError):
    """No such row within the actor's reach (404)."""

    code = "not_found"
    status = 404
    default_message = _("There is no such record, or it is not yours to see.")


class NotAllowed(DomainError):
    """The actor holds no role with this permission (403)."""

    code = "not_allowed"
    status = 403
    default_message = _("Your role does not allow this.")
