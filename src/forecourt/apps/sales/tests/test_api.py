"""Sales and price policies by programs."""

import pytest

from forecourt.apps.inventory.models import Vehicle
from forecourt.apps.inventory.tests.factories import AccessoryFactory
from forecourt.apps.organization.tests.factories import person
from forecourt.apps.sales.models import PricePolicy, Sale
from forecourt.apps.sales.tests.factories import PRICE, Shop, sold
from tests.calling import program_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return Shop.open()


def asked(shop: Shop, **changes):
    return {
        "store_id": shop.store.pk,
        "vehicle_id": shop.car().pk,
        "customer_id": shop.buyer().pk,
        "price": {"minor": PRICE},
        "sold_on": "2026-03-10",
    } | changes


def test_a_sale_is_recorded_with_an_accessory_of_the_catalogue(shop):
    mats = AccessoryFactory(price=80_000, cost=30_000)
    program = program_of(person("sales_manager", shop.store))

    made = program.post("/sales/", asked(shop, accessories=[{"accessory_id": mats.pk, "quantity": 2}]))

    assert made.status_code == 201, made.content
    said = made.json()
    sale = Sale.objects.get()
    assert said["total"] == {"minor": PRICE + 160_000, "currency": "CNY"}
    assert said["accessory_cost"] == {"minor": 60_000, "currency": "CNY"}
    assert said["lines"][0]["name"] == mats.name
    assert (sale.accessory_cost, sale.vehicle.status) == (60_000, Vehicle.Status.SOLD)


def test_a_vehicle_is_sold_once(shop):
    program = program_of(person("sales_manager", shop.store))
    body = asked(shop)

    answers = [program.post("/sales/", body) for _turn in range(2)]

    assert [answer.status_code for answer in answers] == [201, 409]
    assert Sale.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"store_id": 10**9}, {"accessories": [{"accessory_id": 10**9}]}])
def test_what_is_not_there_is_refused_and_nothing_sold(shop, wrong):
    program = program_of(person("sales_manager", shop.store, level="group"))

    assert program.post("/sales/", asked(shop, **wrong)).status_code in {404, 422}
    assert not Sale.objects.exists()


def test_costs_are_absent_for_those_who_may_not_see_them(shop):
    sale = sold(shop)
    cashier = program_of(person("cashier", shop.store))
    manager = program_of(person("sales_manager", shop.store))

    unseen = cashier.get(f"/sales/{sale.pk}/").json()
    listed = cashier.get("/sales/", {"cols": "number,total"}).json()["items"][0]

    assert {"vehicle_cost", "accessory_cost", "gross_profit"} & unseen.keys() == set()
    assert listed == {"id": sale.pk, "number": sale.number, "total": {"minor": PRICE, "currency": "CNY"}}
    assert cashier.get("/sales/", {"cols": "vehicle_cost"}).status_code == 422
    assert manager.get(f"/sales/{sale.pk}/").json()["vehicle_cost"]["minor"] == 10_000_000


def test_a_sale_is_cancelled_as_it_was_read(shop):
    sale = sold(shop)
    program = program_of(person("sales_manager", shop.store))
    path = f"/sales/{sale.pk}/cancel/"
    etag = program.get(f"/sales/{sale.pk}/")["ETag"]

    without = program.post(path, {"reason": "Bank said no"})
    nonsense = program.post(path, {"reason": "Bank said no"}, {"If-Match": "1"})
    stale = program.post(path, {"reason": "Bank said no"}, {"If-Match": '"99"'})
    done = program.post(path, {"reason": "Bank said no"}, {"If-Match": etag})

    assert (without.status_code, without.json()["code"]) == (428, "version_missing")
    assert nonsense.status_code == 422
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert (done.status_code, done.json()["status"]) == (200, "cancelled")
    assert done["ETag"] == '"2"'


def test_a_price_policy_is_set_for_what_is_there(shop):
    program = program_of(person("store_manager", shop.store))
    body = {
        "series_id": shop.car().series_id,
        "store_id": shop.store.pk,
        "suggested": {"minor": 12_000_000},
        "floor": {"minor": 11_000_000},
        "starts_on": "2026-01-01",
    }

    made = program.post("/price-policies/", body)
    nowhere = program.post("/price-policies/", body | {"series_id": 10**9})

    assert (made.status_code, made.json()["floor"]["minor"]) == (201, 11_000_000)
    assert (nowhere.status_code, nowhere.json()["field"]) == (422, "series")
    assert PricePolicy.objects.count() == 1
