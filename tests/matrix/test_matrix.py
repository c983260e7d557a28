"""Every address against every role. An address that is not in a table fails; so does a row without an address."""

from collections.abc import Iterator
from http import HTTPStatus
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.matrix.table import EVERYONE, PUBLIC, Row
from tests.matrix.world import ROLE_CODES, World, build_world

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


def sessions_of(world: World) -> dict[str, str]:
    """A session for each role, and none for the stranger."""
    keys = {"stranger": ""}
    for role, login in world.logins.items():
        client = Client()
        client.force_login(login)
        keys[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return keys


def ask(session: str, row: Row, key: int | None) -> int:
    """The status of one request, with everything it wrote taken back."""
    client = Client()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    args = row.args or ((key,) if key is not None else ())
    with transaction.atomic():
        status = getattr(client, row.method)(reverse(row.url, args=args), row.data).status_code
        transaction.set_rollback(True)
    return int(status)


def keys(row: Row, world: World) -> dict[bool, int | None]:
    """What stands in the address: for the own store (True) and for another (False)."""
    if row.record == "missing":
        return {True: 0}
    return {True: world.own[row.record], False: world.other[row.record]} if row.record else {True: None}


def wrong_answers(row: Row, world: World, sessions: dict[str, str]) -> list[str]:
    """Each answer that is not what the table says."""
    wrong = []
    for own, key in keys(row, world).items():
        for who, session in sessions.items():
            expected = row.expected(who, own=own) if who != "stranger" else row.for_stranger
            status = ask(session, row, key)
            if status != expected:
                place = "own" if own else "other"
                wrong.append(f"{row.url} ({place} store), {who}: {status}, not {int(expected)}")
    return wrong


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_each_role_opens_what_it_may_and_nothing_else(table):
    world = build_world()
    sessions = sessions_of(world)
    rows = import_module(f"tests.matrix.{table}").ROWS

    assert [each for row in rows for each in wrong_answers(row, world, sessions)] == []


@pytest.mark.django_db
def test_a_person_without_any_role_opens_no_page_that_needs_one():
    world = build_world()
    session = sessions_of(world)["cashier"]
    world.logins["cashier"].role_grants.all().delete()
    guarded = [row for row in ROWS if row.roles not in {EVERYONE, PUBLIC}]

    statuses = {row.url: ask(session, row, keys(row, world)[True]) for row in guarded}

    assert {url for url, status in statuses.items() if status != HTTPStatus.FORBIDDEN} == set()
