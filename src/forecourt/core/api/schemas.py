"""Pieces of which the input and output schemas of every department are made."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, overload

from django.conf import settings
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints, field_validator

from forecourt.core import money as core_money

# The key of a row: a positive 64-bit integer.
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]
# Text of one line and text of several, without the control characters that no database keeps.
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\u0000-\u001f\u007f]*$")
]
Note = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=4000, pattern=r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$"
    ),
]
# A calendar date and an aware moment within the life of a dealer group.
Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2099, 12, 31))]
Moment = Annotated[
    AwareDatetime, Field(ge=datetime(1990, 1, 1, tzinfo=UTC), le=datetime(2099, 12, 31, tzinfo=UTC))
]


class In(Schema):
    """The base of every input: a field that is not known is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")


class MoneyOut(Schema):
    """An exact amount: minor units (fen) of a currency."""

    minor: int
    currency: str


class MoneyIn(In):
    """An exact amount: minor units (fen) of the group's currency."""

    minor: int = Field(ge=-core_money.MAX_MINOR, le=core_money.MAX_MINOR)
    currency: str = Field(default_factory=core_money.currency, min_length=3, max_length=3)

    @field_validator("currency")
    @classmethod
    def _own_currency(cls, value: str) -> str:
        if value != settings.FORECOURT_CURRENCY:
            raise ValueError(_("Amounts are in %(currency)s.") % {"currency": settings.FORECOURT_CURRENCY})
        return value


@overload
def money(minor: int) -> MoneyOut: ...
@overload
def money(minor: int | None) -> MoneyOut | None: ...
def money(minor: int | None) -> MoneyOut | None:
    """An amount of a row, as the API shows it; null where it is not known."""
    if minor is None:
        return None
    return MoneyOut.model_construct(minor=minor, currency=core_money.currency())


def minor_of(amount: MoneyIn | None) -> int | None:
    """The minor units of an amount that was sent, if one was."""
    return amount.minor if amount else None


class FieldProblem(Schema):
    """One thing that is wrong with one part of the input."""

    field: str
    source: str
    code: str
    message: str


class Problem(Schema):
    """Why a request was refused, after RFC 9457. `code` is stable and for programs; the texts are for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    field: str | None = None
    errors: list[FieldProblem] | None = None
    details: dict[str, Any] | None = None
