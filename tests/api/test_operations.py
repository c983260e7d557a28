"""Every operation against every role and against the records of another store."""

import json
from typing import Any

import pytest
from django.test import Client

from forecourt.api.openapi import document_of
from forecourt.api.router import api
from forecourt.apps.customers.tests.factories import a_lead
from forecourt.apps.finance.models import JournalEntry
from forecourt.apps.organization.permissions import ROLES
from forecourt.apps.organization.tests.factories import StoreFactory, person
from forecourt.apps.sales.tests.factories import Shop, sold
from forecourt.core import clock
from forecourt.core.imports.models import ImportRun
from forecourt.core.jobs.models import Job
from tests.api.operations import EVERYONE, GROUP_WIDE, OPERATIONS
from tests.calling import Program, program_of

DOCUMENT = document_of(api)
CALLS = {
    details["operationId"]: (method.upper(), path)
    for path, methods in DOCUMENT["paths"].items()
    for method, details in methods.items()
}
# A body that an operation on a record reads; a new operation with a record needs one here.
BODIES: dict[str, Any] = {
    "change_customer": {"name": "X"},
    "change_lead": {"wanted": "X"},
    "assign_lead": {"owner_id": None},
    "record_follow_up": {"channel": "phone"},
    "defeat_lead": {"reason": "price"},
    "reopen_lead": {},
    "reveal_phone": {},
    "move_vehicle": {"bay_id": 1},
    "hold_vehicle": {"until": "2026-11-24T00:00:00Z", "for_text": "X"},
    "release_vehicle": {},
    "cancel_sale": {"reason": "X"},
    "cancel_job": {},
    "check_import": {},
    "start_import": {},
}


def call(program: Program, operation: str, pk: int = 0, body: Any = None):
    """One call, with what every edit needs."""
    method, path = CALLS[operation]
    return Client().generic(
        method,
        path.replace("{pk}", str(pk)),
        json.dumps(body or {}),
        "application/json",
        headers=program.headers({"If-Match": '"1"'}),
    )


def test_every_operation_stands_in_the_table():
    assert sorted(OPERATIONS) == sorted(CALLS)


def test_operation_ids_are_names_without_doubles():
    listed = [each["operationId"] for methods in DOCUMENT["paths"].values() for each in methods.values()]

    assert len(set(listed)) == len(listed)
    assert all(name.isidentifier() for name in listed)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [code for code, _name in ROLES])
def test_a_role_calls_what_it_may_and_nothing_else(role):
    program = program_of(person(role, StoreFactory()), rate=0)

    refused = {name for name in OPERATIONS if call(program, name).status_code == 403}

    assert refused == {
        name for name, roles in OPERATIONS.items() if roles != EVERYONE and role not in roles.split()
    }


@pytest.fixture
def elsewhere(db) -> dict[str, int]:
    """A record of another store or person for each path."""
    shop = Shop.open()
    lead = a_lead(shop.store)
    now = clock.now()
    return {
        "vehicles": shop.car().pk,
        "sales": sold(shop).pk,
        "journal-entries": JournalEntry.objects.first().pk,  # type: ignore[union-attr]
        "employees": person("technician", shop.store).pk,
        "leads": lead.pk,
        "customers": lead.customer_id,
        "jobs": Job.objects.create(kind="api.tidy", user_id=0, created_at=now, due_at=now).pk,
        "imports": ImportRun.objects.create(importer="x", filename="x", user_id=0, created_at=now).pk,
    }


@pytest.mark.django_db
def test_no_operation_reaches_a_record_of_another_store(elsewhere):
    store = StoreFactory()
    programs = [
        program_of(person(role, store), *_scopes(role, store))
        for role in ("store_manager", "logistics_clerk", "accountant")
    ]
    with_record = [
        name for name, (_method, path) in CALLS.items() if "{pk}" in path and name not in GROUP_WIDE
    ]
    reached = {}

    for name in with_record:
        kind = CALLS[name][1].split("/")[3]
        answers = [call(program, name, elsewhere[kind], BODIES.get(name)).status_code for program in programs]
        reached[name] = sorted(set(answers) - {403})

    assert reached == {name: [404] for name in with_record}


def _scopes(role, store) -> list[str]:
    """All that the role may but searching the stock of the whole group."""
    me = program_of(person(role, store)).get("/me/").json()
    return [code for code in me["permissions"] if code != "inventory.vehicle.search"]
