"""China's tables: the chart of accounts and the VAT rates."""

import itertools
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest

from forecourt.localisation.china.chart import chart_of_accounts
from forecourt.localisation.china.vat import RateUnknown, vat_rate, vat_rates


def test_the_chart_has_each_code_once_in_order():
    codes = [each.code for each in chart_of_accounts()]

    assert codes == sorted(set(codes))
    assert {"1122", "1405", "2202", "2221", "6001", "6051", "6401", "6402"} <= set(codes)


def test_every_account_has_both_names_and_a_known_kind():
    for each in chart_of_accounts():
        assert each.name_zh
        assert each.name_en
        assert each.kind in {"asset", "liability", "equity", "cost", "revenue", "expense"}


@pytest.mark.parametrize(
    ("kind", "on", "rate"),
    [
        ("goods", date(2018, 4, 30), "0.17"),
        ("goods", date(2018, 5, 1), "0.16"),
        ("goods", date(2019, 3, 31), "0.16"),
        ("goods", date(2019, 4, 1), "0.13"),
        ("goods", date(2026, 1, 1), "0.13"),
        ("used_car", date(2020, 5, 1), "0.005"),
        ("used_car", date(2027, 12, 31), "0.005"),
    ],
)
def test_the_rate_of_a_day(kind, on, rate):
    assert vat_rate(kind, on) == Decimal(rate)


@pytest.mark.parametrize(("kind", "on"), [("goods", date(1993, 12, 31)), ("used_car", date(2028, 1, 1))])
def test_outside_its_windows_a_rate_is_unknown(kind, on):
    with pytest.raises(RateUnknown) as refused:
        vat_rate(kind, on)

    assert on.isoformat() in refused.value.message


def test_the_windows_of_a_kind_follow_each_other_without_gap_or_overlap():
    by_kind = defaultdict(list)
    for each in vat_rates():
        by_kind[each.kind].append(each)

    for rates in by_kind.values():
        for earlier, later in itertools.pairwise(rates):
            assert earlier.ends_on is not None
            assert later.starts_on == earlier.ends_on + timedelta(days=1)


def test_every_rate_names_its_source():
    assert all(each.source for each in vat_rates())
