"""Row-level permission: decided on the queryset, here and nowhere else."""

from typing import Any, ClassVar, Self, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Case, F, Q, When

from forecourt.core.actor import Actor, Grant
from forecourt.core.db import locked
from forecourt.core.errors import NotAllowed, NotFound

M = TypeVar("M", bound=models.Model, covariant=True)


class ScopedQuerySet(models.QuerySet[M]):
    """Rows an actor may reach.

    A subclass names the paths from a row to its store, to the department of its owner and to its owner. A level whose
    path is empty reaches nothing by that level.
    """

    store_path: ClassVar[str] = "store_id"
    department_path: ClassVar[str] = ""
    owner_path: ClassVar[str] = ""

    def visible_to(self, actor: Actor, permission: str) -> Self:
        """Narrow to the rows for which `actor` holds `permission`."""
        grant = actor.grant(permission)
        if grant is None:
            return self.none()
        if grant.everywhere:
            return self
        return self.filter(self.reach(grant, actor))

    def reach(self, grant: Grant, actor: Actor) -> Q:
        """The condition of a grant that does not hold everywhere."""
        reached = Q(pk__in=())
        if grant.store_ids and self.store_path:
            reached |= Q(**{f"{self.store_path}__in": grant.store_ids})
        if grant.department_ids and self.department_path:
            reached |= Q(**{f"{self.department_path}__in": grant.department_ids})
        if grant.own and self.owner_path and actor.employee_id:
            reached |= Q(**{self.owner_path: actor.employee_id})
        return reached

    def fetch(self, actor: Actor, permission: str, *, lock: bool = False, **lookup: Any) -> Any:
        """One reachable row, locked for update on request. Raises NotAllowed or NotFound."""
        if not actor.can(permission):
            raise NotAllowed(permission=permission)
        rows = self.visible_to(actor, permission)
        if lock:
            rows = locked(rows)
        try:
            return rows.get(**lookup)
        except (ObjectDoesNotExist, ValueError, OverflowError):
            raise NotFound(kind=str(self.model._meta.verbose_name)) from None


def seen(field: str, actor: Actor, *permissions: str, store: str = "store") -> F | Case:
    """An annotation: `field` of the rows in whose store all the permissions hold, of the others nothing.

    For a column that takes rights of its own, such as cost, in a list that reaches further than they do.
    """
    narrow = [grant for code in permissions if not (grant := actor.grant(code) or Grant()).everywhere]
    if not narrow:
        return F(field)
    stores = frozenset.intersection(*(grant.store_ids for grant in narrow))
    return Case(When(**{f"{store}__in": stores}, then=F(field)))


class GroupQuerySet(ScopedQuerySet[M]):
    """Rows that belong to the group as a whole, such as a brand: whoever holds the permission anywhere reaches all."""

    def reach(self, grant: Grant, actor: Actor) -> Q:
        """Everything."""
        return Q()
