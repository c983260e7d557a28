"""Money as integer minor units (fen), exact everywhere.

In rows and services an amount is an `int` of minor units of the group's one currency. `Decimal` and text appear at the
edges only: forms, files, the API and what a page shows.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, Overflow
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forecourt.core.errors import Invalid

MINOR_UNITS = 100
MAX_MINOR = 10**15
_SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€"}
_GROUPING = re.compile(r"[¥￥$€,，\s\u00a0]")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its currency, as the API shows it."""

    minor: int
    currency: str = "CNY"

    def __str__(self) -> str:
        return format_money(self.minor, self.currency)


def currency() -> str:
    """The ISO 4217 code of the group's currency."""
    return str(settings.FORECOURT_CURRENCY)


def parse_money(text: str | int | Decimal, *, field: str | None = None) -> int:
    """Minor units of an amount in major units, such as "¥128,000.50" or Decimal("26000").

    Raises Invalid for anything else, for more than two decimals and for more than 10 trillion.
    """
    try:
        major = Decimal(_GROUPING.sub("", text)) if isinstance(text, str) else Decimal(text)
        minor = major * MINOR_UNITS if major.is_finite() else Decimal("0.5")
    except (InvalidOperation, Overflow):
        raise Invalid(_("“%(text)s” is not an amount of money."), field=field, text=str(text)[:40]) from None
    if abs(minor) > MAX_MINOR or minor != minor.to_integral_value():
        raise Invalid(_("“%(text)s” is not an amount of money."), field=field, text=str(text)[:40])
    return int(minor)


def to_decimal(minor: int) -> Decimal:
    """Major units with two decimals, for files and forms."""
    return Decimal(minor).scaleb(-2)


def apply_rate(minor: int, rate: Decimal) -> int:
    """`minor` times `rate`, rounded half up to a whole minor unit: the one place where money is rounded."""
    return int((Decimal(minor) * rate).quantize(Decimal(1), ROUND_HALF_UP))


def format_money(minor: int | None, code: str | None = None) -> str:
    """¥128,000.00, with a true minus sign; an empty string for None."""
    if minor is None:
        return ""
    whole, cents = divmod(abs(minor), MINOR_UNITS)
    sign = "−" if minor < 0 else ""
    return f"{sign}{_SYMBOLS.get(code or currency(), '')}{whole:,}.{cents:02d}"


def format_wan(minor: int) -> str:
    """The amount in 万 with one decimal, as a dealer says it: ¥1,280.0万."""
    tenths = apply_rate(abs(minor), Decimal("0.00001"))
    whole, tenth = divmod(tenths, 10)
    return f"{'−' if minor < 0 and tenths else ''}{_SYMBOLS.get(currency(), '')}{whole:,}.{tenth}万"


class MoneyFormField(forms.CharField):
    """Reads an amount as a person writes it and cleans to minor units."""

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("min_value", "max_value", "widget"):
            kwargs.pop(unused, None)
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        """Minor units become major units in the input."""
        return f"{to_decimal(value):f}" if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """Minor units, or None when empty and not required."""
        text = super().clean(value)
        if text in self.empty_values:
            return None
        try:
            return parse_money(text)
        except Invalid as error:
            raise forms.ValidationError(error.message) from None


class MoneyField(models.BigIntegerField):  # type: ignore[type-arg]  # not generic when it runs
    """Minor units of the group's currency in a 64-bit integer column."""

    def formfield(self, form_class: Any = None, choices_form_class: Any = None, **kwargs: Any) -> Any:
        """A text input that reads and shows major units."""
        return super().formfield(form_class or MoneyFormField, choices_form_class, **kwargs)
