"""Pages of the stock, as the cast sees them."""

from typing import Any

import pytest
from django.urls import reverse

from forecourt.apps.inventory.models import Brand, Hold, Series, Vehicle
from forecourt.apps.inventory.services import VehicleIntake, receive_vehicles
from forecourt.apps.inventory.tests.factories import (
    NOON,
    SYSTEM,
    AccessoryFactory,
    BrandFactory,
    CarModelFactory,
    SeriesFactory,
    fresh_vin,
    stocked,
)
from forecourt.apps.organization.tests.factories import BayFactory, StoreFactory, person
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
COST, COST_SHOWN = 9_876_500, "98,765.00"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def north():
    return BayFactory(warehouse__store=StoreFactory(name="North"))


@pytest.fixture
def south():
    return BayFactory(warehouse__store=StoreFactory(name="South"))


@pytest.fixture
def signed_in(client):
    """Sign in a new employee with a role at a bay's store."""

    def sign_in(role, bay, **extra):
        employee = person(role, bay.warehouse.store, **extra)
        user = employee.user
        assert user is not None
        user.language = "en"
        user.save(update_fields=["language"])
        client.force_login(user)
        return client

    return sign_in


def page(client, name, *args, query="", **headers):
    response = client.get(reverse(f"inventory:{name}", args=args) + query, **headers)
    assert response.status_code == 200
    return response.content.decode()


def test_a_consultant_sees_his_store_s_stock_without_cost(signed_in, north, south):
    mine, theirs = stocked(north, cost=COST), stocked(south, cost=COST)
    client = signed_in("sales_consultant", north)

    shown = page(client, "stock-list")

    assert mine.vin_in_groups in shown
    assert theirs.vin_in_groups not in shown
    assert COST_SHOWN not in shown
    assert "Cost" not in shown


def test_a_manager_sees_the_cost(signed_in, north):
    stocked(north, cost=COST)

    assert COST_SHOWN in page(signed_in("store_manager", north), "stock-list")


def test_the_whole_group_is_searched_without_cost_even_by_a_manager(signed_in, north, south):
    theirs = stocked(south, cost=COST)

    for role in ("sales_consultant", "store_manager"):
        shown = page(signed_in(role, north), "group-stock")
        assert theirs.vin_in_groups in shown
        assert "South" in shown
        assert COST_SHOWN not in shown


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["stock-list", "vehicle-list", "group-stock"])
def test_no_export_of_a_consultant_has_a_cost(signed_in, north, kind, name):
    stocked(north, cost=COST)
    client = signed_in("sales_consultant", north)

    response = client.get(reverse(f"inventory:{name}") + f"?format={kind}")

    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode("utf-8-sig") if kind == "csv" else str(content)
    assert response.status_code == 200
    assert "98765" not in text
    assert "Cost" not in text


def test_the_record_shows_cost_only_where_it_may_be_seen(signed_in, north, south):
    mine, theirs = stocked(north, cost=COST), stocked(south, cost=COST)

    manager = signed_in("store_manager", north)
    assert COST_SHOWN in page(manager, "vehicle-detail", mine.pk)
    assert COST_SHOWN not in page(manager, "vehicle-detail", theirs.pk)
    assert COST_SHOWN not in page(manager, "vehicle-history", theirs.pk)
    consultant = signed_in("sales_consultant", north)
    assert COST_SHOWN not in page(consultant, "vehicle-detail", mine.pk)


def test_a_sold_vehicle_of_another_store_is_not_to_be_found(signed_in, south, north):
    theirs = stocked(south)
    Vehicle.objects.filter(pk=theirs.pk).update(status="sold", bay=None, warehouse=None)
    client = signed_in("sales_consultant", north)

    for name in ("vehicle-detail", "vehicle-history", "vehicle-move", "vehicle-hold"):
        assert client.get(reverse(f"inventory:{name}", args=[theirs.pk])).status_code in {403, 404}
    assert client.get(reverse("inventory:vehicle-detail", args=[theirs.pk])).status_code == 404
    assert client.get(reverse("inventory:vehicle-detail", args=[10**9])).status_code == 404


def test_a_technician_is_refused_every_page_of_the_stock(signed_in, north):
    vehicle = stocked(north)
    client = signed_in("technician", north)

    for name in ("stock-list", "group-stock", "vehicle-list", "vehicle-receive"):
        assert client.get(reverse(f"inventory:{name}")).status_code == 403
    for name in ("vehicle-detail", "vehicle-history", "vehicle-move", "vehicle-hold"):
        assert client.get(reverse(f"inventory:{name}", args=[vehicle.pk])).status_code == 403


