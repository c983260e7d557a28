"""The chart of accounts: general ledger codes and names.

Source: 《企业会计准则——应用指南》附录“会计科目和主要账务处理”,
财会〔2006〕18号, 2006-10-30; the accounts that a dealer group uses.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

_CHART = Path(__file__).parent / "data" / "chart_of_accounts.csv"


class AccountFact(NamedTuple):
    """One account of the chart. `kind` is asset, liability, equity, cost, revenue or expense."""

    code: str
    name_zh: str
    name_en: str
    kind: str


@cache
def chart_of_accounts() -> tuple[AccountFact, ...]:
    """All accounts, in the order of their codes."""
    with _CHART.open(encoding="utf-8", newline="") as file:
        return tuple(AccountFact(*row) for row in list(csv.reader(file))[1:])
