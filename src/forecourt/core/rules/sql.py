"""A condition as a `Q` that is true or not, never unknown."""

from datetime import date
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from django.db.models import BooleanField, Case, CharField, F, Func, Q, Value, When
from django.db.models.functions import Left, StrIndex
from django.db.models.lookups import Exact, GreaterThan

from forecourt.core import clock
from forecourt.core.rules.evaluate import days_between, fold
from forecourt.core.rules.parse import Condition

_BOUNDS = {"lt": "lt", "lte": "lte", "gt": "gt", "gte": "gte"}


class AsciiLower(Func):
    """Lower case of A to Z alone, the same on every database: SQLite's LOWER does so, PostgreSQL's knows more."""

    function = "LOWER"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """TRANSLATE with both alphabets written out."""
        template = f"TRANSLATE(%(expressions)s, '{ascii_uppercase}', '{ascii_lowercase}')"
        return self.as_sql(compiler, connection, template=template, **context)


def condition_q(condition: Condition, today: date) -> Q:
    """The filter of one condition. A negated one is a CASE, because NOT of unknown would be unknown."""
    q = _positive(condition, today)
    if not condition.negated:
        return q
    return Q(Case(When(q, then=Value(False)), default=Value(True), output_field=BooleanField()))


def _positive(condition: Condition, today: date) -> Q:
    fact, op, path = condition.fact, condition.op, condition.fact.path
    if op == "is_empty":
        missing = Q(**{f"{path}__isnull": True})
        return missing | Q(**{path: ""}) if fact.has_text else missing
    if fact.kind == "text":
        return _text(condition)
    if fact.kind in {"date", "datetime"}:
        return _days(condition, today)
    if op == "between":
        return Q(**{f"{path}__gte": condition.values[0], f"{path}__lte": condition.values[1]})
    if op == "in":
        return Q(**{f"{path}__in": list(condition.values)})
    return Q(**{f"{path}__{_BOUNDS.get(op, 'exact')}": condition.values[0]})


def _text(condition: Condition) -> Q:
    column = AsciiLower(F(condition.fact.path))
    found = Q()
    for written in condition.values:
        text = Value(fold(written), output_field=CharField())
        if condition.op == "contains":
            found |= Q(GreaterThan(StrIndex(column, text), 0))
        elif condition.op == "starts_with":
            found |= Q(Exact(Left(column, len(written)), text))
        else:
            found |= Q(Exact(column, text))
    return found


def _days(condition: Condition, today: date) -> Q:
    """Dates by day; moments from midnight to midnight of the installation's zone."""
    path = condition.fact.path
    first, last = days_between(condition, today)
    if condition.fact.kind == "date":
        bounds = {f"{path}__gte": first, f"{path}__lte": last}
    else:
        bounds = {f"{path}__gte": first and clock.start_of(first), f"{path}__lt": last and clock.end_of(last)}
    return Q(**{name: bound for name, bound in bounds.items() if bound})
