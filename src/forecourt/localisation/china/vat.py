"""Value added tax: rates as dated facts. Outside their windows the answer is that nobody knows."""

import csv
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from forecourt.core.errors import Invalid

_RATES = Path(__file__).parent / "data" / "vat_rates.csv"


class RateUnknown(Invalid):
    """No rate is on record for the day."""

    code = "vat_rate_unknown"
    default_message = _("No VAT rate is on record for %(on)s.")


class VatRate(NamedTuple):
    """A rate in force from one day until another (None: until further notice), and the text that says so.

    `confirmed` is false where the text itself was not at hand.
    """

    kind: str
    rate: Decimal
    starts_on: date
    ends_on: date | None
    confirmed: bool
    source: str


@cache
def vat_rates() -> tuple[VatRate, ...]:
    """All rates on record."""
    with _RATES.open(encoding="utf-8", newline="") as file:
        return tuple(
            VatRate(
                row["kind"],
                Decimal(row["rate"]),
                date.fromisoformat(row["from"]),
                date.fromisoformat(row["until"]) if row["until"] else None,
                row["confirmed"] == "yes",
                row["source"],
            )
            for row in csv.DictReader(file)
        )


def vat_rate(kind: str, on: date) -> Decimal:
    """The rate for `kind` ("goods" or "used_car") on a day. Raises RateUnknown."""
    for each in vat_rates():
        if each.kind == kind and each.starts_on <= on and (each.ends_on is None or on <= each.ends_on):
            return each.rate
    raise RateUnknown(on=on.isoformat())
