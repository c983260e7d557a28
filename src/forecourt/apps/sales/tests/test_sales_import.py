"""Sales of another system come in whole, once, and say why where they cannot."""

from io import BytesIO

import pytest
from django.utils import translation

from forecourt.apps.customers.models import Customer, Relationship
from forecourt.apps.inventory.models import Vehicle
from forecourt.apps.organization.models import Store
from forecourt.apps.organization.tests.factories import BayFactory, StoreFactory, WarehouseFactory, acting
from forecourt.apps.sales.imports import SALES_HISTORY
from forecourt.apps.sales.models import Sale, SalesSummary
from forecourt.core.actor import Actor
from forecourt.core.errors import Invalid, NotAllowed
from forecourt.core.imports.engine import Pass, Tally
from forecourt.core.imports.mapping import suggest
from forecourt.core.spreadsheets import open_table

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
HEAD = "reference,sold_on,store,price,brand,series,customer,phone"


def bring_in(*rows: str, head: str = HEAD, actor: Actor = SYSTEM, **options: str) -> Tally:
    table = open_table(BytesIO("\n".join([head, *rows]).encode()), "sales.csv")
    return Pass(SALES_HISTORY, actor, suggest(table.headers, SALES_HISTORY.fields), options).bring_in(table)


def refusals(tally: Tally) -> list[str]:
    return [reason for _number, _row, reason in tally.refused]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def north():
    store = StoreFactory(name="North")
    BayFactory(warehouse=WarehouseFactory(store=store))
    return store


def test_a_sale_comes_in_with_its_vehicle_series_and_customer(north):
    tally = bring_in("A1,2024-03-05,North,128000,BYD,Han,Zhang San,13800138000")

    assert tally.outcomes == {"new": 1}
    sale = Sale.objects.get()
    assert (sale.store, sale.price, str(sale.sold_on), sale.external_ref) == (
        north,
        12_800_000,
        "2024-03-05",
        "A1",
    )
    assert sale.vat == 1_472_566  # 13 % within the amount
    assert (sale.vehicle.status, sale.vehicle.vin, sale.vehicle.series.brand.name) == ("sold", None, "BYD")
    assert sale.vehicle.stock_number
    assert (sale.customer.name, sale.customer.phone) == ("Zhang San", "+8613800138000")
    assert SalesSummary.objects.get().units == 1


def test_the_same_file_again_changes_nothing(north):
    row = "A1,2024-03-05,North,128000,BYD,Han,Zhang San,13800138000"
    bring_in(row)

    assert bring_in(row).outcomes == {"known": 1}
    assert (Sale.objects.count(), Vehicle.objects.count(), Customer.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A1,2024-03-05,South,1,BYD,Han,Z,", "There is no store “South” for which you may record sales."),
        ("A1,2024-03-05,North,0,BYD,Han,Z,", "A price must be more than nothing, an amount not negative."),
        ("A1,2999-03-05,North,1,BYD,Han,Z,", "Sold on: is not a date of this time"),
        ("A1,2099-03-05,North,1,BYD,Han,Z,", "A sale cannot be dated in the future."),
        ("A1,2024-03-05,North,1,BYD,Han,,", "Customer is missing"),
        ("A1,2024-03-05,North,1,BYD,Han,Z,12", "phone"),
    ],
    ids=["store", "price", "far future", "future", "customer", "phone"],
)
def test_a_row_that_cannot_be_is_refused_and_leaves_nothing(north, row, reason):
    tally = bring_in(row, "A2,2024-03-05,North,1,BYD,Han,Li Si,")

    assert len(tally.refused) == 1
    assert reason.lower() in refusals(tally)[0].lower()
    assert list(Sale.objects.values_list("external_ref", flat=True)) == ["A2"]
    assert Vehicle.objects.count() == Customer.objects.count() == 1


def test_a_number_twice_in_the_file_is_refused_the_second_time(north):
    tally = bring_in("A1,2024-03-05,North,1,BYD,Han,Z,", "A1,2024-03-06,North,2,BYD,Han,Z,")

    assert refusals(tally) == ["Row 2 has the same number."]
    assert Sale.objects.count() == 1


def test_a_vin_twice_in_the_file_is_refused_the_second_time(north):
    head = HEAD + ",vin"
    tally = bring_in(
        "A1,2024-03-05,North,1,BYD,Han,Z,,1M8GDM9AXKP042788",
        "A2,2024-03-05,North,1,BYD,Han,Z,,1m8gdm9axkp042788",
        "A3,2024-03-05,North,1,BYD,Han,Z,,1M8GDM9AXKP04278",
        head=head,
    )

    assert refusals(tally) == ["Row 2 has the same VIN.", "A VIN has 17 characters, this one has 16."]
    assert list(Vehicle.objects.values_list("vin", flat=True)) == ["1M8GDM9AXKP042788"]


def test_name_and_phone_together_tell_who_he_is_where_the_phone_alone_does_not(north):
    south = StoreFactory(name="South")
    BayFactory(warehouse=WarehouseFactory(store=south))
    rows = ("A1,2024-03-05,North,1,BYD,Han,Gia,5551234", "A2,2024-03-05,South,1,BYD,Han,Gia,5551234")
    others = ("A3,2024-03-05,North,1,BYD,Han,Tom,5551234", "A4,2024-03-06,North,1,BYD,Han,Tom,5551234")
    bring_in(*rows[:1], *others, phone_identifies="no")

    bring_in(*rows, phone_identifies="no")

    assert sorted(Customer.objects.values_list("name", flat=True)) == ["Gia", "Tom"]
    gia = Customer.objects.get(name="Gia")
    assert gia.custom == {"phone_as_given": "5551234"}
    assert set(Relationship.objects.filter(customer=gia).values_list("store__name", flat=True)) == {
        "North",
        "South",
    }


def test_stores_are_opened_only_where_the_file_may(north):
    row = "A1,2024-03-05,South,1,BYD,Han,Z,"

    assert bring_in(row).outcomes == {}
    assert bring_in(row, add_stores="yes", time_zone="America/Chicago").outcomes == {"new": 1}
    south = Store.objects.get(name="South")
    assert (south.code, south.time_zone) == ("D001", "America/Chicago")


def test_an_impossible_vat_rate_is_refused_before_any_row(north):
    with pytest.raises(Invalid):
        bring_in("A1,2024-03-05,North,1,BYD,Han,Z,", vat_rate="13")

    assert not Sale.objects.exists()


def test_a_store_manager_brings_in_his_own_store_with_series_of_the_catalogue(north):
    bring_in("A0,2024-03-05,North,1,BYD,Han,Z,")
    mira = acting("store_manager", north)
    StoreFactory(name="South")

    tally = bring_in(
        "A1,2024-03-05,North,1,BYD,Han,Z,",
        "A2,2024-03-05,North,1,BYD,Song,Z,",
        "A3,2024-03-05,South,1,BYD,Han,Z,",
        actor=mira,
    )

    assert tally.outcomes == {"new": 1}
    assert refusals(tally) == [
        "The catalogue has no series “BYD Song”.",
        "There is no store “South” for which you may record sales.",
    ]


def test_a_consultant_brings_no_sales_in(north):
    with pytest.raises(NotAllowed):
        bring_in("A1,2024-03-05,North,1,BYD,Han,Z,", actor=acting("sales_consultant", north))

    assert not Sale.objects.exists()
