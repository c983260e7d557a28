"""One effect for one key."""

from datetime import timedelta

import pytest

from forecourt.api.models import IdempotencyKey
from forecourt.api.services import tidy
from forecourt.apps.inventory.models import Hold
from forecourt.apps.inventory.tests.factories import stocked
from forecourt.apps.organization.tests.factories import BayFactory, StoreFactory, WarehouseFactory, person
from forecourt.core import clock
from tests.calling import Program, program_of


@pytest.fixture
def vehicle(db):
    return stocked(BayFactory(warehouse=WarehouseFactory(store=StoreFactory())))


@pytest.fixture
def program(vehicle):
    return program_of(person("store_manager", vehicle.store))


def hold(program: Program, vehicle, key="k1", for_text="Customer of Monday"):
    until = (clock.now() + timedelta(days=1)).replace(hour=4, minute=0, second=0, microsecond=0)
    return program.post(
        f"/vehicles/{vehicle.pk}/hold/",
        {"until": until.isoformat(), "for_text": for_text},
        {"Idempotency-Key": key},
    )


def test_the_same_key_with_the_same_request_has_one_effect_and_one_answer(program, vehicle):
    first, again = hold(program, vehicle), hold(program, vehicle)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert Hold.objects.count() == 1


def test_the_same_key_with_another_request_is_refused(program, vehicle):
    hold(program, vehicle)

    other = hold(program, vehicle, for_text="Somebody else")

    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert Hold.objects.count() == 1


def test_another_key_is_another_request(program, vehicle):
    hold(program, vehicle)

    second = hold(program, vehicle, key="k2")

    assert second.status_code == 409
    assert IdempotencyKey.objects.count() == 1


def test_a_refused_request_leaves_its_key_free(program, vehicle):
    Hold.objects.create(
        vehicle=vehicle, held_by="Olaf", at=clock.now(), until=clock.now() + timedelta(days=1)
    )
    assert hold(program, vehicle).status_code == 409
    Hold.objects.all().delete()

    assert hold(program, vehicle).status_code == 201


def test_keys_of_two_logins_do_not_meet(program, vehicle):
    hold(program, vehicle)

    other = hold(program_of(person("store_manager", vehicle.store)), vehicle)

    assert other.status_code == 409
    assert "Idempotency-Replayed" not in other


@pytest.mark.parametrize("key", ["", "é", "x" * 101])
def test_a_key_that_is_none_is_refused(program, vehicle, key):
    refused = hold(program, vehicle, key=key)

    assert (refused.status_code, refused.json()["field"]) == (422, "Idempotency-Key")
    assert not Hold.objects.exists()


def test_keys_are_dropped_after_two_days(program, vehicle):
    hold(program, vehicle)
    IdempotencyKey.objects.update(created_at=clock.now() - timedelta(hours=49))

    assert tidy() == 1
    assert not IdempotencyKey.objects.exists()
