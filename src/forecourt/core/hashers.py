"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane: what OWASP's password storage guidance asks for at least.

    Django's default takes 100 MiB and eight lanes; a few sign-ins at once would then stop a small machine.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
