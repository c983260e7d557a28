"""Vehicle identification numbers: check, decode, write for reading.

ISO 3779:2009 (structure, check digit, model year), ISO 3780:2009 (world manufacturer identifier), GB 16735-2019 (the
Chinese VIN) and GB 16737-2019 (the Chinese WMI). The tables of makers and countries are facts in `data/`.
"""

import csv
import unicodedata
from functools import cache
from operator import mul
from pathlib import Path
from typing import Final, Literal, NamedTuple

from django.utils.translation import gettext as _

VIN_LENGTH: Final = 17
ALPHABET: Final = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
"""Characters of a VIN: no I, O, Q."""

Verdict = Literal["ok", "bad_length", "bad_characters", "check_digit_mismatch"]
Severity = Literal["ok", "warning", "error"]

_VALUES: Final = dict(
    zip(ALPHABET, [*range(10), *range(1, 9), *range(1, 6), 7, 9, *range(2, 10)], strict=True)
)
_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CHECK_DIGITS: Final = "0123456789X"
_CHECK_PLACE = 8
_YEAR_PLACE = 9
_YEAR_CODES: Final = "ABCDEFGHJKLMNPRSTVWXY123456789"
_FIRST_CYCLE = 1980
_CYCLE = len(_YEAR_CODES)
_FIRST_CHINESE_YEAR = 1997
_NORTH_AMERICA = frozenset("12345")
_READINGS = str.maketrans("OIQ", "010")
_SEPARATORS = str.maketrans("", "", " -\t\u00a0\u200b\ufeff\u2010\u2013")
_SMALL_MAKER = "9"
_DATA = Path(__file__).parent / "data"
# Order of characters within a country range of ISO 3780: letters before digits, zero last.
_RANGE_ORDER: Final = "ABCDEFGHJKLMNPRSTUVWXYZ1234567890"


class VinVerdict(NamedTuple):
    """What the check of a VIN found; `vin` is normalised, `expected` the check digit that would be right.

    `suggestion` is the VIN with O, I, Q read as 0, 1, 0, when that makes it a possible one.
    """

    vin: str
    verdict: Verdict
    severity: Severity
    expected: str = ""
    suggestion: str = ""

    @property
    def message(self) -> str:
        """The verdict for a person, in the language of the request; empty when all is well."""
        return _message(self)


class Decoded(NamedTuple):
    """What a VIN says of its vehicle; unknown parts are empty. `country` is ISO 3166-1 alpha-2.

    `model_years`: the possible model years by position 10 (ISO 3779, 30-year cycle), the likeliest first.
    """

    wmi: str
    maker_zh: str
    maker_en: str
    country: str
    vds: str
    model_years: tuple[int, ...]
    plant: str
    serial: str


class Maker(NamedTuple):
    """A row of the WMI table."""

    zh: str
    en: str
    country: str


