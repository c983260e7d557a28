"""Conditions a company writes, as data: compiled to a queryset filter and to a Python predicate that always agree.

A missing value (NULL, empty text) fails every comparison and passes every negation, in SQL as in Python. Text is
compared without regard to the case of the letters A to Z, and to no other case: the one rule both databases keep.
"""

from forecourt.core.rules.compiled import CompiledRule, compile_rule
from forecourt.core.rules.facts import Fact, Kind
from forecourt.core.rules.operators import OPERATORS, Operator, operators_of
from forecourt.core.rules.parse import RuleInvalid

__all__ = [
    "OPERATORS",
    "CompiledRule",
    "Fact",
    "Kind",
    "Operator",
    "RuleInvalid",
    "compile_rule",
    "operators_of",
]
