"""Phones, identity numbers and company codes: one canonical form, clear refusals."""

import time
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from forecourt.core.contact import (
    MAX_PHONE_LENGTH,
    CompanyCodeInvalid,
    IdNumberInvalid,
    PhoneInvalid,
    check_company_code,
    check_id_number,
    format_phone,
    is_mobile,
    mask_phone,
    normalise_phone,
    parse_phone,
    require_phone,
)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "+8613800138000",
        "+86 138-0013-8000",
        "0086 13800138000",
        "8613800138000",
        "138 0013 8000",
        "１３８００１３８０００",
        "(+86)138 0013 8000",
        "013800138000",
        " 138—0013—8000 ",
    ],
)
def test_a_chinese_mobile_has_one_form_however_it_is_written(text):
    assert normalise_phone(text) == "+8613800138000"
    assert parse_phone(text).valid


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("010-62345678", "+861062345678"),
        ("（010）62345678", "+861062345678"),
        ("010-62345678转802", "+861062345678;ext=802"),
        ("010-62345678 ext. 802", "+861062345678;ext=802"),
        ("010-62345678-802", "+861062345678;ext=802"),
        ("0755-28888888-1", "+8675528888888;ext=1"),
        ("0755 2888 8888 分机 12", "+8675528888888;ext=12"),
        ("400-820-8820", "+864008208820"),
        ("+1 415 555 2671", "+14155552671"),
        ("+852 9123 4567", "+85291234567"),
    ],
)
def test_landlines_services_and_foreign_numbers_are_valid(text, canonical):
    assert normalise_phone(text) == canonical
    assert parse_phone(text).valid


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("8264678", "8264678"),
        ("555-1234", "5551234"),
        ("62345678", "62345678"),
        ("(415) 555-2671", "4155552671"),
        ("1380013800", "1380013800"),
        ("12345", "12345"),
        ("none", ""),
        ("", ""),
        ("=cmd|' /C calc'!A0", "0"),
    ],
)
def test_what_cannot_be_called_keeps_its_digits_and_is_marked(text, digits):
    phone = parse_phone(text)

    assert (phone.number, phone.valid) == (digits, False)


def test_requiring_a_phone_refuses_what_cannot_be_called():
    assert require_phone("138 0013 8000") == "+8613800138000"
    with pytest.raises(PhoneInvalid) as refusal:
        require_phone("8264678", field="mobile")

    assert refusal.value.field == "mobile"
    assert "8264678" in str(refusal.value.message)


def test_another_region_reads_its_own_national_numbers():
    assert normalise_phone("(415) 555-2671", "US") == "+14155552671"
    assert normalise_phone("13800138000", "US") == "13800138000"


@pytest.mark.parametrize(
    ("canonical", "shown", "masked"),
    [
        ("+8613800138000", "138 0013 8000", "138 **** 8000"),
        ("+861062345678", "010 6234 5678", "010 **** 5678"),
        ("+861062345678;ext=802", "010 6234 5678 ext. 802", "010 **** 5678"),
        ("+14155552671", "+1 415-555-2671", "+1 41*-***-2671"),
        ("8264678", "8264678", "*****78"),
        ("", "", ""),
    ],
)
def test_phones_are_shown_whole_or_masked(canonical, shown, masked):
    assert format_phone(canonical) == shown
    assert mask_phone(canonical) == masked


def test_only_a_chinese_mobile_is_a_mobile():
    assert is_mobile("+8613800138000")
    assert not is_mobile("+861062345678")
    assert not is_mobile("13800138000")


@given(st.text(max_size=80))
def test_any_text_gives_a_canonical_string_that_stays_as_it_is(text):
    canonical = normalise_phone(text)

    assert len(canonical) <= MAX_PHONE_LENGTH
    assert normalise_phone(canonical) == canonical
    format_phone(canonical)
    mask_phone(canonical)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_the_fast_path_agrees_with_the_slow_one(mobile):
    assert normalise_phone(mobile) == normalise_phone(f"{mobile[:3]} {mobile[3:]}") == f"+86{mobile}"


def test_a_plain_mobile_costs_microseconds():
    started = time.perf_counter()
    for number in range(10_000):
        normalise_phone(f"138{number:08d}")

    assert (time.perf_counter() - started) / 10_000 < 20e-6


def test_an_identity_number_tells_birth_date_sex_and_place():
    card = check_id_number(" 11010519491231002x ")

    assert (card.number, card.born_on, card.is_male) == ("11010519491231002X", date(1949, 12, 31), False)
    assert card.place


def test_an_unknown_division_code_is_accepted_without_a_place():
    assert check_id_number("830000199001010020").place == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("110105491231002", "18 characters"),
        ("11010519491231O02X", "17 digits"),
        ("11010519491331002X", "does not exist"),
        ("110105194912310021", "mistyped"),
        ("", "18 characters"),
    ],
)
def test_a_wrong_identity_number_is_refused_with_its_reason(text, reason):
    with pytest.raises(IdNumberInvalid, match=reason):
        check_id_number(text)


def test_nobody_is_born_in_the_future():
    with pytest.raises(IdNumberInvalid, match="future"):
        check_id_number("11010519491231002X", today=date(1949, 12, 30))


def test_a_company_code_is_checked_and_upper_case():
    assert check_company_code(" 91110000600037341l") == "91110000600037341L"


@pytest.mark.parametrize(
    "text", ["91110000600037342L", "9111000060003734", "", "I1110000600037341L", "９１１"]
)
def test_a_wrong_company_code_is_refused(text):
    with pytest.raises(CompanyCodeInvalid):
        check_company_code(text)
