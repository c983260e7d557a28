"""Conditions as JSON-able data, checked and turned into nodes. Every refusal says where in the rule it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from forecourt.core.errors import Invalid
from forecourt.core.rules.facts import Fact, Text
from forecourt.core.rules.operators import OPERATORS, Operator

MAX_DEPTH = 8
MAX_CONDITIONS = 200
MAX_LIST = 500
MAX_TEXT = 200
MAX_DAYS = 36_500
MAX_NUMBER = 10**15
_YEARS = range(1900, 2201)


class RuleInvalid(Invalid):
    """The conditions cannot be understood; `details["where"]` is the place, such as 2.1."""

    code = "core.rule_invalid"


@dataclass(frozen=True, slots=True)
class Day:
    """A date of its own, or so many days from the day the rule is applied."""

    fixed: date | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact compared; `values` are checked and of the fact's kind. `op` is never one that denies another."""

    fact: Fact
    op: str
    values: tuple[Any, ...]
    written: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes of which all must hold, or any."""

    every: bool
    nodes: tuple["Node", ...]


Node = Condition | Group


def parse(conditions: Any, facts: Mapping[str, Fact]) -> Node:
    """The tree of conditions with negations moved to the leaves. Raises RuleInvalid."""
    if conditions in ({}, {"all": []}):
        return Group(every=True, nodes=())
    return _Parser(facts).node(conditions, (), negated=False)


class _Parser:
    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.facts = facts
        self.count = 0

    def node(self, data: Any, where: tuple[int, ...], *, negated: bool) -> Node:
        if not isinstance(data, Mapping):
            raise _refusal(where, _("a condition is an object with “all”, “any”, “not” or “fact”"))
        if len(where) > MAX_DEPTH:
            raise _refusal(where, _("the rule is nested too deeply"))
        if "fact" in data:
            return self.condition(data, where, negated=negated)
        if len(data) != 1 or next(iter(data)) not in {"all", "any", "not"}:
            raise _refusal(where, _("a condition is an object with “all”, “any”, “not” or “fact”"))
        word, inner = next(iter(data.items()))
        if word == "not":
            return self.node(inner, (*where, 1), negated=not negated)
        if not isinstance(inner, list) or not inner:
            raise _refusal(where, _("“all” and “any” need a list of conditions"))
        nodes = [self.node(child, (*where, place), negated=negated) for place, child in enumerate(inner, 1)]
        return Group(every=(word == "all") != negated, nodes=tuple(nodes))

    def condition(self, data: Mapping[str, Any], where: tuple[int, ...], *, negated: bool) -> Condition:
        self.count += 1
        if self.count > MAX_CONDITIONS:
            raise _refusal(where, _("the rule has too many conditions"))
        if set(data) - {"fact", "op", "value"}:
            raise _refusal(where, _("a condition has “fact”, “op” and “value”, nothing else"))
        fact = self.facts.get(data["fact"]) if isinstance(data["fact"], str) else None
        if fact is None:
            raise _refusal(where, _("there is no fact “%(name)s”"), name=str(data["fact"])[:60])
        name = data.get("op")
        operator = OPERATORS.get(name) if isinstance(name, str) else None
        if operator is None or fact.kind not in operator.kinds:
            raise _refusal(
                where, _("“%(fact)s” cannot be asked “%(name)s”"), fact=fact.label, name=str(name)[:60]
            )
        values = _values(fact, operator, data.get("value"), where)
        return Condition(
            fact, operator.denies or str(name), values, str(name), negated != bool(operator.denies)
        )


def _refusal(where: tuple[int, ...], reason: Text, **details: Any) -> RuleInvalid:
    """The refusal at a place; `reason` is filled in already, so that it reads in the language of the request."""
    place = ".".join(map(str, where)) or "1"
    return RuleInvalid(
        _("Condition %(where)s: %(reason)s."), field="conditions", where=place, reason=str(reason) % details
    )


def _values(fact: Fact, operator: Operator, data: Any, where: tuple[int, ...]) -> tuple[Any, ...]:
    if operator.takes == "nothing":
        if data is not None:
            raise _refusal(where, _("“%(name)s” takes no value"), name=operator.label)
        return ()
    if operator.takes == "days":
        return (_days(data, where),)
    if operator.takes == "one":
        return (_value(fact, data, where),)
    if not isinstance(data, list) or not data or len(data) > MAX_LIST:
        raise _refusal(where, _("“%(name)s” needs a list of values"), name=operator.label)
    if operator.takes == "pair" and len(data) != len(("from", "to")):
        raise _refusal(where, _("“%(name)s” needs two values"), name=operator.label)
    return tuple(_value(fact, item, where) for item in data)


def _days(data: Any, where: tuple[int, ...]) -> int:
    if isinstance(data, bool) or not isinstance(data, int) or not 0 <= data <= MAX_DAYS:
        raise _refusal(where, _("a number of days is a whole number from 0 to %(most)d"), most=MAX_DAYS)
    return int(data)


def _value(fact: Fact, data: Any, where: tuple[int, ...]) -> Any:
    readers = {
        "text": _text,
        "choice": _choice,
        "boolean": _boolean,
        "number": _number,
        "money": _number,
        "date": _day,
        "datetime": _day,
    }
    value = readers[fact.kind](fact, data)
    if value is None:
        raise _refusal(
            where, _("%(value)s does not fit “%(fact)s”"), value=str(data)[:60] or "“”", fact=fact.label
        )
    return value


def _text(_fact: Fact, data: Any) -> str | None:
    return data if isinstance(data, str) and 0 < len(data) <= MAX_TEXT and _is_storable(data) else None


def _is_storable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _choice(fact: Fact, data: Any) -> str | int | None:
    if not fact.choices:
        return _text(fact, data)
    return next((code for code, _label in fact.choices if code == data and type(code) is type(data)), None)


def _boolean(_fact: Fact, data: Any) -> bool | None:
    return data if isinstance(data, bool) else None


def _number(fact: Fact, data: Any) -> Decimal | None:
    """An exact number: an integer, or a text or float of no more decimals than the fact has."""
    if isinstance(data, bool) or not isinstance(data, (int, float, str)):
        return None
    try:
        number = Decimal(str(data))
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) > MAX_NUMBER or number != round(number, fact.decimals):
        return None
    return number


def _day(_fact: Fact, data: Any) -> Day | None:
    if isinstance(data, Mapping):
        offset = data.get("days")
        fits = set(data) == {"days"} and isinstance(offset, int) and not isinstance(offset, bool)
        return Day(offset=int(offset or 0)) if fits and abs(int(offset or 0)) <= MAX_DAYS else None
    try:
        day = date.fromisoformat(data) if isinstance(data, str) else None
    except ValueError:
        return None
    return Day(fixed=day) if day and day.year in _YEARS else None
