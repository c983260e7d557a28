"""Permission codes, declared by each app in its `permissions.py`, and the roles that hold them by default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from django.utils.functional import Promise

from forecourt.core.autodiscover import offered

# Scope levels of a role grant, narrow to wide.
OWN, TEAM, STORE, REGION, GROUP = "own", "team", "store", "region", "group"
LEVELS = (OWN, TEAM, STORE, REGION, GROUP)


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing a role may do: `app.noun.verb`, its label, and the role templates that carry it.

    `roles` maps a role code to the level at which that role holds the permission: an empty text means the level of the
    role grant itself; a level narrower than the grant's narrows it (a consultant of a store changes his own leads), a
    level wider widens it (he searches the stock of the whole group).
    """

    code: str
    label: str | Promise
    roles: Mapping[str, str] = field(default_factory=dict)


@cache
def all_permissions() -> dict[str, Permission]:
    """Every permission by its code. A code declared twice is a programming error."""
    declared = offered("permissions", "PERMISSIONS")
    by_code = {permission.code: permission for permission in declared}
    if len(by_code) != len(declared):
        raise ValueError("a permission code is declared twice")
    return by_code
