"""Catalogue, vehicles and what becomes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings

from forecourt.apps.inventory import services
from forecourt.apps.inventory.vin import check_digit
from forecourt.core.actor import Actor
from forecourt.core.money import apply_rate
from forecourt.demo.organization import DemoStore
from forecourt.demo.profile import Profile
from forecourt.demo.range import ACCESSORIES, COLOURS, INTERIORS, LINES, Line

_VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789"  # model years from 2010 on, ISO 3779
VAT = Decimal("1.13")


@dataclass(frozen=True, slots=True)
class Trim:
    """A model of the catalogue with what vehicles are made from; prices in fen."""

    series_id: int
    model_id: int
    line: Line
    guide_price: int


@dataclass(slots=True)
class Plan:
    """A vehicle to come: when, where, and for stock that is sold, on which day."""

    store: DemoStore
    trim: Trim
    received_on: date
    sold_on: date | None = None
    vehicle_id: int = 0


def catalogue(actor: Actor, years: Sequence[int]) -> list[Trim]:
    """Brands, series and models of the range, and the accessories."""
    brands = {
        name: services.add_brand(actor=actor, name=name).pk
        for name in dict.fromkeys(line.brand for line in LINES)
    }
    trims = []
    for line in LINES:
        series = services.add_series(
            actor=actor, brand_id=brands[line.brand], name=line.series, energy=line.energy
        )
        for name, price in line.trims:
            for year in years:
                model = services.add_model(
                    actor=actor, series_id=series.pk, name=name, year=year, guide_price=price * 100
                )
                trims.append(Trim(series.pk, model.pk, line, price * 100))
    for code, name, price, cost in ACCESSORIES:
        services.add_accessory(actor=actor, code=code, name=name, price=price * 100, cost=cost * 100)
    return trims


def plans(
    dice: Random, profile: Profile, stores: Sequence[DemoStore], trims: Sequence[Trim], today: date
) -> list[Plan]:
    """Every vehicle of the history by the day of its receipt: first those that are sold, then today's stock."""
    planned = []
    for _ in range(profile.sales):
        sold_on = today - timedelta(days=_past_day(dice, profile.days))
        received_on = sold_on - timedelta(days=1 + min(200, int(dice.expovariate(1 / 40))))
        planned.append(Plan(dice.choice(stores), dice.choice(trims), received_on, sold_on))
    for _ in range(profile.stock):
        received_on = today - timedelta(days=1 + min(400, int(dice.expovariate(1 / 55))))
        planned.append(Plan(dice.choice(stores), dice.choice(trims), received_on))
    planned.sort(key=lambda plan: plan.received_on)
    return planned


def _past_day(dice: Random, days: int) -> int:
    """A day of the past, more often a recent one: the group grows, and weekends sell best."""
    day = int(days * (1 - dice.random() ** 0.8))
    return day if dice.random() < 0.75 else day // 7 * 7


def receive(dice: Random, actor: Actor, planned: Sequence[Plan], first_serial: int) -> None:
    """Receive the vehicles of some plans, which learn their keys."""
    intakes = [_intake(dice, plan, first_serial + index) for index, plan in enumerate(planned)]
    for plan, vehicle in zip(planned, services.receive_vehicles(actor=actor, intakes=intakes), strict=True):
        plan.vehicle_id = vehicle.pk


def _intake(dice: Random, plan: Plan, serial: int) -> services.VehicleIntake:
    cost = apply_rate(plan.trim.guide_price, Decimal(dice.randrange(860, 930)) / 1000 / VAT)
    return services.VehicleIntake(
        series_id=plan.trim.series_id,
        model_id=plan.trim.model_id,
        vin=vin(dice, plan.trim.line.wmi, plan.received_on.year, serial),
        exterior_colour=dice.choice(COLOURS),
        interior_colour=dice.choice(INTERIORS),
        engine_number=f"DM{serial:08d}",
        production_on=plan.received_on - timedelta(days=dice.randrange(10, 60)),
        cost=cost,
        guide_price=plan.trim.guide_price,
        bay_id=dice.choice(plan.store.bays),
        at=moment(plan.received_on, hour=10),
    )


def moment(day: date, *, hour: int) -> datetime:
    """An hour of a day in the installation's zone."""
    return datetime.combine(day, time(hour), ZoneInfo(settings.TIME_ZONE))


def vin(dice: Random, wmi: str, year: int, serial: int) -> str:
    """A VIN with a right check digit; the serial makes it unique."""
    vds = "".join(dice.choices(_VIN_LETTERS, k=5))
    plant = _VIN_LETTERS[serial // 1_000_000 % len(_VIN_LETTERS)]
    draft = f"{wmi}{vds}0{_YEARS[(year - 2010) % 30]}{plant}{serial % 1_000_000:06d}"
    return draft[:8] + check_digit(draft) + draft[9:]