@pytest.mark.parametrize("tab", ["overview", "movements", "holds", "nonsense"])
def test_every_tab_is_a_page_and_a_panel(signed_in, north, tab):
    vehicle = stocked(north)
    client = signed_in("store_manager", north)

    whole = page(client, "vehicle-detail", vehicle.pk, query=f"?tab={tab}")
    panel = page(client, "vehicle-detail", vehicle.pk, query=f"?tab={tab}", headers=HTMX)

    assert "<html" in whole
    assert "<html" not in panel


def test_a_vehicle_without_a_vin_is_shown_as_such(signed_in, north):
    vehicle = stocked(north, vin="")
    client = signed_in("sales_consultant", north)

    assert "No VIN" in page(client, "stock-list")
    shown = page(client, "vehicle-detail", vehicle.pk)
    assert "This vehicle is kept without a VIN." in shown
    assert vehicle.stock_number in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?f.age=180%2B", True),
        ("?f.age=0-30", False),
        ("?f.colour=White", True),
        ("?f.colour=Red", False),
        ("?f.energy=bev", True),
        ("?f.energy=ice", False),
        ("?f.held=0", True),
        ("?f.held=1", False),
        ("?f.status=in_stock", True),
        ("?q=xiaopeng", True),
        ("?q=nothing", False),
    ],
)
def test_filters_and_search_narrow_the_stock(signed_in, north, query, found):
    series = SeriesFactory(brand__name="小鹏", name="G6", energy="bev")
    vehicle = stocked(north, series_id=series.pk, exterior_colour="White")

    shown = page(signed_in("sales_consultant", north), "stock-list", query=query)

    assert (vehicle.vin_in_groups in shown) is found


def receive_data(bay, chosen, **data):
    return {
        "vin": fresh_vin(),
        "series": chosen.pk,
        "condition": "new",
        "bay": bay.pk,
        "at": "2026-03-05T12:00",
    } | data


def test_a_clerk_receives_a_vehicle_and_lands_on_its_record(signed_in, north):
    client = signed_in("logistics_clerk", north)
    url = reverse("inventory:vehicle-receive")
    assert 'name="cost"' not in page(client, "vehicle-receive")

    response = client.post(url, receive_data(north, SeriesFactory()))

    vehicle = Vehicle.objects.get()
    assert response["Location"] == reverse("inventory:vehicle-detail", args=[vehicle.pk])
    assert vehicle.bay == north


def test_the_model_alone_says_the_series(signed_in, north):
    model = CarModelFactory()
    client = signed_in("store_manager", north)

    client.post(
        reverse("inventory:vehicle-receive"),
        receive_data(north, model.series, series="", model=model.pk, cost="1000.50"),
    )

    vehicle = Vehicle.objects.get()
    assert (vehicle.series, vehicle.model, vehicle.cost) == (model.series, model, 100_050)


def test_a_refused_receipt_keeps_what_was_typed_and_says_why(signed_in, north):
    client = signed_in("logistics_clerk", north)
    data = receive_data(north, SeriesFactory(), vin="LFWADRJF111002346", engine_number="E-77")

    response = client.post(reverse("inventory:vehicle-receive"), data)
    by_htmx = client.post(reverse("inventory:vehicle-receive"), data, headers=HTMX)

    for answer in (response, by_htmx):
        assert answer.status_code == 422
        assert "it should be 0" in answer.content.decode()
        assert "E-77" in answer.content.decode()
    assert not Vehicle.objects.exists()


def test_a_typed_vin_is_checked_at_the_same_address(signed_in, north):
    client = signed_in("logistics_clerk", north)

    right = page(client, "vehicle-receive", query="?vin=LFWADRJF011002346", headers=HTMX)
    wrong = page(client, "vehicle-receive", query="?vin=LFWADRJFO11002346", headers=HTMX)
    none = page(client, "vehicle-receive", query="?vin=", headers=HTMX)

    assert "alert-success" in right
    assert "LFWADRJF011002346" in wrong
    assert "alert-danger" in wrong
    assert "alert" not in none
    assert "<html" not in right


def test_a_vehicle_is_moved_held_and_released_by_its_pages(signed_in, north):
    vehicle = stocked(north)
    other = BayFactory(warehouse=north.warehouse)
    client = signed_in("store_manager", north)
    detail = reverse("inventory:vehicle-detail", args=[vehicle.pk])

    page(client, "vehicle-move", vehicle.pk)
    moved = client.post(reverse("inventory:vehicle-move", args=[vehicle.pk]), {"bay": other.pk})
    page(client, "vehicle-hold", vehicle.pk)
    past = client.post(
        reverse("inventory:vehicle-hold", args=[vehicle.pk]), {"for_text": "Li", "until": "2020-01-01T10:00"}
    )

    assert (moved.status_code, moved["Location"]) == (302, detail)
    assert past.status_code == 422
    assert not Hold.objects.exists()


