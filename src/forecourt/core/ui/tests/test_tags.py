"""How figures, numbers and moments are written."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from forecourt.core.templatetags.forecourt import badge, big_money, day, icon, moment, phone, tel, vin

LATE = datetime(2026, 11, 22, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fen", "chinese", "english"),
    [
        (None, "", ""),
        (999_999, "¥9,999", "¥9,999"),
        (12_800_000, "¥12.8万", "¥128,000"),
        (-1_280_000_000, "−¥1,280.0万", "−¥12,800,000"),
    ],
)
def test_big_amounts_are_said_as_a_dealer_says_them(fen, chinese, english):
    with translation.override("zh-hans"):
        assert big_money(fen) == chinese
    with translation.override("en"):
        assert big_money(fen) == english


def test_numbers_are_grouped_for_reading():
    assert phone("+8613800138000") == "138 0013 8000"
    assert tel("+861062345678;ext=802") == "+861062345678,802"
    assert vin("LSVAA4187N2123456") == "LSV AA418 7 N2 123456"
    assert vin("K-0001") == "K-0001"
    assert (phone(None), vin(None)) == ("", "")


def test_moments_are_told_in_the_store_or_the_installation():
    assert moment(LATE) == "2026-11-23 01:05"
    assert moment(LATE, "Asia/Urumqi") == "2026-11-22 23:05"
    assert day(LATE) == "2026-11-23"
    assert day(LATE, "Asia/Urumqi") == "2026-11-22"
    assert day(date(2026, 11, 23)) == "2026-11-23"
    assert (moment(None), day(None)) == ("", "")


def test_names_in_badges_and_icons_are_escaped():
    assert badge("<b>", "good") == '<span class="badge tone tone-good">&lt;b&gt;</span>'
    assert "tone-neutral" in badge("x", "pink")
    assert '"' not in icon('x"onload="y').split("#")[1].split('"/>')[0]
