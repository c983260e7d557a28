"""Before every run: compiled translations. For every test: the audit guard, cheap passwords, empty caches."""

import gettext
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.utils.translation import trans_real

from forecourt.core.audit.guard import audit_guarded
from forecourt.core.memo import forget_all
from forecourt.core.triggers import append_only_lifted


def pytest_configure() -> None:
    """Compile the translations: pages are tested in both languages. What was read before is forgotten."""
    call_command("messages", "compile", verbosity=0)
    gettext._translations.clear()  # type: ignore[attr-defined]  # noqa: SLF001 - there is no public way
    trans_real._translations.clear()  # type: ignore[attr-defined]  # noqa: SLF001


@pytest.fixture(autouse=True)
def _cheap_passwords(settings: pytest.FixtureRequest) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _empty_process_cache() -> Iterator[None]:
    yield
    caches["process"].clear()
    forget_all()


@pytest.fixture(autouse=True)
def _audit_guard(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every database test runs under the audit guard, but one that commits: there a savepoint is no whole service."""
    marks = {mark.name: mark for mark in request.node.iter_markers()}
    uses_database = "db" in request.fixturenames or "django_db" in marks
    commits = "django_db" in marks and marks["django_db"].kwargs.get("transaction")
    if not uses_database or commits:
        yield
        return
    request.getfixturevalue("db")
    with audit_guarded():
        yield


@pytest.fixture
def without_append_only() -> Callable[[str], AbstractContextManager[None]]:
    """Take the append-only triggers off a table for a while: how a test tampers with the database."""
    return append_only_lifted