def test_a_hold_is_shown_and_released(signed_in, north, time_machine):
    time_machine.move_to("2026-03-06T04:00:00Z")
    vehicle = stocked(north)
    client = signed_in("sales_consultant", north)
    client.post(
        reverse("inventory:vehicle-hold", args=[vehicle.pk]), {"for_text": "Li", "until": "2026-03-08T10:00"}
    )

    shown = page(client, "vehicle-detail", vehicle.pk)
    released = client.post(reverse("inventory:vehicle-release", args=[vehicle.pk]))

    assert "Li · 2026-03-08 10:00" in shown
    assert released.status_code == 302
    assert Hold.objects.get().released_at is not None
    assert client.get(reverse("inventory:vehicle-release", args=[vehicle.pk])).status_code == 405


def test_the_search_box_finds_a_vehicle_by_the_tail_of_its_vin(signed_in, north, south):
    theirs = stocked(south, cost=COST)
    client = signed_in("sales_consultant", north)

    shown = client.get(f"/search/?q={theirs.label[-6:]}").content.decode()

    assert reverse("inventory:vehicle-detail", args=[theirs.pk]) in shown
    assert COST_SHOWN not in shown


CATALOGUE: dict[str, Any] = {
    "brand": (BrandFactory, {"name": "Renamed"}),
    "series": (SeriesFactory, {"name": "Renamed", "energy": "bev"}),
    "model": (CarModelFactory, {"name": "Renamed", "year": "2027", "guide_price": "150000"}),
    "accessory": (AccessoryFactory, {"name": "Renamed", "price": "800"}),
}


@pytest.mark.parametrize("kind", CATALOGUE)
def test_a_catalogue_row_is_changed_by_who_may_and_shown_to_all(signed_in, north, kind):
    factory, data = CATALOGUE[kind]
    row = factory()
    url = reverse(f"inventory:{kind}-detail", args=[row.pk])

    consultant = signed_in("sales_consultant", north)
    assert 'name="version"' not in page(consultant, f"{kind}-detail", row.pk)
    assert page(consultant, f"{kind}-list")
    assert consultant.post(url, data | {"version": 1}).status_code == 403
    clerk = signed_in("logistics_clerk", north)
    assert clerk.post(url, data | {"version": 7}).status_code == 422
    assert clerk.post(url, data | {"version": 1}).status_code == 302

    row.refresh_from_db()
    assert (row.name, row.version) == ("Renamed", 2)


def test_an_accessory_s_cost_stays_when_somebody_changes_it_who_does_not_see_it(signed_in, north):
    row = AccessoryFactory(cost=30_000)
    client = signed_in("logistics_clerk", north)
    assert 'name="cost"' not in page(client, "accessory-detail", row.pk)

    client.post(
        reverse("inventory:accessory-detail", args=[row.pk]), {"name": "Mats", "price": "1", "version": 1}
    )

    row.refresh_from_db()
    assert (row.name, row.cost) == ("Mats", 30_000)


def test_a_brand_and_a_series_are_added_and_doubles_refused(signed_in, north):
    client = signed_in("logistics_clerk", north)
    assert client.post(reverse("inventory:brand-add"), {"name": "比亚迪"}).status_code == 302
    brand = Brand.objects.get()
    again = client.post(reverse("inventory:brand-add"), {"name": "比亚迪"})
    client.post(reverse("inventory:series-add"), {"brand_id": brand.pk, "name": "宋", "energy": "phev"})

    assert again.status_code == 422
    assert Series.objects.get().search_text.find("song") >= 0


@pytest.mark.parametrize("url", ["/stock/", "/stock/group/", "/stock/vehicles/", "/finance/journal/"])
def test_a_list_costs_the_same_queries_for_three_rows_and_for_three_hundred(signed_in, north, url):
    series = SeriesFactory()

    def receive(count):
        intakes = [
            VehicleIntake(
                series_id=series.pk,
                vin=fresh_vin(),
                cost=100,
                bay_id=north.pk,
                at=NOON,
                capacity_reason="for the test",
            )
            for _ in range(count)
        ]
        receive_vehicles(actor=SYSTEM, intakes=intakes)

    assert_constant_queries(signed_in("store_manager", north), url, receive)
