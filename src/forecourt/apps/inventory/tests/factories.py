"""Rows of the stock for tests. Vehicles are received by the service, so that books and movements agree with them."""

from datetime import UTC, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from forecourt.apps.inventory.models import Accessory, Brand, CarModel, Series, Vehicle
from forecourt.apps.inventory.services import VehicleIntake, receive_vehicle
from forecourt.apps.inventory.vin import check_digit
from forecourt.apps.organization.models import Bay
from forecourt.apps.organization.tests.factories import BayFactory
from forecourt.core.actor import Actor

NOON = datetime(2026, 3, 5, 4, tzinfo=UTC)
SYSTEM = Actor.system("test")
_serial = iter(range(1, 10**6))


class BrandFactory(DjangoModelFactory[Brand]):
    class Meta:
        model = Brand

    name = factory.Sequence(lambda n: f"Brand {n}")


class SeriesFactory(DjangoModelFactory[Series]):
    class Meta:
        model = Series

    brand = factory.SubFactory(BrandFactory)
    name = factory.Sequence(lambda n: f"Series {n}")


class CarModelFactory(DjangoModelFactory[CarModel]):
    class Meta:
        model = CarModel

    series = factory.SubFactory(SeriesFactory)
    name = factory.Sequence(lambda n: f"Trim {n}")
    year = 2026
    guide_price = 15_000_000


class AccessoryFactory(DjangoModelFactory[Accessory]):
    class Meta:
        model = Accessory

    code = factory.Sequence(lambda n: f"ACC{n:03d}")
    name = factory.Sequence(lambda n: f"Floor mats {n}")
    price = 80_000
    cost = 30_000


def fresh_vin() -> str:
    """A VIN of China with its right check digit, another one at each call."""
    vin = f"LSVAA418{0}SN{next(_serial):06d}0"[:17]
    return vin[:8] + check_digit(vin) + vin[9:]


def stocked(bay: Bay | None = None, *, at: datetime = NOON, **intake: Any) -> Vehicle:
    """A vehicle received into a bay; a cost of ¥100,000 unless told."""
    series_id = intake.pop("series_id", None) or SeriesFactory().pk
    values: dict[str, Any] = {"vin": fresh_vin(), "cost": 10_000_000} | intake
    return receive_vehicle(
        actor=SYSTEM,
        intake=VehicleIntake(series_id=series_id, **values),
        bay_id=(bay or BayFactory()).pk,
        at=at,
    )
