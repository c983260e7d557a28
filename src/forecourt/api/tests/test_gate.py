"""What every operation passes before its service is asked."""

import pytest
from django.test import Client

from forecourt.api.gate import Rules
from forecourt.apps.inventory.models import Hold
from forecourt.apps.inventory.tests.factories import SeriesFactory, fresh_vin, stocked
from forecourt.apps.organization.tests.factories import BayFactory, StoreFactory, WarehouseFactory, person
from forecourt.core.models import AuditEntry
from tests.calling import login, program_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def bay():
    return BayFactory(warehouse=WarehouseFactory(store=StoreFactory()))


def test_a_scope_that_is_missing_is_403_before_the_body_is_read(bay):
    program = program_of(person("store_manager", bay.warehouse.store), "inventory.vehicle.view")

    refused = program.post("/vehicles/", {"nonsense": 1})

    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_a_body_of_another_kind_is_415(bay):
    program = program_of(person("store_manager", bay.warehouse.store))
    refused = Client().generic("POST", "/api/v1/vehicles/", "a=1", "text/plain", headers=program.headers({}))

    assert (refused.status_code, refused.json()["code"]) == (415, "media_type")


@pytest.mark.parametrize("body", ["{", "[" * 100_000, '{"a": NaN', "\xff"])
def test_a_body_that_is_no_json_is_400(bay, body):
    program = program_of(person("store_manager", bay.warehouse.store))
    refused = Client().generic(
        "POST",
        "/api/v1/vehicles/",
        body.encode("latin-1"),
        "application/json",
        headers=program.headers({}),
    )

    assert (refused.status_code, refused.json()["code"]) == (400, "unreadable")


def test_a_body_that_is_too_large_is_413(bay, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    program = program_of(person("store_manager", bay.warehouse.store))

    refused = program.post("/vehicles/", {"vin": "x" * 200})

    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")


def test_invalid_input_is_told_field_by_field(bay):
    program = program_of(person("store_manager", bay.warehouse.store))

    refused = program.post(
        "/vehicles/",
        {"bay_id": "x", "colour": "red", "cost": {"minor": 1, "currency": "USD"}, "vin": "a\u0000"},
    )

    assert refused.status_code == 422
    problem = refused.json()
    assert {each["field"]: each["code"] for each in problem["errors"]} == {
        "bay_id": "int_parsing",
        "series_id": "missing",
        "colour": "extra_forbidden",
        "cost.currency": "value_error",
        "vin": "string_pattern_mismatch",
    }
    assert {each["message"] for each in problem["errors"] if each["field"] == "series_id"} == {
        "This field is required."
    }


def test_what_a_program_does_is_audited_with_its_token(bay):
    program = program_of(person("store_manager", bay.warehouse.store))

    made = program.post("/vehicles/", {"bay_id": bay.pk, "series_id": SeriesFactory().pk, "vin": fresh_vin()})

    assert made.status_code == 201
    entry = AuditEntry.objects.get(action="inventory.vehicle.received")
    assert entry.origin.split() == ["127.0.0.1", program.text.rpartition("_")[0]]


def test_a_session_writes_with_the_csrf_token_alone(bay):
    vehicle = stocked(bay)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(login(person("store_manager", bay.warehouse.store)))
    browser.get("/me/")
    body = {"until": "2099-01-01T00:00:00Z", "for_text": "x"}
    path = f"/api/v1/vehicles/{vehicle.pk}/hold/"

    without = browser.post(path, body, "application/json")
    token = browser.cookies["csrftoken"].value
    with_token = browser.post(path, body, "application/json", headers={"X-CSRFToken": token})

    assert (without.status_code, without.json()["code"]) == (403, "csrf")
    assert with_token.status_code == 422  # the hold is too long: the service was asked
    assert not Hold.objects.exists()


def test_an_operation_that_allows_nobody_does_not_start():
    class Nameless:
        models = ()

        @staticmethod
        def view_func(request):
            """Says nothing."""

    with pytest.raises(LookupError):
        Rules.of(Nameless())  # type: ignore[arg-type]
