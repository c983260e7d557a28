"""The stock for programs."""

import pytest

from forecourt.apps.inventory.models import Vehicle
from forecourt.apps.inventory.tests.factories import SeriesFactory, fresh_vin, stocked
from forecourt.apps.organization.tests.factories import BayFactory, StoreFactory, WarehouseFactory, person
from tests.calling import program_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def bay():
    return BayFactory(warehouse=WarehouseFactory(store=StoreFactory()))


def test_a_vehicle_is_received_with_its_cost_in_minor_units(bay):
    program = program_of(person("store_manager", bay.warehouse.store))
    vin = fresh_vin()

    made = program.post(
        "/vehicles/",
        {
            "bay_id": bay.pk,
            "series_id": SeriesFactory().pk,
            "vin": vin,
            "cost": {"minor": 9_876_543, "currency": "CNY"},
        },
    )

    assert made.status_code == 201
    assert made.json()["cost"] == {"minor": 9_876_543, "currency": "CNY"}
    assert made["ETag"] == '"1"'
    assert Vehicle.objects.get().cost == 9_876_543


def test_cost_is_absent_for_those_who_may_not_see_it(bay):
    vehicle = stocked(bay)
    store = bay.warehouse.store

    seen = program_of(person("store_manager", store)).get(f"/vehicles/{vehicle.pk}/").json()
    unseen = program_of(person("sales_consultant", store)).get(f"/vehicles/{vehicle.pk}/")
    narrowed = program_of(person("store_manager", store), "inventory.vehicle.view")

    assert seen["cost"] == {"minor": 10_000_000, "currency": "CNY"}
    assert "cost" not in unseen.json()
    assert "10000000" not in unseen.content.decode()
    assert "cost" not in narrowed.get(f"/vehicles/{vehicle.pk}/").json()


def test_a_sold_or_foreign_vehicle_is_not_found(bay):
    foreign = stocked()
    program = program_of(person("store_manager", bay.warehouse.store), "inventory.vehicle.view")

    assert program.get(f"/vehicles/{foreign.pk}/").status_code == 404
    assert program.get("/vehicles/99999999999999999999/").status_code == 404


def test_a_vehicle_is_moved_held_and_released(bay):
    vehicle = stocked(bay)
    elsewhere = BayFactory(warehouse=bay.warehouse)
    program = program_of(person("store_manager", bay.warehouse.store))
    path = f"/vehicles/{vehicle.pk}"

    moved = program.post(f"{path}/move/", {"bay_id": elsewhere.pk})
    again = program.post(f"{path}/move/", {"bay_id": elsewhere.pk})
    released = program.post(f"{path}/release/", {"reason": "Bought another"})

    assert (moved.status_code, moved.json()["bay_id"]) == (200, elsewhere.pk)
    assert again.status_code == 409
    assert (released.status_code, released.json()["code"]) == (409, "vehicle_not_held")


def test_a_vin_is_judged():
    program = program_of(person("logistics_clerk"))

    good = program.get("/vin-check/", {"vin": fresh_vin()}).json()
    short = program.get("/vin-check/", {"vin": "LSV"}).json()

    assert (good["severity"], good["message"]) == ("ok", "")
    assert (short["verdict"], short["severity"]) == ("bad_length", "error")
