"""A program: one of many who want the same VIN, the same bay or the same vehicle at one moment."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import django

django.setup()

from django.db import IntegrityError, transaction  # noqa: E402 - Django first

from forecourt.apps.inventory.models import Hold, Vehicle  # noqa: E402
from forecourt.apps.inventory.services import (  # noqa: E402
    VehicleIntake,
    hold_vehicle,
    receive_vehicle,
    take_out_sold,
)
from forecourt.apps.inventory.services.hold import live_hold  # noqa: E402
from forecourt.apps.inventory.tests.factories import SeriesFactory, stocked  # noqa: E402
from forecourt.apps.organization.tests.factories import BayFactory  # noqa: E402
from forecourt.core import clock  # noqa: E402
from forecourt.core.actor import Actor  # noqa: E402
from forecourt.core.errors import DomainError  # noqa: E402
from forecourt.core.verify import run_checks  # noqa: E402

VIN = "LFWADRJF011002346"
CONTROL_VIN = "LZPTCAP2561500278"
STEP = 2.0
RECEIVED = datetime(2026, 3, 5, 4, tzinfo=UTC)


def prepare() -> None:
    """Three vehicles in a wide bay, a bay for one, and a series; print their ids."""
    wide = BayFactory(capacity=100)
    vehicles = [stocked(wide).pk for _ in range(3)]
    narrow = BayFactory(capacity=1, warehouse=wide.warehouse)
    print(*vehicles, wide.pk, narrow.pk, SeriesFactory().pk)


def run(
    begin: float, place: int, held: int, sold: int, controlled: int, wide: int, narrow: int, series: int
) -> None:
    """Do one thing after the other, each at its moment; print "done" or the code of the refusal for each."""
    ids = {"same_vin": (wide, series), "same_bay": (narrow, series), "hold": (held,), "sell": (sold,)}
    ids |= {"hold_unlocked": (controlled,), "same_vin_unlocked": (wide, series)}
    results = []
    for at, verb in enumerate(VERBS):
        time.sleep(max(0, begin + at * STEP - time.time()))
        results.append(act(verb, place, *ids[verb]))
    print(*results)


def act(verb: str, place: int, *ids: int) -> str:
    """What comes of it."""
    try:
        VERBS[verb](Actor.system(f"process {place}"), place, *ids)
    except DomainError as error:
        return error.code
    except IntegrityError:
        return "broken"
    return "done"


def same_vin(actor: Actor, place: int, bay_id: int, series_id: int) -> None:
    """Receive the VIN that all the others receive."""
    intake = VehicleIntake(series_id=series_id, vin=VIN, cost=100)
    receive_vehicle(actor=actor, intake=intake, bay_id=bay_id, at=RECEIVED)


def same_bay(actor: Actor, place: int, bay_id: int, series_id: int) -> None:
    """Receive into the bay that has room for one."""
    intake = VehicleIntake(series_id=series_id, cost=100)
    receive_vehicle(actor=actor, intake=intake, bay_id=bay_id, at=RECEIVED)


def hold(actor: Actor, place: int, vehicle_id: int) -> None:
    """Hold the vehicle."""
    until = clock.now() + timedelta(days=1)
    hold_vehicle(actor=actor, vehicle_id=vehicle_id, until=until, for_text=f"customer {place}")


def sell(actor: Actor, place: int, vehicle_id: int) -> None:
    """Take the vehicle out of stock."""
    take_out_sold(actor=actor, vehicle_id=vehicle_id, source=f"sales.sale:{place}", at=RECEIVED)


def hold_unlocked(actor: Actor, place: int, vehicle_id: int) -> None:
    """The control: ask, let the others ask too, then write."""
    now = clock.now()
    is_free = live_hold(vehicle_id, now) is None
    time.sleep(0.7)
    if is_free:
        until = now + timedelta(days=1)
        Hold.objects.create(vehicle_id=vehicle_id, held_by=actor.name, for_text="x", at=now, until=until)


def same_vin_unlocked(actor: Actor, place: int, bay_id: int, series_id: int) -> None:
    """The control: ask, let the others ask too, then write."""
    is_new = not Vehicle.objects.filter(vin=CONTROL_VIN).exists()
    time.sleep(0.7)
    if is_new:
        with transaction.atomic():
            Vehicle.objects.create(
                vin=CONTROL_VIN,
                stock_number=CONTROL_VIN,
                check_digit="right",
                series_id=series_id,
                status="ordered",
            )


VERBS: dict[str, Callable[..., object]] = {
    "same_vin": same_vin,
    "same_bay": same_bay,
    "hold": hold,
    "sell": sell,
    "hold_unlocked": hold_unlocked,
    "same_vin_unlocked": same_vin_unlocked,
}


def prove() -> None:
    """Print what the proof finds: the vehicle of the control has no movement, the sold one no books."""
    found = [
        check.code
        for check, findings in run_checks()
        for _finding in findings
        if check.code.startswith(("inventory", "finance"))
    ]
    print(*found)


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare()
    elif sys.argv[1] == "prove":
        prove()
    else:
        run(float(sys.argv[1]), *map(int, sys.argv[2:]))
