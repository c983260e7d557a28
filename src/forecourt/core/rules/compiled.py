"""A rule ready to be used: one filter, one predicate, one explanation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecourt.core.money import format_money
from forecourt.core.rules.evaluate import condition_holds
from forecourt.core.rules.facts import Fact
from forecourt.core.rules.operators import OPERATORS
from forecourt.core.rules.parse import Condition, Day, Group, Node, parse
from forecourt.core.rules.sql import condition_q


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """Checked conditions. `q` and `matches` give the same verdict on the same row, for any `today`."""

    root: Node

    def q(self, today: date) -> Q:
        """The filter of the rows that match; without conditions it passes all."""
        return _q(self.root, today)

    def matches(self, obj: Any, today: date) -> bool:
        """Whether one object matches."""
        return _holds(self.root, obj, today)

    def explain(self, obj: Any, today: date) -> list[tuple[str, bool]]:
        """Every condition in words, in the order written, with whether the object meets it."""
        return [(in_words(leaf), condition_holds(leaf, obj, today)) for leaf in self.conditions()]

    def conditions(self) -> list[Condition]:
        """The conditions in the order written, negations included in each."""
        return _leaves(self.root)


def compile_rule(conditions: Any, facts: Iterable[Fact]) -> CompiledRule:
    """A rule from conditions as data. Raises RuleInvalid with the place of the first thing wrong."""
    return CompiledRule(parse(conditions, {fact.name: fact for fact in facts}))


def _q(node: Node, today: date) -> Q:
    if isinstance(node, Condition):
        return condition_q(node, today)
    return reduce(and_ if node.every else or_, (_q(child, today) for child in node.nodes), Q())


def _holds(node: Node, obj: Any, today: date) -> bool:
    if isinstance(node, Condition):
        return condition_holds(node, obj, today)
    verdicts = (_holds(child, obj, today) for child in node.nodes)
    return all(verdicts) if node.every else any(verdicts)


def _leaves(node: Node) -> list[Condition]:
    if isinstance(node, Group):
        return [leaf for child in node.nodes for leaf in _leaves(child)]
    return [node]


def in_words(condition: Condition) -> str:
    """A condition as a sentence in the language of the reader: “Level is one of H, A”."""
    operator = OPERATORS[condition.written]
    values = _(" and ") if operator.takes == "pair" else ", "
    sentence = str(operator.words) % {
        "fact": condition.fact.label,
        "value": values.join(_value_in_words(condition.fact, value) for value in condition.values),
    }
    if condition.negated == bool(operator.denies):
        return sentence
    return _("not: %(sentence)s") % {"sentence": sentence}


def _value_in_words(fact: Fact, value: Any) -> str:
    if isinstance(value, Day):
        return _day_in_words(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if fact.kind == "money":
        return format_money(int(value))
    return str(next((label for code, label in fact.choices if code == value), value))


def _day_in_words(day: Day) -> str:
    if day.fixed:
        return day.fixed.isoformat()
    if day.offset == 0:
        return _("today")
    count = abs(day.offset)
    if day.offset < 0:
        return ngettext("%(count)d day before today", "%(count)d days before today", count) % {"count": count}
    return ngettext("%(count)d day after today", "%(count)d days after today", count) % {"count": count}
