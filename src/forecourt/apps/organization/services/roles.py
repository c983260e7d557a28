"""Roles: bundles of permissions, built in or a company's own."""

from collections.abc import Mapping

from forecourt.apps.organization.errors import LastAdministrator, PermissionUnknown, RoleNotBuiltIn
from forecourt.apps.organization.models import Role
from forecourt.apps.organization.services.administrators import ADMINISTRATOR
from forecourt.apps.organization.services.rows import add_row, change_row, require_everywhere
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction
from forecourt.core.permissions import LEVELS, all_permissions
from forecourt.core.text import clean_text

MANAGE = "organization.role.manage"


@one_transaction
def add_role(*, actor: Actor, code: str, name: str, permissions: Mapping[str, str]) -> Role:
    """Add a company's own role; `permissions` maps codes to levels ("" = the level of each grant).

    Raises NotAllowed, Invalid, PermissionUnknown, AlreadyThere.
    """
    require_everywhere(actor, MANAGE)
    row = Role(code=code.strip().lower(), name=clean_text(name), permissions=_checked(permissions))
    return add_row(actor, "organization.role.added", row)


@one_transaction
def change_role(
    *, actor: Actor, role_id: int, version: int, name: str, permissions: Mapping[str, str]
) -> Role:
    """Change what a role carries; a built-in role stops following its template.

    Raises NotAllowed, NotFound, Invalid, PermissionUnknown, LastAdministrator, Stale.
    """
    require_everywhere(actor, MANAGE)
    row: Role = Role.objects.fetch(actor, MANAGE, lock=True, pk=role_id)
    if row.code == ADMINISTRATOR and permissions.get(MANAGE) not in {"", "group"}:
        raise LastAdministrator
    facts = {"name": clean_text(name), "permissions": _checked(permissions)}
    return change_row(actor, "organization.role.changed", row, facts, version=version)


@one_transaction
def reset_role(*, actor: Actor, role_id: int, version: int) -> Role:
    """Let a built-in role follow its template again. Raises NotAllowed, NotFound, RoleNotBuiltIn, Stale."""
    require_everywhere(actor, MANAGE)
    row: Role = Role.objects.fetch(actor, MANAGE, lock=True, pk=role_id)
    if not row.is_builtin:
        raise RoleNotBuiltIn
    return change_row(actor, "organization.role.reset", row, {"permissions": None}, version=version)


def _checked(permissions: Mapping[str, str]) -> dict[str, str]:
    known = all_permissions()
    if not all(code in known and level in {"", *LEVELS} for code, level in permissions.items()):
        raise PermissionUnknown
    return dict(sorted(permissions.items()))
