"""Make people and sign them in: prints a name and a session key for each."""

import django

PEOPLE = 6


def main() -> None:
    """Six people, each with a session of his own."""
    from django.conf import settings
    from django.test import Client

    from forecourt.apps.organization.tests.factories import UserFactory

    for number in range(PEOPLE):
        user = UserFactory(username=f"person{number}", display_name=f"Person-{number}")
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        print(user.display_name, client.cookies[settings.SESSION_COOKIE_NAME].value)


if __name__ == "__main__":
    django.setup()
    main()
