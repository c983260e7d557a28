"""Who may open the pages of organization."""

from tests.matrix.table import EVERYONE, PUBLIC, Row

# organization.store.manage
STORE_MANAGE = "system_administrator"
# organization.audit.view
AUDIT_VIEW = "group_executive auditor"
# organization.store.view
STORE_VIEW = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent logistics_clerk "
    "service_advisor technician parts_clerk cashier accountant hr_officer marketing_officer auditor "
    "system_administrator"
)
# organization.role.view
ROLE_VIEW = "group_executive store_manager auditor system_administrator"
# organization.role.manage
ROLE_MANAGE = "system_administrator"
# organization.employee.view
EMPLOYEE_VIEW = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent logistics_clerk "
    "service_advisor technician parts_clerk cashier accountant hr_officer marketing_officer auditor "
    "system_administrator"
)
# organization.employee.manage
EMPLOYEE_MANAGE = "hr_officer system_administrator"
# organization.login.manage
LOGIN_MANAGE = "system_administrator"

ROWS = (
    Row("organization:setup", PUBLIC, status=302),
    Row("organization:setup-administrator", PUBLIC, status=302),
    Row("organization:setup-step", STORE_MANAGE, args=("store",)),
    Row("organization:session-end", EVERYONE, record="missing", method="post"),
    Row("organization:audit-list", AUDIT_VIEW),
    Row("organization:group-detail", STORE_MANAGE),
    Row("organization:group-edit", STORE_MANAGE),
    Row("organization:region-add", STORE_MANAGE),
    Row("organization:region-edit", STORE_MANAGE, record="region", elsewhere="system_administrator"),
    Row("organization:legal-entity-add", STORE_MANAGE),
    Row(
        "organization:legal-entity-edit",
        STORE_MANAGE,
        record="legal_entity",
        elsewhere="system_administrator",
    ),
    Row("organization:store-list", STORE_VIEW),
    Row("organization:store-add", STORE_MANAGE),
    Row("organization:store-detail", STORE_VIEW, record="store", elsewhere=EVERYONE),
    Row("organization:store-edit", STORE_MANAGE, record="store"),
    Row("organization:store-hours", STORE_MANAGE, record="store"),
    Row("organization:department-add", STORE_MANAGE, record="store"),
    Row("organization:department-edit", STORE_MANAGE, record="department"),
    Row("organization:warehouse-list", STORE_VIEW),
    Row("organization:warehouse-add", STORE_MANAGE),
    Row("organization:warehouse-detail", STORE_VIEW, record="warehouse", elsewhere=EVERYONE),
    Row("organization:warehouse-edit", STORE_MANAGE, record="warehouse"),
    Row("organization:zone-add", STORE_MANAGE, record="warehouse"),
    Row("organization:bay-add", STORE_MANAGE, record="warehouse"),
    Row("organization:zone-edit", STORE_MANAGE, record="zone"),
    Row("organization:bay-edit", STORE_MANAGE, record="bay"),
    Row("organization:role-list", ROLE_VIEW),
    Row("organization:role-add", ROLE_MANAGE),
    Row("organization:role-detail", ROLE_VIEW, record="role", elsewhere=ROLE_VIEW),
    Row("organization:role-edit", ROLE_MANAGE, record="role", elsewhere="system_administrator"),
    Row("organization:role-reset", ROLE_MANAGE, record="missing", method="post"),
    Row("organization:employee-list", EMPLOYEE_VIEW),
    Row("organization:employee-add", EMPLOYEE_MANAGE),
    Row("organization:employee-detail", EMPLOYEE_VIEW, record="employee"),
    Row("organization:employee-edit", EMPLOYEE_MANAGE, record="employee"),
    Row("organization:employee-leave", EMPLOYEE_MANAGE, record="employee"),
    Row("organization:login-open", LOGIN_MANAGE, record="employee"),
    Row("organization:login-reset", LOGIN_MANAGE, record="employee", method="post"),
    Row("organization:login-close", LOGIN_MANAGE, record="employee", method="post", status=302),
    Row("organization:login-reopen", LOGIN_MANAGE, record="employee", method="post", status=409),
    Row("organization:grant-add", ROLE_MANAGE, record="employee"),
    Row("organization:grant-withdraw", ROLE_MANAGE, record="grant", method="post", status=302),
    Row("organization:custom-field-list", STORE_MANAGE),
    Row("organization:custom-field-add", STORE_MANAGE),
    Row("organization:custom-field-detail", STORE_MANAGE, record="missing"),
)
