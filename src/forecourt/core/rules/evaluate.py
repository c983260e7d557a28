"""A condition asked of one object, in Python."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from forecourt.core import clock
from forecourt.core.rules.parse import Condition, Day

_FOLD = str.maketrans(ascii_uppercase, ascii_lowercase)


def fold(text: str) -> str:
    """Text without regard to the case of A to Z, the one case rule that every database keeps alike."""
    return text.translate(_FOLD)


def condition_holds(condition: Condition, obj: Any, today: date) -> bool:
    """Whether the object meets the condition: a missing value meets none but the negated ones and `is_empty`."""
    value = condition.fact.value_of(obj)
    if value == "" and condition.fact.has_text:
        value = None
    if condition.op == "is_empty":
        return (value is None) != condition.negated
    return (value is not None and _positive(condition, value, today)) != condition.negated


def _positive(condition: Condition, value: Any, today: date) -> bool:
    kind = condition.fact.kind
    if kind in {"date", "datetime"}:
        return _day_holds(condition, value, today)
    if kind == "text":
        return _text_holds(condition.op, fold(str(value)), [fold(text) for text in condition.values])
    if kind in {"number", "money"}:
        return _number_holds(condition.op, Decimal(value), condition.values)
    return value in condition.values


def _text_holds(op: str, value: str, texts: list[str]) -> bool:
    if op == "contains":
        return texts[0] in value
    if op == "starts_with":
        return value.startswith(texts[0])
    return value in texts


def _number_holds(op: str, value: Decimal, numbers: tuple[Decimal, ...]) -> bool:
    first, last = numbers[0], numbers[-1]
    if op == "between":
        return first <= value <= last
    orders = {"lt": value < first, "lte": value <= first, "gt": value > first, "gte": value >= first}
    return orders.get(op, value in numbers)


def _day_holds(condition: Condition, value: date | datetime, today: date) -> bool:
    first, last = days_between(condition, today)
    if not isinstance(value, datetime):
        return (first is None or first <= value) and (last is None or value <= last)
    return (first is None or clock.start_of(first) <= value) and (last is None or value < clock.end_of(last))


def days_between(condition: Condition, today: date) -> tuple[date | None, date | None]:
    """The first and last day that meet a condition on dates; None is without bound."""
    one_day = timedelta(days=1)
    if condition.op in {"older_than_days", "within_days", "next_days"}:
        span = timedelta(days=condition.values[0])
        bounds = {
            "older_than_days": (None, today - span - one_day),
            "within_days": (today - span, today),
            "next_days": (today, today + span),
        }
        return bounds[condition.op]
    days = [resolve(day, today) for day in condition.values]
    by_op: dict[str, tuple[date | None, date | None]] = {
        "lt": (None, days[0] - one_day),
        "lte": (None, days[0]),
        "gt": (days[0] + one_day, None),
        "gte": (days[0], None),
    }
    return by_op.get(condition.op, (days[0], days[-1]))


def resolve(day: Day, today: date) -> date:
    """The calendar date a value means on `today`."""
    return day.fixed or today + timedelta(days=day.offset)
