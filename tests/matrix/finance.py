"""Who may open the pages of finance."""

from tests.matrix.table import Row

# finance.ledger.view
LEDGER_VIEW = "group_executive store_manager accountant auditor"

ROWS = (
    Row("finance:entry-list", LEDGER_VIEW),
    Row("finance:entry-detail", LEDGER_VIEW, record="missing"),
    Row("finance:trial-balance", LEDGER_VIEW),
)
