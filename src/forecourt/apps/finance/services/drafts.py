"""Entries as the departments ask for them, and what must hold before they are written."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from forecourt.apps.finance.errors import AccountUnknown, EntryEmpty, Unbalanced
from forecourt.apps.finance.models import Account
from forecourt.core.memo import remembered
from forecourt.core.money import format_money


@dataclass(frozen=True, slots=True)
class Posting:
    """One line to be: minor units on an account, debit positive, credit negative. An amount of 0 is left out."""

    account: str
    amount: int
    memo: str = ""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """One entry to be, in the books of a store (None: of the group itself)."""

    store_id: int | None
    on: date
    source: str
    text: str
    postings: Sequence[Posting]
    reverses_id: int | None = None

    @property
    def lines(self) -> list[Posting]:
        """The postings that move something."""
        return [posting for posting in self.postings if posting.amount]

    @property
    def total_debit(self) -> int:
        """The sum of the debits, in minor units."""
        return sum(posting.amount for posting in self.postings if posting.amount > 0)

    @property
    def month(self) -> date:
        """The first day of the month it belongs to."""
        return self.on.replace(day=1)


def refuse_unsound(drafts: Collection[EntryDraft]) -> None:
    """Raises Unbalanced, EntryEmpty or AccountUnknown for the first draft that cannot be posted."""
    for draft in drafts:
        difference = sum(posting.amount for posting in draft.postings)
        if difference:
            raise Unbalanced(difference=format_money(difference), source=draft.source)
        if not draft.total_debit:
            raise EntryEmpty(source=draft.source)
    _refuse_unknown({posting.account for draft in drafts for posting in draft.postings})


def _refuse_unknown(codes: Iterable[str]) -> None:
    wanted = set(codes)
    if not wanted <= _chart():
        _chart.forget()  # the account may have been added since
    if unknown := wanted - _chart():
        raise AccountUnknown(account=min(unknown))


@remembered(seconds=60)
def _chart() -> frozenset[str]:
    """The codes of the chart of accounts. An account is never taken away."""
    return frozenset(Account.objects.values_list("pk", flat=True))
