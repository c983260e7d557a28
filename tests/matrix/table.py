"""One row of the permission matrix."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

EVERYONE = "*"
PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Row:
    """One address: its URL name, and the built-in roles (granted for one store) that may open it; all others get 403.

    `roles` is a text of role codes, EVERYONE for all who are signed in, or PUBLIC for strangers too.
    `record` names a row of the world (tests/matrix/world.py) that stands in the address: tried with the own store's,
    and with another store's, where only `elsewhere` may open it and the rest of `roles` gets 404. "missing" is a key
    that no row has: `roles` get 404. `status` is the answer to those who may; `anonymous` that to a stranger.
    """

    url: str
    roles: str
    record: str = ""
    elsewhere: str = ""
    method: str = "get"
    status: int = HTTPStatus.OK
    anonymous: int = HTTPStatus.FOUND
    data: dict[str, Any] = field(default_factory=dict)
    args: tuple[Any, ...] = ()
    note: str = ""

    @property
    def for_stranger(self) -> int:
        """The status for somebody who is not signed in."""
        return self.status if self.roles == PUBLIC else self.anonymous

    def may(self, role: str) -> bool:
        """Whether the role may open it for its own store."""
        return self.roles in {EVERYONE, PUBLIC} or role in self.roles.split()

    def may_elsewhere(self, role: str) -> bool:
        """Whether the role may open it for another store."""
        return self.elsewhere == EVERYONE or role in self.elsewhere.split()

    def expected(self, role: str, *, own: bool = True) -> int:
        """The status for somebody who holds the role in one store."""
        if not self.may(role):
            return HTTPStatus.FORBIDDEN
        if self.record == "missing" or not (own or self.may_elsewhere(role)):
            return HTTPStatus.NOT_FOUND
        return self.status
