"""A new installation is set up by whoever started it: the token is printed where he did, and nowhere else."""

from collections.abc import Iterator

from django.core import signing

from forecourt.apps.organization.selectors import has_logins

_SALT = "forecourt.organization.set-up"
A_DAY = 60 * 60 * 24


def set_up_token() -> str:
    """A token for the set-up. It opens nothing once there is a login."""
    return signing.dumps("set-up", salt=_SALT)


def is_set_up_token(token: str) -> bool:
    """Whether this installation gave out the token within a day, and nobody can sign in yet."""
    try:
        signing.loads(token, salt=_SALT, max_age=A_DAY)
    except signing.BadSignature:
        return False
    return not has_logins()


def greeting() -> Iterator[str]:
    """What `forecourt serve` says while nobody can sign in."""
    if not has_logins():
        yield f"New installation. Set it up within a day at /setup/?token={set_up_token()}"
