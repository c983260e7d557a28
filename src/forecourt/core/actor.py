"""Who acts, and which permission codes he holds where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from forecourt.core.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Grant:
    """Where one permission holds: the union of all role grants that carry it."""

    everywhere: bool = False
    store_ids: frozenset[int] = frozenset()
    department_ids: frozenset[int] = frozenset()
    own: bool = False

    def __or__(self, other: "Grant") -> "Grant":
        return Grant(
            self.everywhere or other.everywhere,
            self.store_ids | other.store_ids,
            self.department_ids | other.department_ids,
            self.own or other.own,
        )

    def includes(self, other: "Grant") -> bool:
        """Whether everything the other reaches is within reach of this one, whoever holds it."""
        if self.everywhere:
            return True
        return (
            not other.everywhere
            and other.store_ids <= self.store_ids
            and other.department_ids <= self.department_ids
            and (self.own or not other.own)
        )

    def covers_store(self, store_id: int | None) -> bool:
        """Whether every record of the store is within reach."""
        return self.everywhere or store_id in self.store_ids


@dataclass(frozen=True, slots=True)
class Actor:
    """An immutable person or process on whose behalf something is read or written."""

    name: str
    user_id: int | None = None
    employee_id: int | None = None
    store_id: int | None = None
    grants: Mapping[str, Grant] = field(default_factory=dict)
    is_system: bool = False

    @classmethod
    def system(cls, name: str = "system") -> "Actor":
        """The installation itself: jobs, imports by command, handlers. Holds everything everywhere."""
        return cls(name=name, is_system=True)

    def grant(self, permission: str) -> Grant | None:
        """Where `permission` holds, or None where it is not held at all."""
        return Grant(everywhere=True) if self.is_system else self.grants.get(permission)

    def can(self, permission: str) -> bool:
        """Whether the permission is held anywhere."""
        return self.is_system or permission in self.grants

    def can_any(self, permissions: Iterable[str]) -> bool:
        """Whether at least one of the permissions is held anywhere."""
        return any(self.can(code) for code in permissions)

    def covers(self, permission: str, store_id: int | None) -> bool:
        """Whether the permission holds for the whole store."""
        grant = self.grant(permission)
        return grant is not None and grant.covers_store(store_id)

    def works_in(self, permission: str, store_id: int | None) -> bool:
        """Whether the permission lets him add a record of his own in the store.

        A grant over own or team records reaches the store he works in.
        """
        grant = self.grant(permission)
        if grant is None:
            return False
        return grant.covers_store(store_id) or (
            (grant.own or bool(grant.department_ids)) and store_id == self.store_id
        )

    def require(self, permission: str) -> Grant:
        """The grant of `permission`. Raises NotAllowed where it is not held."""
        grant = self.grant(permission)
        if grant is None:
            raise NotAllowed(permission=permission)
        return grant

    def require_in(self, permission: str, store_id: int | None) -> None:
        """Raises NotAllowed unless he `works_in` the store with this permission."""
        if not self.works_in(permission, store_id):
            raise NotAllowed(permission=permission)

    def narrowed_to(self, permissions: Iterable[str]) -> "Actor":
        """The same person with at most the given permissions, as an API token carries them."""
        kept = frozenset(permissions)
        return replace(self, grants={code: grant for code, grant in self.grants.items() if code in kept})
