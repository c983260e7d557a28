"""The operators of conditions: for which kinds, with which value, in which words."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from forecourt.core.rules.facts import Kind, Text

Takes = Literal["nothing", "one", "list", "pair", "days"]

_ALL: frozenset[Kind] = frozenset({"text", "number", "money", "date", "datetime", "boolean", "choice"})
_ORDERED: frozenset[Kind] = frozenset({"number", "money", "date", "datetime"})
_DATES: frozenset[Kind] = frozenset({"date", "datetime"})
_LISTED: frozenset[Kind] = frozenset({"text", "number", "money", "choice"})
_TEXT: frozenset[Kind] = frozenset({"text"})


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator: the kinds of facts it is for, what it takes, its words; `denies` names the operator it negates."""

    kinds: frozenset[Kind]
    takes: Takes
    label: Text
    words: Text
    denies: str = ""


OPERATORS: dict[str, Operator] = {
    "is": Operator(_ALL, "one", _("is"), _("%(fact)s is %(value)s")),
    "is_not": Operator(_ALL, "one", _("is not"), _("%(fact)s is not %(value)s"), denies="is"),
    "in": Operator(_LISTED, "list", _("is one of"), _("%(fact)s is one of %(value)s")),
    "not_in": Operator(_LISTED, "list", _("is none of"), _("%(fact)s is none of %(value)s"), denies="in"),
    "lt": Operator(_ORDERED, "one", _("is below"), _("%(fact)s is below %(value)s")),
    "lte": Operator(_ORDERED, "one", _("is at most"), _("%(fact)s is at most %(value)s")),
    "gt": Operator(_ORDERED, "one", _("is above"), _("%(fact)s is above %(value)s")),
    "gte": Operator(_ORDERED, "one", _("is at least"), _("%(fact)s is at least %(value)s")),
    "between": Operator(_ORDERED, "pair", _("is between"), _("%(fact)s is between %(value)s")),
    "contains": Operator(_TEXT, "one", _("contains"), _("%(fact)s contains %(value)s")),
    "starts_with": Operator(_TEXT, "one", _("begins with"), _("%(fact)s begins with %(value)s")),
    "is_empty": Operator(_ALL, "nothing", _("is missing"), _("%(fact)s is missing")),
    "not_empty": Operator(_ALL, "nothing", _("is known"), _("%(fact)s is known"), denies="is_empty"),
    "older_than_days": Operator(
        _DATES, "days", _("is longer ago than (days)"), _("%(fact)s is more than %(value)s days ago")
    ),
    "within_days": Operator(
        _DATES, "days", _("is within the last (days)"), _("%(fact)s is within the last %(value)s days")
    ),
    "next_days": Operator(
        _DATES, "days", _("is within the next (days)"), _("%(fact)s is within the next %(value)s days")
    ),
}


def operators_of(kind: Kind) -> dict[str, Operator]:
    """The operators a fact of this kind may be asked with, for the form that writes rules."""
    return {name: operator for name, operator in OPERATORS.items() if kind in operator.kinds}
