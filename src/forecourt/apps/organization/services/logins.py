"""Logins: opened with a one-time password, closed, reset; what a person sets for himself."""

import secrets
from dataclasses import dataclass

from forecourt.apps.organization.errors import EmployeeHasLeft, LoginClosed, LoginExists, UsernameTaken
from forecourt.apps.organization.models import Employee, RoleGrant, User
from forecourt.apps.organization.selectors.actors import actor_of
from forecourt.apps.organization.services.administrators import (
    keep_an_administrator,
    new_login,
    set_password,
)
from forecourt.apps.organization.services.reach import require_not_above
from forecourt.apps.organization.services.rows import change_row, save_or_refuse
from forecourt.core import audit, clock
from forecourt.core.actor import Actor
from forecourt.core.db import locked, one_transaction, transaction_required
from forecourt.core.errors import NotAllowed
from forecourt.core.text import clean_text

MANAGE = "organization.login.manage"
# No letter or digit that is mistaken for another when it is read out or typed from paper.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class OpenedLogin:
    """A login with the password that opens it once: shown to the administrator this one time, kept nowhere."""

    user: User
    one_time_password: str


@one_transaction
def open_login(*, actor: Actor, employee_id: int, username: str) -> OpenedLogin:
    """Give an employee a login, or open his closed one again, with a one-time password.

    Raises NotAllowed, NotFound, EmployeeHasLeft, LoginExists, Invalid, UsernameTaken.
    """
    employee: Employee = Employee.objects.fetch(actor, MANAGE, lock=True, pk=employee_id)
    if employee.left_on is not None:
        raise EmployeeHasLeft
    if employee.user_id is not None:
        raise LoginExists
    user = new_login(username, employee.name)
    password = _one_time(user)
    save_or_refuse(user, UsernameTaken, force_insert=True)
    audit.record(
        actor, "organization.login.opened", user, {"username": user.username}, store_id=employee.store_id
    )
    change_row(actor, "organization.employee.changed", employee, {"user_id": user.pk}, version=None)
    return OpenedLogin(user, password)


@one_transaction
def reset_password(*, actor: Actor, user_id: int) -> OpenedLogin:
    """Replace the password by a one-time password; every session of the login ends.

    Raises NotAllowed, NotFound, LoginClosed, HoldsMore.
    """
    user = _fetch(actor, user_id)
    if not user.is_active:
        raise LoginClosed
    require_not_above(actor, MANAGE, actor_of(user))
    password = _one_time(user)
    _save(user, "password", "must_change_password")
    audit.record(actor, "organization.login.reset", user, {}, store_id=_store_of(user))
    return OpenedLogin(user, password)


@one_transaction
def close_login(*, actor: Actor, user_id: int) -> User:
    """Close a login: its next request is a stranger's, its roles are withdrawn.

    Raises NotAllowed, NotFound, LoginClosed, HoldsMore, LastAdministrator.
    """
    user = _fetch(actor, user_id)
    if not user.is_active:
        raise LoginClosed
    require_not_above(actor, MANAGE, actor_of(user))
    keep_an_administrator(without_user=user.pk)
    shut(actor, user, _store_of(user))
    return user


@one_transaction
def reopen_login(*, actor: Actor, user_id: int) -> OpenedLogin:
    """Open a closed login again, without any role, with a one-time password.

    Raises NotAllowed, NotFound, LoginExists, EmployeeHasLeft.
    """
    user = _fetch(actor, user_id)
    if user.is_active:
        raise LoginExists
    employee = Employee.objects.filter(user=user).first()
    if employee is not None and employee.left_on is not None:
        raise EmployeeHasLeft
    user.is_active = True
    password = _one_time(user)
    _save(user, "is_active", "password", "must_change_password")
    audit.record(actor, "organization.login.reopened", user, {}, store_id=_store_of(user))
    return OpenedLogin(user, password)


@one_transaction
def set_own_password(*, actor: Actor, user_id: int, password: str) -> User:
    """Set one's own password; the one-time password is used up. Raises NotAllowed, PasswordWeak."""
    user = _own(actor, user_id)
    set_password(user, password)
    user.must_change_password = False
    _save(user, "password", "must_change_password")
    audit.record(actor, "organization.login.password_changed", user, {}, store_id=actor.store_id)
    return user


@one_transaction
def change_own_name(*, actor: Actor, user_id: int, name: str) -> User:
    """Set how one's own login is called on pages. Raises NotAllowed, Invalid."""
    user = _own(actor, user_id)
    facts = {"display_name": clean_text(name)}
    action = "organization.login.name_changed"
    return change_row(actor, action, user, facts, version=None, store_id=actor.store_id)


@transaction_required
def shut(actor: Actor, user: User, store_id: int | None) -> None:
    """Close a locked login and withdraw its roles."""
    now = clock.now()
    withdrawn = RoleGrant.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=now)
    if user.is_active:
        user.is_active = False
        _save(user, "is_active")
    audit.record(actor, "organization.login.closed", user, {"roles_withdrawn": withdrawn}, store_id=store_id)


def _fetch(actor: Actor, user_id: int) -> User:
    user: User = User.objects.fetch(actor, MANAGE, lock=True, pk=user_id)
    return user


def _own(actor: Actor, user_id: int) -> User:
    if actor.user_id != user_id and not actor.is_system:
        raise NotAllowed
    user: User = locked(User.objects.all()).get(pk=user_id)
    return user


def _one_time(user: User) -> str:
    password = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))
    user.set_password(password)
    user.must_change_password = True
    return password


def _save(user: User, *fields: str) -> None:
    user.version += 1
    user.save(update_fields=[*fields, "version"])


def _store_of(user: User) -> int | None:
    return Employee.objects.filter(user=user).values_list("store_id", flat=True).first()
