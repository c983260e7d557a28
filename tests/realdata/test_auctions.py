"""Real purchases by VIN: every check digit is judged, and what is refused is named."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Sum
from django.utils import translation

from forecourt.apps.inventory.models import Brand, Vehicle
from tests.realdata.conftest import shared

pytestmark = [pytest.mark.realdata, pytest.mark.django_db]
NAME = "dealer_sales/us_auction_sales_with_vin.csv"
MAPPING = "us_auction_sales_with_vin.yaml"
VALUES = dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ",
        [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9],
        strict=True,
    )
)
WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]


def is_right(vin: str) -> bool:
    """The check digit, worked out here anew."""
    total = sum(
        weight * (int(char) if char.isdigit() else VALUES[char])
        for char, weight in zip(vin, WEIGHTS, strict=True)
    )
    return vin[8] == "0123456789X"[total % 11]


def recount(path: Path) -> tuple[Counter[str], dict[int, str], int]:
    """Counts by verdict, the reason each refused row has, and the cents paid for the rest."""
    verdicts: Counter[str] = Counter()
    refused: dict[int, str] = {}
    seen: dict[str, int] = {}
    paid = 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            vin = row["vin"].upper()
            if not row["make"]:
                refused[number] = "Brand is missing"
            elif not row["model"]:
                refused[number] = "Series is missing"
            elif vin in seen:
                refused[number] = (
                    f"Row {seen[vin]} has the same vehicle. One that is bought back is received by hand."
                )
            else:
                seen[vin] = number
                verdicts["right" if is_right(vin) else "wrong"] += 1
                paid += int(row["sellingprice"]) * 100
    return verdicts, refused, paid


def test_every_verdict_is_counted_and_every_refused_row_named(bring_in):
    path = shared(NAME)
    verdicts, refused, paid = recount(path)

    with translation.override("en"):
        brought = bring_in(path, MAPPING)

    assert (brought.code, brought.run.rows_total) == (2, 9_999)
    assert brought.run.outcomes == verdicts == {"right": 9_971}
    assert dict(brought.run.refusals) == refused
    assert len(refused) == 28
    assert "check digit right" in brought.said
    assert Vehicle.objects.aggregate(Sum("cost"))["cost__sum"] == paid
    first = Vehicle.objects.get(vin="5XYKTCA69FG566472")
    assert (first.received_on, first.cost, first.condition) == (date(2014, 12, 16), 2_150_000, "used")
    assert not Vehicle.objects.filter(interior_colour__contains="€").exists()
    assert Vehicle.objects.filter(interior_colour="").count() > 1000
    assert Brand.objects.filter(name__iexact="land rover").count() == 1
    call_command("verify")
    before = Vehicle.objects.count()

    again = bring_in(path, MAPPING)

    assert (again.run.outcomes, again.run.rows_refused) == ({"known": 9_971}, 28)
    assert Vehicle.objects.count() == before