def normalise_vin(text: str) -> str:
    """Upper case without spaces and hyphens; full-width characters become plain ones."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return plain.translate(_SEPARATORS).strip().upper()


def check_digit(vin: str) -> str:
    """The check digit a 17-character VIN of allowed characters must carry at position 9. Raises KeyError else."""
    return _CHECK_DIGITS[sum(map(mul, map(_VALUES.__getitem__, vin), _WEIGHTS)) % 11]


def check_vin(text: str) -> VinVerdict:
    """Check length, characters and check digit; never raises.

    A wrong check digit is an error on a VIN of China (L), which only a reason overrides, and a warning on others:
    makers outside North America and China need not use it.
    """
    vin = normalise_vin(text)
    if len(vin) != VIN_LENGTH:
        return VinVerdict(vin, "bad_length", "error")
    try:
        expected = check_digit(vin)
    except KeyError:
        return VinVerdict(vin, "bad_characters", "error", suggestion=_suggestion(vin))
    if vin[_CHECK_PLACE] == expected:
        return VinVerdict(vin, "ok", "ok", expected)
    return VinVerdict(vin, "check_digit_mismatch", "error" if vin[0] == "L" else "warning", expected)


def decode(vin: str, *, year: int) -> Decoded:
    """Maker, country, model years, plant code and serial of a VIN, as of the present `year`.

    Works on any text: what is missing or unknown is empty. A maker of fewer than 1,000 vehicles a year (third
    character 9) is found by positions 12 to 14 as well.
    """
    vin = normalise_vin(vin)
    maker = _maker(vin)
    return Decoded(
        wmi=vin[:3],
        maker_zh=maker.zh,
        maker_en=maker.en,
        country=maker.country or country_of(vin[:2]),
        vds=vin[3:9],
        model_years=_model_years(vin, year),
        plant=vin[10:11],
        serial=vin[11:],
    )


def country_of(region: str) -> str:
    """The country of the first two characters by ISO 3780, alpha-2; empty when not assigned."""
    return _countries().get(region, "")


def format_vin(vin: str) -> str:
    """A VIN in groups for reading aloud: maker, descriptor, check digit, year and plant, serial."""
    if len(vin) != VIN_LENGTH:
        return vin
    return f"{vin[:3]} {vin[3:8]} {vin[8]} {vin[9:11]} {vin[11:]}"


def _suggestion(vin: str) -> str:
    read = vin.translate(_READINGS)
    return read if all(char in _VALUES for char in read) else ""


def _message(verdict: VinVerdict) -> str:
    if verdict.verdict == "bad_length":
        return _("A VIN has 17 characters, this one has %(count)d.") % {"count": len(verdict.vin)}
    if verdict.verdict == "bad_characters":
        if verdict.suggestion:
            return _("A VIN has no I, O or Q. Is it %(vin)s?") % {"vin": verdict.suggestion}
        return _("A VIN has only digits and the letters A to Z without I, O and Q.")
    if verdict.verdict == "check_digit_mismatch":
        return _("The check digit (position 9) is %(found)s, it should be %(expected)s.") % {
            "found": verdict.vin[_CHECK_PLACE],
            "expected": verdict.expected,
        }
    return ""


def _maker(vin: str) -> Maker:
    makers = _makers()
    keys = [vin[:3] + vin[11:14]] if vin[2:3] == _SMALL_MAKER else []
    return next((makers[key] for key in (*keys, vin[:3], vin[:2]) if key in makers), Maker("", "", ""))


def _model_years(vin: str, year: int) -> tuple[int, ...]:
    code = vin[_YEAR_PLACE : _YEAR_PLACE + 1]
    if not code or code not in _YEAR_CODES:
        return ()
    first = _FIRST_CYCLE + _YEAR_CODES.index(code)
    possible = [candidate for candidate in range(first, year + 2, _CYCLE) if _is_possible(vin, candidate)]
    return tuple(reversed(possible))


def _is_possible(vin: str, year: int) -> bool:
    if vin[0] == "L":
        return year >= _FIRST_CHINESE_YEAR  # GB/T 16735 took effect on 1997-01-01
    if vin[0] in _NORTH_AMERICA and len(vin) == VIN_LENGTH:
        # 49 CFR 565.15: a letter at position 7 of a car means the cycle that began in 2010.
        return vin[6].isalpha() == (year >= _FIRST_CYCLE + _CYCLE) or year >= _FIRST_CYCLE + 2 * _CYCLE
    return True


@cache
def _makers() -> dict[str, Maker]:
    with (_DATA / "wmi.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Maker(row["maker_zh"], row["maker_en"], row["country"])
            for row in csv.DictReader(file)
        }


@cache
def _countries() -> dict[str, str]:
    with (_DATA / "wmi_countries.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["first"][0] + _RANGE_ORDER[at]: row["country"]
            for row in csv.DictReader(file)
            for at in range(_RANGE_ORDER.index(row["first"][1]), _RANGE_ORDER.index(row["last"][1]) + 1)
        }
