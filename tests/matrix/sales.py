"""Who may open the pages of sales."""

from tests.matrix.table import Row

# sales.sale.view
SALE_VIEW = (
    "group_executive store_manager sales_manager sales_consultant logistics_clerk cashier accountant auditor"
)
# sales.sale.create
SALE_CREATE = "group_executive store_manager sales_manager sales_consultant"
# sales.sale.cancel
SALE_CANCEL = "group_executive store_manager sales_manager"
# sales.policy.view
POLICY_VIEW = "group_executive store_manager sales_manager accountant auditor"
# sales.policy.manage
POLICY_MANAGE = "group_executive store_manager"

ROWS = (
    Row("sales:sale-list", SALE_VIEW),
    Row("sales:sale-add", SALE_CREATE),
    Row("sales:sale-record", SALE_VIEW, record="missing"),
    Row("sales:sale-history", SALE_VIEW, record="missing"),
    Row("sales:sale-cancel", SALE_CANCEL, record="missing"),
    Row("sales:policy-list", POLICY_VIEW),
    Row("sales:policy-add", POLICY_MANAGE),
)
