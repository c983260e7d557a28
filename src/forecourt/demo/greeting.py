"""What `forecourt serve` says about the demo group."""

from collections.abc import Iterator

from django.contrib.auth import get_user_model

from forecourt.demo.organization import PASSWORD

SHOWN = (
    ("admin", "system administrator"),
    ("executive", "group executive"),
    ("auditor", "auditor"),
    ("store_manager.sh01", "store manager"),
    ("sales_manager.sh01", "sales manager"),
    ("sales_consultant.sh01", "sales consultant"),
    ("logistics_clerk.sh01", "logistics clerk"),
    ("accountant.sh01", "accountant"),
)


def lines() -> Iterator[str]:
    """The logins of the demo group, where this installation holds one: its consultant has the demo's password."""
    users = {user.get_username(): user for user in get_user_model().objects.filter(username__in=dict(SHOWN))}
    consultant = users.get("sales_consultant.sh01")
    if consultant is None or not consultant.check_password(PASSWORD):
        return
    yield "Demo group. Everybody's password: " + PASSWORD
    for username, role in SHOWN:
        if username in users:
            yield f"  {username:<24}{role}"
