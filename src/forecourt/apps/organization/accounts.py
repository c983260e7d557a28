"""How allauth signs people in here: no open sign-up, no e-mail, a closed login looks like a wrong password."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from forecourt.apps.organization.models import User
from forecourt.apps.organization.selectors import actor_of
from forecourt.apps.organization.services import set_own_password


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]
    """Reads a login with its employee: one query for both on every request."""

    def get_user(self, user_id: int) -> User | None:
        """The open login of a session."""
        user = User.objects.select_related("employee").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Logins are opened by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The login of a right name and password; a closed one is as good as none, so that nobody can tell."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def set_password(self, user: User, password: str) -> None:
        """Change one's own password; allauth has asked for the old one."""
        changed = set_own_password(actor=actor_of(user), user_id=user.pk, password=password)
        user.password = changed.password
        user.must_change_password = False
