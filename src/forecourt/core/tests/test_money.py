"""Money: exact, in minor units, and nothing that is no amount gets in."""

from decimal import Decimal

import pytest

from forecourt.core.errors import Invalid
from forecourt.core.money import MAX_MINOR, apply_rate, format_money, format_wan, parse_money


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("¥128,000.50", 12_800_050),
        ("￥1，000", 100_000),
        ("-3", -300),
        (" 0.01 ", 1),
        (Decimal(26_000), 2_600_000),
        (7, 700),
        ("10000000000000", MAX_MINOR),
    ],
)
def test_an_amount_is_read_as_people_write_it(text, minor):
    assert parse_money(text) == minor


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1.005", "1..2", "NaN", "Infinity", "10000000000000.01", "1e13x", "9e999999", "-9e999999"],
)
def test_what_is_no_amount_is_refused_with_its_field(text):
    with pytest.raises(Invalid) as refusal:
        parse_money(text, field="price")

    assert refusal.value.field == "price"


@pytest.mark.parametrize(
    ("minor", "rate", "rounded"), [(100, "0.125", 13), (-100, "0.125", -13), (300, "0.13", 39), (0, "0.5", 0)]
)
def test_a_rate_is_applied_once_and_rounded_half_up(minor, rate, rounded):
    assert apply_rate(minor, Decimal(rate)) == rounded


def test_amounts_are_shown_with_their_sign():
    assert format_money(-12_345_678) == "−¥123,456.78"
    assert format_money(None) == ""
    assert format_wan(1_280_000_000) == "¥1,280.0万"
