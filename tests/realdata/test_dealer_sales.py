"""15,390 sales of 28 dealers come in, and every sum is that of the file, to the unit."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Sum
from django.db.models.functions import TruncMonth

from forecourt.apps.customers.models import Customer
from forecourt.apps.inventory.models import Series, Vehicle
from forecourt.apps.organization.models import Store
from forecourt.apps.sales.models import Sale, SalesSummary
from forecourt.apps.sales.selectors import sales_by, sales_figures
from forecourt.core.actor import Actor
from forecourt.core.models import AuditEntry, OutboxEvent
from tests.realdata.conftest import shared

pytestmark = [pytest.mark.realdata, pytest.mark.django_db]
NAME = "dealer_sales/car_sales_2022_2023H1.csv"
MAPPING = "car_sales_2022_2023H1.yaml"
SYSTEM = Actor.system("test")
VIEW = "sales.sale.view"
SPAN = (date(2022, 1, 1), date(2023, 6, 30))
Sums = dict[tuple[str, date], tuple[int, int]]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def recount(rows: list[dict[str, str]]) -> Sums:
    """Units and fen per dealer and month, counted from the file by other means than the import's."""
    sums: dict[tuple[str, date], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        month, _day, year = map(int, row["Date"].split("/"))
        cell = sums[row["Dealer_Name"], date(year, month, 1)]
        cell[0] += 1
        cell[1] += int("".join(char for char in row["Price ($)"] if char.isdigit())) * 100
    return {key: (units, fen) for key, (units, fen) in sums.items()}


def of_summaries() -> Sums:
    rows = SalesSummary.objects.annotate(month=TruncMonth("day")).values_list("store__name", "month")
    return {
        (store, month): (units, fen)
        for store, month, units, fen in rows.annotate(Sum("units"), Sum("amount")).order_by()
    }


def of_dashboard() -> Sums:
    """What the store dashboards show, month by month."""
    sums: Sums = {}
    for store in Store.objects.all():
        for month in sales_by(SYSTEM, VIEW, SPAN, "month", store=store.pk):
            sums[store.name, month.key] = (month.figures.units, month.figures.revenue)
    return sums


def counts() -> tuple[int, ...]:
    models = (Sale, SalesSummary, Customer, Vehicle, Store, Series, AuditEntry, OutboxEvent)
    return tuple(model.objects.count() for model in models)


def test_the_sums_of_every_dealer_and_month_are_those_of_the_file(bring_in):
    path = shared(NAME)
    rows = rows_of(path)
    expected = recount(rows)

    brought = bring_in(path, MAPPING)

    assert (brought.code, brought.run.rows_total, brought.run.rows_refused) == (0, 15_390, 0)
    assert brought.run.outcomes == {"new": 15_390}
    assert of_summaries() == expected
    assert of_dashboard() == expected
    whole = sales_figures(SYSTEM, VIEW, [SPAN])[0]
    assert (whole.units, whole.revenue) == (15_390, sum(fen for _units, fen in expected.values()))
    assert (whole.vat, whole.gross_profit, whole.units_uncosted) == (0, 0, 15_390)
    check_details(rows)
    call_command("verify")
    check_second_time(bring_in, path)


def check_details(rows: list[dict[str, str]]) -> None:
    """All seventeen columns are somewhere, mended and as they were."""
    assert Store.objects.count() == len({row["Dealer_Name"] for row in rows}) == 28
    assert Series.objects.count() == len({(row["Company"], row["Model"]) for row in rows})
    # 44 phones belong to people of two names: they stay two people.
    people = {(row["Customer Name"], row["Phone"]) for row in rows}
    assert Customer.objects.count() == len(people) == len({phone for _name, phone in people}) + 44
    assert not Vehicle.objects.exclude(vin=None).exists()
    assert not Vehicle.objects.filter(stock_number="").exists()
    first = rows[0]
    sale = Sale.objects.select_related("vehicle__series__brand", "customer", "store").get(
        external_ref=first["Car_id"]
    )
    assert (sale.sold_on, sale.price, sale.vat, sale.vehicle_cost) == (date(2022, 1, 2), 2_600_000, 0, None)
    assert (sale.store.name, sale.seller_id, sale.imported) == (first["Dealer_Name"], None, True)
    assert sale.custom == {"region": "Middletown", "dealer_number": "06457-3834"}
    assert (sale.customer.name, sale.customer.gender, sale.customer.phone) == ("Geraldine", "male", None)
    assert sale.customer.custom == {"annual_income": "13500", "phone_as_given": "8264678"}
    vehicle = sale.vehicle
    assert (str(vehicle.series.brand), str(vehicle.series.name), vehicle.exterior_colour) == (
        "Ford",
        "Expedition",
        "Black",
    )
    assert vehicle.custom == {"engine": "Double Overhead Camshaft", "transmission": "Auto", "body": "SUV"}


def check_second_time(bring_in, path: Path) -> None:
    """The same file again changes nothing."""
    before = counts()

    again = bring_in(path, MAPPING)

    assert (again.code, again.run.outcomes) == (0, {"known": 15_390})
    # Uploading, mapping and finishing a run are each an entry of the audit log.
    assert counts() == (*before[:-2], before[-2] + 3, before[-1])
