"""There is always somebody who can set up the installation."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q

from forecourt.apps.organization.errors import LastAdministrator, PasswordWeak, SetUpAlready, UsernameTaken
from forecourt.apps.organization.models import Role, RoleGrant, User
from forecourt.apps.organization.services.rows import check_fields, require_everywhere, save_or_refuse
from forecourt.core import audit, clock
from forecourt.core.actor import Actor
from forecourt.core.db import locked, one_transaction, transaction_required
from forecourt.core.text import clean_text

ADMINISTRATOR = "system_administrator"
MANAGE = "organization.role.manage"


@one_transaction
def add_administrator(*, actor: Actor, username: str, password: str, name: str = "") -> User:
    """A login that holds system administrator for the whole group. Raises NotAllowed, UsernameTaken, PasswordWeak."""
    require_everywhere(actor, MANAGE)
    user = new_login(username, name)
    set_password(user, password)
    save_or_refuse(user, UsernameTaken, force_insert=True)
    grant = RoleGrant.objects.create(
        user=user,
        role=Role.objects.get(code=ADMINISTRATOR),
        level=RoleGrant.Level.GROUP,
        starts_on=clock.today(),
    )
    audit.record(actor, "organization.login.opened", user, {"username": user.username})
    audit.record(actor, "organization.role.granted", grant, {"role": ADMINISTRATOR, "level": grant.level})
    return user


@one_transaction
def add_first_administrator(*, actor: Actor, username: str, password: str, name: str = "") -> User:
    """The administrator of a new installation, acted by the installation itself.

    The caller has made sure of who asks: by the set-up token.
    Raises NotAllowed, SetUpAlready, UsernameTaken, PasswordWeak.
    """
    locked(Role.objects.all()).get(code=ADMINISTRATOR)
    if User.objects.exists():
        raise SetUpAlready
    return add_administrator(actor=actor, username=username, password=password, name=name)


@transaction_required
def keep_an_administrator(*, without_user: int | None = None, without_grant: int | None = None) -> None:
    """Lock the role of the administrators and see that one stays without this user or grant.

    Raises LastAdministrator.
    """
    role = locked(Role.objects.all()).get(code=ADMINISTRATOR)
    running = RoleGrant.objects.running(clock.today()).filter(
        role=role, level=RoleGrant.Level.GROUP, user__is_active=True
    )
    held = running.filter(Q(user_id=without_user) | Q(pk=without_grant))
    lasting = running.filter(ends_on=None).exclude(Q(user_id=without_user) | Q(pk=without_grant))
    if held.exists() and not lasting.exists():
        raise LastAdministrator


def new_login(username: str, name: str) -> User:
    """An unsaved login. Raises Invalid, UsernameTaken."""
    user = User(username=username.strip(), display_name=clean_text(name))
    user.set_unusable_password()
    check_fields(user)
    if User.objects.filter(username__iexact=user.username).exists():
        raise UsernameTaken(field="username")
    return user


def set_password(user: User, password: str) -> None:
    """Set a password on the unsaved row. Raises PasswordWeak."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise PasswordWeak(error.messages[0], field="password") from None
    user.set_password(password)
