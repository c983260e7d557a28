"""Pages of sales: what each person sees, and that a sale can be made with scripts and without."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from forecourt.apps.customers.services import add_lead
from forecourt.apps.inventory.tests.factories import AccessoryFactory
from forecourt.apps.organization.tests.factories import actor_with, person
from forecourt.apps.sales.models import PricePolicy, Sale
from forecourt.apps.sales.selectors import list_sales
from forecourt.apps.sales.selectors.sales import MARGIN
from forecourt.apps.sales.services import cancel_sale, set_price_policy
from forecourt.apps.sales.tests.factories import COST, PRICE, SOLD_ON, SYSTEM, Shop, browser_of, sold
from forecourt.core.actor import Grant

pytestmark = pytest.mark.django_db
NEW = "/sales/new/"
HTMX = {"hx-request": "true"}


@pytest.fixture
def shop():
    return Shop.open()


@pytest.fixture
def mira(shop):
    return browser_of(person("sales_manager", shop.store))


@pytest.fixture
def anna(shop):
    return person("sales_consultant", shop.store)


def typed(shop, **changed):
    values = {
        "vehicle": shop.car().pk, "customer": shop.buyer().pk, "store": shop.store.pk, "seller": "",
        "sold_on": "2026-03-10", "price": "113,000", "step": "record",
    }  # fmt: skip
    return {name: value for name, value in (values | changed).items() if value is not None}


def test_the_list_shows_sales_and_reversals(mira, shop):
    sale = sold(shop)
    cancel_sale(actor=SYSTEM, sale_id=sale.pk, reason="bank")

    text = mira.get("/sales/").content.decode()

    assert sale.number in text
    assert "Reversal" in text
    assert "¥113,000.00" in text
    assert "−¥113,000.00" in text


@pytest.mark.parametrize("asked", ["abc", "²", "9" * 5000, "0", "1"])
def test_any_salesperson_may_be_asked_for_in_the_filter(mira, shop, asked):
    sold(shop)

    assert mira.get(f"/sales/?f.seller={asked}").status_code == 200


def test_the_margin_of_a_sale_shows_in_the_stores_where_both_rights_hold(shop):
    south = Shop.open()
    actor = actor_with([*MARGIN, "sales.sale.view"], store=shop.store)
    reader = replace(actor, grants={**actor.grants, "sales.sale.view": Grant(everywhere=True)})
    sold(shop)
    sold(south)

    rows: Any = list_sales(reader)

    assert set(rows.values_list("store_id", "cost_shown", "profit_shown")) == {
        (shop.store.pk, COST, 0),
        (south.store.pk, None, None),
    }


def test_first_the_vehicle_is_looked_for_in_the_whole_group(mira):
    car = Shop.open().car()

    text = mira.get(NEW, {"q": car.label[-6:]}).content.decode()

    assert f"?vehicle={car.pk}" in text
    assert "No vehicle in stock" in mira.get(NEW, {"q": "nothing at all"}).content.decode()


def test_the_text_of_a_label_finds_its_vehicle(mira, shop):
    car = shop.car()

    assert f"?vehicle={car.pk}" in mira.get(NEW, {"q": f"https://cars.example/{car.vin}"}).content.decode()


def test_then_the_buyer(mira, shop):
    car, buyer = shop.car(), shop.buyer(name="Demo Zhang")

    text = mira.get(NEW, {"vehicle": car.pk, "q": "zhang"}).content.decode()

    assert f"?vehicle={car.pk}&amp;customer={buyer.pk}" in text


def test_from_a_lead_the_buyer_is_known(mira, shop):
    lead = add_lead(
        actor=SYSTEM, store_id=shop.store.pk, name="Demo Li", phone="13900000009", source="walk_in"
    )
    car = shop.car()

    assert (
        f"?vehicle={car.pk}&amp;customer={lead.customer_id}&amp;lead={lead.pk}"
        in mira.get(NEW, {"lead": lead.pk, "q": car.vin}).content.decode()
    )
    assert "From the lead" in mira.get(NEW, {"lead": lead.pk, "vehicle": car.pk}).content.decode()


def test_a_sale_is_recorded_without_scripts(mira, shop):
    mats = AccessoryFactory(price=80_000, cost=30_000)
    values = typed(shop) | {
        "line-0-accessory": mats.pk,
        "line-0-name": "",
        "line-0-quantity": "2",
        "line-0-price": "",
    }

    response = mira.post(NEW, values)

    sale = Sale.objects.get()
    assert response["Location"] == reverse("sales:sale-record", args=[sale.pk])
    assert (sale.price, sale.accessories, sale.accessory_cost) == (PRICE, 160_000, 60_000)


def test_with_htmx_the_browser_is_led_to_the_sale(mira, shop):
    response = mira.post(NEW, typed(shop), headers=HTMX)

    assert response["HX-Redirect"] == Sale.objects.get().get_absolute_url()


def test_lines_are_added_and_taken_away_and_nothing_typed_is_lost(mira, shop):
    values = typed(shop, price="123456.78", step="add") | {
        "line-0-name": "Film",
        "line-0-quantity": "1",
        "line-0-price": "1,000",
    }

    text = mira.post(NEW, values).content.decode()
    assert 'name="line-1-quantity"' in text
    assert "123456.78" in text
    assert 'value="Film"' in text
    assert "¥124,456.78" in text

    text = mira.post(NEW, values | {"step": "remove-0"}).content.decode()
    assert "line-0-quantity" not in text
    assert "¥123,456.78" in text
    assert not Sale.objects.exists()


def test_the_total_follows_what_is_typed(mira, shop):
    text = mira.post(NEW, typed(shop, step=None, price="1,000"), headers=HTMX).content.decode()

    assert "¥1,000.00" in text
    assert not Sale.objects.exists()


def test_a_refused_sale_says_why_beside_the_field(mira, shop):
    response = mira.post(NEW, typed(shop, sold_on="2099-01-01"))

    assert response.status_code == 422
    assert "cannot be dated in the future" in response.content.decode()


def test_a_line_without_a_price_is_refused_where_it_stands(mira, shop):
    values = typed(shop) | {"line-0-name": "Film", "line-0-quantity": "1", "line-0-price": ""}

    response = mira.post(NEW, values)

    assert response.status_code == 422
    assert "An accessory needs a price." in response.content.decode()
    assert not Sale.objects.exists()


def test_a_consultant_sees_the_suggested_price_and_a_manager_the_floor_too(shop, mira, anna):
    car = shop.car()
    set_price_policy(
        actor=SYSTEM, series_id=car.series_id, suggested=12_000_000, floor=11_900_000, starts_on=SOLD_ON
    )
    buyer = shop.buyer(owner_id=anna.pk)
    asked = {"vehicle": car.pk, "customer": buyer.pk}

    for browser, floor in ((mira, True), (browser_of(anna), False)):
        text = browser.get(NEW, asked).content.decode()
        assert "¥120,000.00" in text
        assert ("¥119,000.00" in text) is floor
        assert ("below_floor_reason" in text) is floor


def test_the_record_shows_margin_and_ledger_to_those_who_may_see_them(shop, mira, anna):
    sale = sold(shop, seller_id=anna.pk)
    url = sale.get_absolute_url()
    accountant = browser_of(person("accountant", shop.store))

    assert "Gross profit" in mira.get(url).content.decode()
    assert "In the ledger" in accountant.get(url).content.decode()
    mine = browser_of(anna).get(url).content.decode()
    assert sale.number in mine
    for hidden in ("Gross profit", "cost", "In the ledger", f"{COST // 100:,}"):
        assert hidden not in mine


@pytest.mark.parametrize("role", ["sales_consultant", "sales_manager"])
def test_a_sale_of_another_store_is_not_found(shop, role):
    sale = sold(Shop.open())
    browser = browser_of(person(role, shop.store))

    for name in ("sales:sale-record", "sales:sale-history"):
        assert browser.get(reverse(name, args=[sale.pk])).status_code == 404


def test_the_history_tells_the_floor_price_only_to_those_who_see_policies(shop, mira, anna):
    car = shop.car()
    price, floor = 11_000_000, 11_200_000
    set_price_policy(actor=SYSTEM, series_id=car.series_id, suggested=PRICE, floor=floor, starts_on=SOLD_ON)
    sale = sold(
        shop, vehicle_id=car.pk, price=price, seller_id=anna.pk, below_floor_reason="last of its year"
    )

    shown = [
        browser.get(f"/sales/{sale.pk}/history/").content.decode() for browser in (mira, browser_of(anna))
    ]

    assert ["last of its year" in text for text in shown] == [True, True]
    assert [f"{floor}" in text or "112,000" in text for text in shown] == [True, False]


def test_a_sale_is_cancelled_with_a_reason(mira, shop):
    sale = sold(shop)
    url = reverse("sales:sale-cancel", args=[sale.pk])
    assert "comes back into stock" in mira.get(url).content.decode()

    assert mira.post(url, {"reason": "", "version": 1}).status_code == 422
    assert mira.post(url, {"reason": "bank", "version": 9}).status_code == 422
    assert mira.post(url, {"reason": "bank", "version": 1})["Location"] == sale.get_absolute_url()

    text = mira.get(sale.get_absolute_url()).content.decode()
    assert "bank" in text
    assert "Cancel this sale" not in text
    assert "Sale cancelled" in mira.get(reverse("sales:sale-history", args=[sale.pk])).content.decode()


def test_a_price_policy_is_set_and_listed(shop):
    car = shop.car()
    browser = browser_of(person("group_executive", shop.store, level="group"))
    values = {
        "series": car.series_id, "model": "", "store": "", "suggested": "120000", "floor": "110000",
        "starts_on": "2026-03-01", "ends_on": "", "note": "",
    }  # fmt: skip

    assert browser.post("/sales/policies/new/", values)["Location"] == "/sales/policies/"
    assert PricePolicy.objects.get().floor == 11_000_000
    assert "¥110,000.00" in browser.get("/sales/policies/").content.decode()
    assert browser.post("/sales/policies/new/", values).status_code == 422


def test_a_sale_is_found_by_the_end_of_its_number(mira, shop):
    sale = sold(shop)

    assert sale.get_absolute_url() in mira.get("/search/", {"q": sale.number}).content.decode()


def test_the_pages_of_a_lead_and_of_a_vehicle_lead_to_a_sale(mira, shop):
    lead = add_lead(
        actor=SYSTEM, store_id=shop.store.pk, name="Demo Li", phone="13900000009", source="walk_in"
    )
    car = shop.car()

    assert f"/sales/new/?lead={lead.pk}" in mira.get(f"/customers/leads/{lead.pk}/").content.decode()
    assert f"/sales/new/?vehicle={car.pk}" in mira.get(f"/stock/vehicles/{car.pk}/").content.decode()
    sold(shop, vehicle_id=car.pk, customer_id=lead.customer_id, lead_id=lead.pk)
    assert "/sales/new/?" not in mira.get(f"/customers/leads/{lead.pk}/").content.decode()
    assert "/sales/new/?" not in mira.get(f"/stock/vehicles/{car.pk}/").content.decode()
