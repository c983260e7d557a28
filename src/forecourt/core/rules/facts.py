"""Facts: what a rule may ask about, where the database has it and how an object tells it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import ObjectDoesNotExist
from django.utils.functional import Promise

Kind = Literal["text", "number", "money", "date", "datetime", "boolean", "choice"]
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a rule may ask about.

    `path` is the ORM path of a column, single-valued all along (no reverse foreign keys), or the name of an
    annotation. `read` gives the same value of an object: a callable or a dotted attribute path, by default `path` with
    dots. Money is in minor units; a number has at most `decimals` places. A choice compares codes exactly: those of
    `choices`, or any text when there are none.
    """

    name: str
    label: Text
    kind: Kind
    path: str
    read: Callable[[Any], Any] | str = ""
    choices: tuple[tuple[str | int, Text], ...] = ()
    decimals: int = 0

    def value_of(self, obj: Any) -> Any:
        """The value as an object tells it; None when it or anything on the way to it is missing."""
        if callable(self.read):
            return self.read(obj)
        for name in (self.read or self.path.replace("__", ".")).split("."):
            try:
                obj = getattr(obj, name)
            except ObjectDoesNotExist:
                return None
            if obj is None:
                return None
        return obj

    @property
    def has_text(self) -> bool:
        """Whether an empty text means a missing value."""
        return self.kind == "text" or (
            self.kind == "choice" and all(isinstance(code, str) for code, _label in self.choices)
        )
