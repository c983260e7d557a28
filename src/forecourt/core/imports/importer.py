"""What an app declares so that files can be brought into it (`imports.IMPORTERS`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forecourt.core.actor import Actor
from forecourt.core.autodiscover import offered
from forecourt.core.errors import NotFound

Text = str | Promise


@dataclass(frozen=True, slots=True)
class ImportField:
    """One thing a row can tell. `kind` is a reader of `values.READERS`; `aliases` are column names that mean it."""

    name: str
    label: Text
    kind: str = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    max_length: int = 200
    help: Text = ""


@dataclass(frozen=True, slots=True)
class ImportOption:
    """One thing that holds for the whole file, such as the store; `choices` gives (value, label) for an actor."""

    name: str
    label: Text
    choices: Callable[[Actor], Sequence[tuple[str, str]]] | None = None
    required: bool = False
    default: str = ""
    help: Text = ""


@dataclass(slots=True)
class ImportRow:
    """A row being judged: typed `values` by field name, `problems` that refuse it, the `outcome` it would have."""

    number: int
    raw: Sequence[Any]
    values: dict[str, Any]
    problems: list[str] = field(default_factory=list)
    outcome: str = ""

    def refuse(self, problem: Text) -> None:
        """Add a reason why the row cannot come in."""
        self.problems.append(str(problem))


Context = Any


def yes_or_no(_actor: Actor) -> list[tuple[str, str]]:
    """The choices of an option that is on or off."""
    return [("yes", str(_("yes"))), ("no", str(_("no")))]


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of data that can come in.

    `prepare(actor, options)` gives a context that lives for the whole file (look-ups, keys seen so far; raises Invalid
    for options that cannot be). `check(context, rows)` judges a batch, set-based: it refuses rows and names the outcome
    of the others ("new", "known", …, labelled in `outcomes`). `write(context, rows)` brings a judged batch in, inside
    the caller's transaction. Both must take the same file a second time without changing anything.
    """

    code: str
    label: Text
    permission: str
    fields: tuple[ImportField, ...]
    prepare: Callable[[Actor, Mapping[str, Any]], Context]
    check: Callable[[Context, Sequence[ImportRow]], None]
    write: Callable[[Context, Sequence[ImportRow]], None]
    outcomes: Mapping[str, Text] = field(
        default_factory=lambda: {"new": _("new"), "known": _("already here")}
    )
    options: tuple[ImportOption, ...] = ()
    also_needs: tuple[str, ...] = ()

    def may_use(self, actor: Actor) -> bool:
        """Whether the actor holds every permission this takes."""
        return all(actor.can(code) for code in (self.permission, *self.also_needs))

    def require(self, actor: Actor) -> None:
        """Raises NotAllowed unless he may use it."""
        for code in (self.permission, *self.also_needs):
            actor.require(code)


@cache
def importers() -> dict[str, Importer]:
    """Every importer by its code."""
    return {importer.code: importer for importer in offered("imports", "IMPORTERS")}


def importers_for(actor: Actor) -> list[Importer]:
    """The importers the actor may use."""
    return [importer for importer in importers().values() if importer.may_use(actor)]


def get_importer(code: str) -> Importer:
    """The importer of that code. Raises NotFound."""
    if code not in importers():
        raise NotFound(_("There is no kind of import called “%(code)s”."), code=code)
    return importers()[code]
