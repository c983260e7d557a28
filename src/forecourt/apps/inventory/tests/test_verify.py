"""The proof of the stock: random lives of vehicles hold it, what is broken on purpose is found."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forecourt.apps.finance.services import Posting, post_entry
from forecourt.apps.finance.verify import CHECKS as BOOKS
from forecourt.apps.inventory.models import Movement, Vehicle
from forecourt.apps.inventory.services import (
    hold_vehicle,
    move_vehicle,
    put_back,
    release_vehicle,
    take_out_sold,
)
from forecourt.apps.inventory.tests.factories import NOON, SYSTEM, stocked
from forecourt.apps.inventory.tests.test_move_and_hold import in_days
from forecourt.apps.inventory.verify import CHECKS
from forecourt.apps.organization.tests.factories import (
    BayFactory,
    LegalEntityFactory,
    StoreFactory,
    WarehouseFactory,
)
from forecourt.core.errors import DomainError

pytestmark = pytest.mark.django_db


def findings(checks=CHECKS):
    return [finding.what for check in checks for finding in check.find()]


def test_a_sound_stock_has_no_finding():
    vehicle = stocked()
    stocked(cost=None)
    move_vehicle(
        actor=SYSTEM, vehicle_id=vehicle.pk, bay_id=BayFactory(warehouse=vehicle.warehouse).pk, at=NOON
    )

    assert findings() == []


def test_a_deleted_movement_is_found(without_append_only):
    vehicle = stocked()
    with without_append_only("inventory_movement"):
        Movement.objects.all().delete()

    assert findings() == [f"vehicle {vehicle.stock_number} has no movement"]


def test_a_deleted_movement_in_the_middle_is_found(without_append_only):
    vehicle = stocked()
    for _ in range(2):
        move_vehicle(
            actor=SYSTEM, vehicle_id=vehicle.pk, bay_id=BayFactory(warehouse=vehicle.warehouse).pk, at=NOON
        )
    _first, second, third = Movement.objects.order_by("pk")
    with without_append_only("inventory_movement"):
        second.delete()

    assert findings() == [
        f"movement {third.pk} of vehicle {vehicle.pk} does not begin where the one before ended"
    ]


def test_a_vehicle_put_elsewhere_by_hand_is_found():
    vehicle = stocked()
    Vehicle.objects.update(bay=BayFactory())

    assert findings()[0].startswith(f"vehicle {vehicle.stock_number} is in_stock")


def test_a_changed_cost_is_found():
    vehicle = stocked(cost=500)
    Vehicle.objects.update(cost=700)

    assert findings() == [f"stock of store {vehicle.store_id} is worth ¥7.00, account 1405 says ¥5.00"]


def sell(vehicle, source):
    """As a sale does it: out of stock, and the cost out of the books."""
    take_out_sold(actor=SYSTEM, vehicle_id=vehicle.pk, source=source, at=NOON)
    if vehicle.cost:
        postings = [Posting("6401", vehicle.cost), Posting("1405", -vehicle.cost)]
        post_entry(
            actor=SYSTEM,
            store_id=vehicle.store_id,
            on=NOON.date(),
            source=source,
            text="Sale",
            postings=postings,
        )


def cancel(vehicle, source):
    put_back(actor=SYSTEM, vehicle_id=vehicle.pk, source=source, at=NOON)
    if vehicle.cost:
        postings = [Posting("6401", -vehicle.cost), Posting("1405", vehicle.cost)]
        post_entry(
            actor=SYSTEM,
            store_id=vehicle.store_id,
            on=NOON.date(),
            source=source,
            text="Back",
            postings=postings,
        )


class Yard:
    """Three bays in two stores and a group warehouse, and the verbs that a random life is made of."""

    def __init__(self):
        entity = LegalEntityFactory()
        stores = [StoreFactory(legal_entity=entity) for _ in range(2)]
        self.bays = [BayFactory(warehouse__store=store, capacity=2) for store in stores]
        self.bays.append(BayFactory(warehouse=WarehouseFactory(store=None), capacity=3))

    def step(self, verb, number):
        vehicles = list(Vehicle.objects.order_by("pk"))
        bay = self.bays[number % len(self.bays)]
        if verb == "receive" or not vehicles:
            stocked(bay, cost=None if number % 4 == 0 else number * 100, at=NOON + timedelta(hours=number))
            return
        vehicle = vehicles[number % len(vehicles)]
        if verb == "move":
            move_vehicle(actor=SYSTEM, vehicle_id=vehicle.pk, bay_id=bay.pk, at=NOON)
        elif verb == "hold":
            hold_vehicle(actor=SYSTEM, vehicle_id=vehicle.pk, until=in_days(1), for_text="Zhao")
        elif verb == "release":
            release_vehicle(actor=SYSTEM, vehicle_id=vehicle.pk)
        elif verb == "sell":
            sell(vehicle, f"sales.sale:{vehicle.pk}")
        else:
            cancel(vehicle, f"sales.sale:{vehicle.pk}")


STEPS = st.lists(
    st.tuples(st.sampled_from(["receive", "move", "hold", "release", "sell", "cancel"]), st.integers(0, 50)),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_place_follows_from_movements_and_stock_value_is_in_the_books(steps):
    yard = Yard()
    for verb, number in steps:
        try:
            yard.step(verb, number)
        except DomainError:
            continue

    assert findings() == []
    assert findings(BOOKS) == []
    for bay in yard.bays:
        assert (
            Vehicle.objects.filter(bay=bay).count()
            <= bay.capacity + Movement.objects.filter(to_bay=bay, kind="sale_reversed").count()
        )
