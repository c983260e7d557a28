"""Every address against every role. An address that is not in a table fails; so does a row without an address."""

from collections.abc import Iterator
from contextlib import nullcontext
from http import HTTPStatus
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import transaction
from django.template import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from django.urls.resolvers import RegexPattern

from forecourt.config.pages import home
from tests.matrix.table import EVERYONE, PUBLIC, Row
from tests.matrix.world import ROLE_CODES, World, build_world

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent
NO_TABLE = {"__init__", "table", "world", "test_matrix", "document"}
TABLES = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NO_TABLE)
ROWS: list[Row] = [row for table in TABLES for row in import_module(f"tests.matrix.{table}").ROWS]
# Addresses of the API are held by its own table of operations, which knows methods and scopes.
OPERATIONS = "api:v1:"


def addresses(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The full names of all addresses."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each, (*spaces, each.namespace) if each.namespace else spaces)
        elif isinstance(each, URLPattern):
            yield ":".join((*spaces, each.name or str(each.pattern)))


def test_every_address_stands_in_exactly_one_table():
    known = {name for name in addresses(get_resolver()) if not name.startswith(OPERATIONS)}
    listed = [row.url for row in ROWS]

    assert sorted(known - set(listed)) == [], "add these to tests/matrix/<app>.py"
    assert sorted(set(listed) - known) == [], "these addresses are gone"
    assert len(listed) == len(set(listed))


def test_rows_name_only_roles_that_exist():
    named = {role for row in ROWS for role in f"{row.roles} {row.elsewhere}".split()} - {"*", PUBLIC}
    assert named <= set(ROLE_CODES)


class Visitors:
    """A browser for each role and one for the stranger, and the records they knock at."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.browsers = {"stranger": Client()} | {role: Client() for role in world.logins}
        for role, login in world.logins.items():
            self.browsers[role].force_login(login)

    def ask(self, who: str, row: Row, key: int | None) -> int:
        """The status of one request, with everything it wrote, and what it left in the browser, taken back."""
        browser = self.browsers[who]
        before = {name: morsel.value for name, morsel in browser.cookies.items()}
        args = row.args or ((key,) if key is not None else ())
        with transaction.atomic():
            status = getattr(browser, row.method)(reverse(row.url, args=args), row.data).status_code
            transaction.set_rollback(True)
        browser.cookies.clear()
        browser.cookies.load(before)
        return int(status)


@pytest.fixture(scope="module")
def visitors(django_db_setup, django_db_blocker) -> Iterator[Visitors]:
    """The world, built once for all addresses and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Visitors(build_world())
        transaction.set_rollback(True)


def keys(row: Row, world: World) -> dict[bool, int | None]:
    """What stands in the address: for the own store (True) and for another (False)."""
    if row.record == "missing":
        return {True: 0}
    return {True: world.own[row.record], False: world.other[row.record]} if row.record else {True: None}


def wrong_answers(row: Row, visitors: Visitors) -> list[str]:
    """Each answer that is not what the table says. One page is drawn in full; for the other roles only the answer counts."""
    wrong = []
    drawn = next((who for who in visitors.world.logins if row.may(who)), "stranger")
    for own, key in keys(row, visitors.world).items():
        for who in visitors.browsers:
            expected = row.expected(who, own=own) if who != "stranger" else row.for_stranger
            with nullcontext() if own and who == drawn else patch.object(Template, "render", return_value=""):
                status = visitors.ask(who, row, key)
            if status != expected:
                place = "own" if own else "other"
                wrong.append(f"{row.url} ({place} store), {who}: {status}, not {int(expected)}")
    return wrong


@pytest.mark.parametrize("row", ROWS, ids=[row.url for row in ROWS])
def test_each_role_opens_what_it_may_and_nothing_else(row, visitors):
    assert wrong_answers(row, visitors) == []


def test_a_row_that_promises_too_much_or_too_little_is_told(visitors):
    assert wrong_answers(Row("sales:policy-add", EVERYONE), visitors)
    assert wrong_answers(Row("sales:policy-list", "cashier"), visitors)


def test_a_new_address_without_a_row_is_found():
    dummy = URLResolver(
        RegexPattern(r"^"), [*get_resolver().url_patterns, path("new/", home, name="new-page")]
    )

    unknown = set(addresses(dummy)) - {row.url for row in ROWS}
    assert {name for name in unknown if not name.startswith(OPERATIONS)} == {"new-page"}


def test_a_person_without_any_role_opens_no_page_that_needs_one(visitors):
    guarded = [row for row in ROWS if row.roles not in {EVERYONE, PUBLIC}]
    with transaction.atomic():
        visitors.world.logins["cashier"].role_grants.all().delete()
        statuses = {row.url: visitors.ask("cashier", row, keys(row, visitors.world)[True]) for row in guarded}
        transaction.set_rollback(True)

    assert {url for url, status in statuses.items() if status != HTTPStatus.FORBIDDEN} == set()
