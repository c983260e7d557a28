"""Ways to reach and to identify a person or company: phones, identity numbers, company codes.

A phone is stored as one canonical string: E.164 when it is a real number (`+8613800138000`), with `;ext=802` behind a
landline's extension, and the bare national digits when it is not, so that nothing a customer gave is lost.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberFormat
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidComponent, ValidationError

from forecourt.core.errors import Invalid

DEFAULT_REGION: Final = "CN"
MAX_PHONE_LENGTH: Final = 32
_EXTENSION_MARK = ";ext="
_MOST_DIGITS = 20
_LOCAL_NUMBER_DIGITS = 9
_ID_NUMBER_LENGTH = 18
_MOBILE = re.compile(r"1[3-9][0-9]{9}", re.ASCII)
_WRITTEN_MOBILE = re.compile(r"(?:(?:\+|00)?86)?0?(1[3-9][0-9]{9})", re.ASCII)
_CANONICAL_MOBILE = re.compile(r"\+86(1[3-9][0-9])([0-9]{4})([0-9]{4})", re.ASCII)
_MARKED_EXTENSION = re.compile(
    r"(?:;ext=|转接?|分机号?|ext(?:ension)?\.?|[x#*])[\s:.-]*([0-9]{1,7})$", re.ASCII | re.IGNORECASE
)
_DASHED_EXTENSION = re.compile(
    r"^((?:\+?86[\s-]?)?\(?0?[0-9]{2,3}\)?[\s-][0-9]{3,4}[\s-]?[0-9]{4})-([0-9]{1,6})$", re.ASCII
)
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
_PUNCTUATION = str.maketrans("", "", " ()-.")
# Within China a number is dialled as a mobile, with the area code's 0, or as a 400/800 service number:
# local numbers without their area code could be anybody's.
_DIALLED_IN_CHINA = re.compile(r"(?:86)?0[0-9]{9,11}|86[0-9]{9,11}|[48]00[0-9]{7}", re.ASCII)
_ID_PATTERN = re.compile(r"[0-9]{17}[0-9X]", re.ASCII)


class PhoneInvalid(Invalid):
    """The text is not a phone number that can be called."""

    code = "core.phone_invalid"


class IdNumberInvalid(Invalid):
    """The text is not an identity number of a resident of China."""

    code = "core.id_number_invalid"


class CompanyCodeInvalid(Invalid):
    """The text is not a unified social credit code."""

    code = "core.company_code_invalid"


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number as read.

    `number` is E.164 when `valid`, else the national digits as given.
    """

    number: str
    valid: bool
    extension: str = ""

    def __str__(self) -> str:
        """The canonical string that is stored and compared."""
        return f"{self.number}{_EXTENSION_MARK}{self.extension}" if self.extension else self.number


@dataclass(frozen=True, slots=True)
class IdNumber:
    """What an identity number says; `place` is empty when its division code is unknown."""

    number: str
    born_on: date
    is_male: bool
    place: str


def parse_phone(text: str, region: str = DEFAULT_REGION) -> Phone:
    """Read a phone number as people write it; without any digit the number is empty and not valid."""
    if region == DEFAULT_REGION and _MOBILE.fullmatch(text):
        return Phone("+86" + text, valid=True)
    body, extension = _split_extension(unicodedata.normalize("NFKC", text).translate(_DASHES).strip())
    digits = _digits(body)
    for candidate in (body, digits):
        number = _callable_number(candidate, region)
        if number:
            return Phone(number, valid=True, extension=extension)
    return Phone(digits[:_MOST_DIGITS], valid=False, extension=extension if digits else "")


def normalise_phone(text: str, region: str = DEFAULT_REGION) -> str:
    """The canonical string of a phone number, valid or not; at most MAX_PHONE_LENGTH characters."""
    return str(parse_phone(text, region))


def require_phone(text: str, *, field: str | None = "phone", region: str = DEFAULT_REGION) -> str:
    """The canonical string of a number that can be called. Raises PhoneInvalid."""
    phone = parse_phone(text, region)
    if not phone.valid:
        raise PhoneInvalid(
            _("“%(text)s” is not a phone number that can be called.") % {"text": text[:40]}, field=field
        )
    return str(phone)


