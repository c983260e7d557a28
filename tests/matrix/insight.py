"""Who may open the pages of insight."""

from tests.matrix.table import Row

# insight.dashboard.view
DASHBOARD_VIEW = "group_executive store_manager sales_manager sales_consultant accountant auditor"

ROWS = (
    Row("insight:dashboard", DASHBOARD_VIEW),
    Row("insight:standing", DASHBOARD_VIEW),
)
