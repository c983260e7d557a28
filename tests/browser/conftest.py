"""A browser for tests: `enter(user)` opens a signed-in page, `assert_accessible(page)` runs axe over it."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from forecourt.apps.organization.models import Role
from scripts.test import chromium

SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
# Playwright's driver runs an event loop in the test's thread; the tests themselves are synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def migrated_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> str:
    """What migrations write, read before the browser's event loop gives every test a connection of its own."""
    with django_db_blocker.unblock():
        return connection.creation.serialize_db_to_string()


@pytest.fixture(autouse=True)
def _with_migrated_rows(transactional_db: None, migrated_rows: str) -> Iterator[None]:
    """Begin with the rows that migrations make; at the end empty what may only be added to, or no flush succeeds."""
    if not Role.objects.exists():
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(migrated_rows)
    yield
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _table, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        for table in {table for _name, table, _sql in triggers}:
            cursor.execute(f'DELETE FROM "{table}"')
        for _name, _table, sql in triggers:
            cursor.execute(sql)


@pytest.fixture(scope="session")
def chrome(migrated_rows: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    if not chromium():
        pytest.skip("no Chromium on the PATH")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def enter(chrome: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Open a page of the live server as `user` (None: a visitor): `enter(user, "/url/", size="phone", theme="dark")`.

    The page's own errors end up in `page.problems`: script errors and whatever the Content-Security-Policy refused.
    """
    contexts = []

    def open_page(
        user: Any, url: str = "/", size: str = "desk", theme: str = "light", **options: Any
    ) -> Page:
        options = {"viewport": SIZES[size], "color_scheme": theme, "has_touch": size == "phone", **options}
        context = chrome.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
            )
        page = context.new_page()
        problems: list[str] = []
        page.problems = problems  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: _note(page, line))  # type: ignore[arg-type,unused-ignore]
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _note(page: Any, line: Any) -> None:
    if line.type == "error" and "Content Security Policy" in line.text:
        page.problems.append(line.text)


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """Fail with whatever axe calls serious or critical on a page."""

    def check(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        serious = [each for each in found if each["impact"] in {"serious", "critical"}]
        assert [(each["id"], each["nodes"][0]["html"]) for each in serious] == []

    return check
