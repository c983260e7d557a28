"""Vehicles come in by file once, with the verdict on their check digit, or with the reason why not."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import pytest
from django.utils import translation

from forecourt.apps.inventory.imports import AUCTION, STOCK
from forecourt.apps.inventory.models import Brand, Movement, Series, Vehicle
from forecourt.apps.organization.models import Store
from forecourt.apps.organization.tests.factories import BayFactory, StoreFactory, WarehouseFactory, acting
from forecourt.core.actor import Actor
from forecourt.core.errors import Invalid, NotAllowed
from forecourt.core.imports.engine import Pass, Tally
from forecourt.core.imports.importer import Importer
from forecourt.core.imports.mapping import suggest
from forecourt.core.spreadsheets import open_table

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
RIGHT, WRONG, CHINESE = "1M8GDM9AXKP042788", "WBA3C1C52EK116351", "LSVAA4182E2184847"
CHINESE_WRONG = "LSVAA4181E2184847"


def bring_in(
    importer: Importer,
    rows: Sequence[str],
    head: str,
    actor: Actor = SYSTEM,
    options: Mapping[str, str] | None = None,
) -> Tally:
    table = open_table(BytesIO("\n".join([head, *rows]).encode()), "cars.csv")
    return Pass(importer, actor, suggest(table.headers, importer.fields), options or {}).bring_in(table)


def stock(*rows: str, head: str = "vin,brand,series,store,cost", actor: Actor = SYSTEM) -> Tally:
    return bring_in(STOCK, rows, head, actor)


def auction(*rows: str, **options: str) -> Tally:
    return bring_in(AUCTION, rows, "vin,make,model,saledate,sellingprice", options=options)


def refusals(tally: Tally) -> list[str]:
    return [reason for _number, _row, reason in tally.refused]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def north():
    store = StoreFactory(name="North")
    BayFactory(warehouse=WarehouseFactory(store=store), capacity=1)
    return store


def test_a_vehicle_is_received_into_its_store_with_its_cost(north):
    tally = stock(f"{RIGHT.lower()},land rover,Discovery,North,128000.50")

    assert tally.outcomes == {"right": 1}
    vehicle = Vehicle.objects.get()
    assert (vehicle.vin, vehicle.store, vehicle.cost, vehicle.status) == (
        RIGHT,
        north,
        12_800_050,
        "in_stock",
    )
    assert vehicle.series.brand.name == "Land Rover"
    assert Movement.objects.get().kind == "receipt"


def test_each_verdict_of_the_check_digit_is_an_outcome_of_its_own():
    head = "vin,stock number,brand,series,store,override_reason"
    tally = stock(
        f"{RIGHT},,BYD,Han,North,",
        f"{WRONG},,BMW,3,North,",
        f"{CHINESE_WRONG},,VW,Passat,North,Read from the car",
        ",S-1,BYD,Han,North,",
        head=head,
    )

    assert tally.outcomes == {"right": 1, "wrong": 1, "override": 1, "none": 1}
    assert refusals(tally) == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"{CHINESE_WRONG},BYD,Han,North,1", "The check digit (position 9) is 1, it should be"),
        ("1M8GDM9A,BYD,Han,North,1", "A VIN has 17 characters"),
        (f"{CHINESE},BYD,Han,South,1", "There is no store “South”"),
        (f"{CHINESE},BYD,Han,North,-1", "A cost is not negative."),
        (",BYD,Han,North,1", "It needs a VIN or a stock number."),
        (f"{RIGHT},BYD,Han,North,1", "Row 2 has the same vehicle."),
    ],
    ids=["check digit", "length", "store", "cost", "no number", "twice"],
)
def test_a_row_that_cannot_be_received_says_why(row, reason):
    tally = stock(f"{RIGHT},BYD,Han,North,1", row)

    assert len(tally.refused) == 1
    assert refusals(tally)[0].startswith(reason)
    assert list(Vehicle.objects.values_list("vin", flat=True)) == [RIGHT]


def test_the_same_file_again_changes_nothing():
    rows = (f"{RIGHT},BYD,Han,North,1", f"{CHINESE},BYD,Han,North,1")
    stock(*rows)

    assert stock(*rows).outcomes == {"known": 2}
    assert (Vehicle.objects.count(), Movement.objects.count(), Brand.objects.count()) == (2, 2, 1)


def test_a_vehicle_that_came_another_way_is_not_taken_for_the_same_purchase():
    stock(f"{RIGHT},BYD,Han,North,1")

    tally = auction(f"{RIGHT},BYD,Han,2024-03-05,1", store="North")

    assert tally.outcomes == {}
    assert "in the group" in refusals(tally)[0] or "North" in refusals(tally)[0]
    assert Vehicle.objects.count() == 1


def test_a_purchase_opens_its_store_only_where_it_may():
    row = f"{RIGHT},BYD,Han,2024-03-05,900"
    with pytest.raises(Invalid):
        auction(row, store="Auctions")
    assert not Vehicle.objects.exists()

    tally = auction(row, store="Auctions", add_store="yes")

    assert tally.outcomes == {"right": 1}
    vehicle = Vehicle.objects.get()
    assert (vehicle.store, vehicle.condition) == (Store.objects.get(name="Auctions"), "used")
    assert str(vehicle.received_on) == "2024-03-05"


def test_a_store_manager_receives_into_his_store_series_of_the_catalogue(north):
    Series.objects.bulk_create([Series(brand=Brand.objects.create(name="BYD"), name="Han")])
    StoreFactory(name="South")
    mira = acting("store_manager", north)

    tally = stock(
        f"{RIGHT},byd,han,North,1", f"{WRONG},BMW,3,North,1", f"{CHINESE},BYD,Han,South,1", actor=mira
    )

    assert tally.outcomes == {"right": 1}
    assert refusals(tally) == [
        "The catalogue has no series “BMW 3”.",
        "There is no store “South” into which you may receive vehicles.",
    ]


def test_a_salesperson_receives_nothing_by_file(north):
    with pytest.raises(NotAllowed):
        stock(f"{RIGHT},BYD,Han,North,1", actor=acting("sales_consultant", north))

    assert not Vehicle.objects.exists()
