"""Who may open the pages of api."""

from tests.matrix.table import EVERYONE, PUBLIC, Row

# organization.token.manage
TOKEN_MANAGE = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent logistics_clerk "
    "service_advisor technician parts_clerk cashier accountant hr_officer marketing_officer auditor "
    "system_administrator"
)

ROWS = (
    Row("api:openapi", PUBLIC),
    Row("api:reference", EVERYONE),
    Row("api:token-list", TOKEN_MANAGE),
    Row("api:token-add", TOKEN_MANAGE),
    Row("api:token-revoke", TOKEN_MANAGE, record="missing"),
)
