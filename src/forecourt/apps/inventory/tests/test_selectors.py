"""Reads of the stock and services of the catalogue."""

from datetime import timedelta

import pytest

from forecourt.apps.inventory import selectors
from forecourt.apps.inventory.errors import NameTaken
from forecourt.apps.inventory.models import Brand, Series
from forecourt.apps.inventory.services import add_brand, import_catalogue, take_out_sold
from forecourt.apps.inventory.tests.factories import NOON, SYSTEM, SeriesFactory, stocked
from forecourt.apps.organization.tests.factories import BayFactory, actor_with
from forecourt.core.errors import NotAllowed
from forecourt.core.models import AuditEntry

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.mark.parametrize(
    ("days", "band"),
    [(0, "0-30"), (30, "0-30"), (31, "31-60"), (90, "61-90"), (91, "91-180"), (180, "91-180"), (181, "180+")],
)
def test_each_day_in_stock_falls_into_one_band(days, band):
    stocked(at=NOON - timedelta(days=days), cost=500)

    bands = {each.code: each.units for each in selectors.stock_bands(SYSTEM, TODAY)}

    assert bands == {code: int(code == band) for code, _first, _last in selectors.AGE_BANDS}


def test_the_bands_count_value_and_what_has_no_known_cost_within_reach():
    north, south = BayFactory(), BayFactory()
    stocked(north, cost=500)
    stocked(north, cost=None)
    stocked(south, cost=700)
    take_out_sold(actor=SYSTEM, vehicle_id=stocked(north).pk, source="sales.sale:1", at=NOON)
    manager = actor_with(["inventory.vehicle.view"], store=north.warehouse.store)

    assert selectors.stock_bands(manager, TODAY)[0] == ("0-30", 2, 500, 1)
    assert selectors.stock_bands(SYSTEM, TODAY)[0] == ("0-30", 3, 1200, 1)
    assert selectors.stock_bands(SYSTEM, TODAY, [south.warehouse.store_id])[0].units == 1
    assert selectors.stock_bands(actor_with([]), TODAY)[0].units == 0


def test_an_imported_catalogue_makes_only_what_is_missing():
    known = SeriesFactory(brand__name="大众", name="帕萨特")
    wanted = {("大众", "帕萨特"), ("大众", "途观L"), ("小鹏", "G6")}

    first = import_catalogue(actor=SYSTEM, wanted=wanted)
    second = import_catalogue(actor=SYSTEM, wanted=wanted)

    assert first == second
    assert first.keys() == wanted
    assert first["大众", "帕萨特"] == known
    assert (Brand.objects.count(), Series.objects.count()) == (2, 3)
    assert AuditEntry.objects.get(action="inventory.catalogue.imported").changes == {"series": 2}
    assert "tuguan" in Series.objects.get(name="途观L").search_text


def test_a_brand_is_added_once_and_by_who_may():
    add_brand(actor=SYSTEM, name="比亚迪")

    with pytest.raises(NameTaken):
        add_brand(actor=SYSTEM, name="比亚迪")
    with pytest.raises(NotAllowed):
        add_brand(actor=actor_with(["inventory.catalogue.view"]), name="小鹏")

    assert Brand.objects.get().name == "比亚迪"
    assert AuditEntry.objects.count() == 1