def is_mobile(canonical: str) -> bool:
    """Whether a canonical phone is a Chinese mobile, which takes text messages."""
    return _CANONICAL_MOBILE.fullmatch(canonical) is not None


def format_phone(canonical: str) -> str:
    """A canonical phone for reading: 138 0013 8000, 010 6234 5678 ext. 802, +1 415-555-2671."""
    mobile = _CANONICAL_MOBILE.fullmatch(canonical)
    return " ".join(mobile.groups()) if mobile else _format_other(canonical)


def mask_phone(canonical: str) -> str:
    """A phone for those who may not see it whole: 138 **** 8000. Never shows more than the ends."""
    mobile = _CANONICAL_MOBILE.fullmatch(canonical)
    if mobile:
        return f"{mobile[1]} **** {mobile[3]}"
    return _mask_digits(_format_other(canonical.partition(_EXTENSION_MARK)[0]))


def check_id_number(text: str, *, today: date | None = None, field: str | None = "id_number") -> IdNumber:
    """Read a resident identity number (GB 11643): 17 digits and a check character. Raises IdNumberInvalid."""
    number = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    problem = _id_number_problem(number, today)
    if problem:
        raise IdNumberInvalid(problem, field=field)
    return IdNumber(number, ric.get_birth_date(number), int(number[16]) % 2 == 1, _id_place(number))


def check_company_code(text: str, *, field: str | None = "company_code") -> str:
    """A unified social credit code (GB 32100), upper case. Raises CompanyCodeInvalid."""
    code = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    try:
        return str(uscc.validate(code))
    except ValidationError:
        raise CompanyCodeInvalid(
            _(
                "“%(text)s” is not a unified social credit code: 18 characters, the last one a check character."
            )
            % {"text": text[:40]},
            field=field,
        ) from None


def _digits(text: str) -> str:
    return "".join(char for char in text if "0" <= char <= "9")


def _split_extension(text: str) -> tuple[str, str]:
    marked = _MARKED_EXTENSION.search(text)
    if marked:
        return text[: marked.start()].strip(), marked[1]
    dashed = _DASHED_EXTENSION.match(text)
    return (dashed[1], dashed[2]) if dashed else (text, "")


def _callable_number(text: str, region: str) -> str:
    """E.164, or nothing when the text is not what one dials for a real number."""
    if region == DEFAULT_REGION:
        mobile = _WRITTEN_MOBILE.fullmatch(text.translate(_PUNCTUATION))
        if mobile:
            return "+86" + mobile[1]
        if not text.startswith(("+", "00")) and not _DIALLED_IN_CHINA.fullmatch(_digits(text)):
            return ""
    number = _parse_number(text, region)
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164)) if number else ""


def _parse_number(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


@lru_cache(maxsize=4_096)
def _format_other(canonical: str) -> str:
    number, _mark, extension = canonical.partition(_EXTENSION_MARK)
    tail = f" ext. {extension}" if extension else ""
    parsed = _parse_number(number, DEFAULT_REGION) if number.startswith("+") else None
    if parsed is None:
        return number + tail
    home = parsed.country_code == phonenumbers.country_code_for_region(DEFAULT_REGION)
    style = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, style)) + tail


def _mask_digits(text: str) -> str:
    places = [at for at, char in enumerate(text) if char.isdigit()]
    head, tail = (3, 4) if len(places) > _LOCAL_NUMBER_DIGITS else (0, 2)
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if at in hidden else char for at, char in enumerate(text))


def _id_number_problem(number: str, today: date | None) -> str:
    if len(number) != _ID_NUMBER_LENGTH:
        return _("An identity number has 18 characters, this one has %(count)d.") % {"count": len(number)}
    if not _ID_PATTERN.fullmatch(number):
        return _("An identity number is 17 digits and a digit or X at the end.")
    try:
        born_on = ric.get_birth_date(number)
    except InvalidComponent:
        return _("The birth date in the identity number does not exist.")
    if today and born_on > today:
        return _("The birth date in the identity number lies in the future.")
    if ric.calc_check_digit(number) != number[-1]:
        return _("The check character of the identity number is wrong: a digit was mistyped.")
    return ""


def _id_place(number: str) -> str:
    try:
        place = ric.get_birth_place(number)
    except ValidationError:
        return ""
    return str(place.get("county") or place.get("province") or "")
