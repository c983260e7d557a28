"""Who may open the pages of customers."""

from tests.matrix.table import Row

# customers.lead.view
LEAD_VIEW = "group_executive store_manager sales_manager sales_consultant dcc_agent marketing_officer auditor"
# customers.customer.view
CUSTOMER_VIEW = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent service_advisor cashier "
    "accountant marketing_officer auditor"
)
# customers.customer.manage
CUSTOMER_MANAGE = "store_manager sales_manager sales_consultant dcc_agent service_advisor"
# customers.customer.reveal
CUSTOMER_REVEAL = "group_executive cashier accountant marketing_officer"
# customers.lead.manage
LEAD_MANAGE = "store_manager sales_manager sales_consultant dcc_agent"
# customers.lead.assign
LEAD_ASSIGN = "store_manager sales_manager dcc_agent"

ROWS = (
    Row("customers:today", LEAD_VIEW),
    Row("customers:customer-list", CUSTOMER_VIEW),
    Row("customers:customer-detail", CUSTOMER_VIEW, record="missing"),
    Row("customers:customer-edit", CUSTOMER_MANAGE, record="missing"),
    Row("customers:customer-reveal", CUSTOMER_REVEAL, record="missing", method="post"),
    Row("customers:lead-list", LEAD_VIEW),
    Row("customers:lead-add", LEAD_MANAGE),
    Row("customers:lead-detail", LEAD_VIEW, record="missing"),
    Row("customers:lead-edit", LEAD_MANAGE, record="missing"),
    Row("customers:lead-assign", LEAD_ASSIGN, record="missing"),
    Row("customers:lead-follow-up", LEAD_MANAGE, record="missing", method="post"),
    Row("customers:lead-defeat", LEAD_MANAGE, record="missing"),
    Row("customers:lead-reopen", LEAD_MANAGE, record="missing", method="post"),
)
