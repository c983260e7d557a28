"""Which built-in roles may call which operation of the API, as data; all others get 403. A new operation needs a row here."""

EVERYONE = "*"
# Operations on records that everybody in the group may see, whatever the store.
GROUP_WIDE = {"get_store", "list_bays"}

# customers.lead.view
LEAD_VIEW = "group_executive store_manager sales_manager sales_consultant dcc_agent marketing_officer auditor"
# customers.lead.manage
LEAD_MANAGE = "store_manager sales_manager sales_consultant dcc_agent"
# customers.customer.view
CUSTOMER_VIEW = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent service_advisor cashier "
    "accountant marketing_officer auditor"
)
# customers.customer.manage
CUSTOMER_MANAGE = "store_manager sales_manager sales_consultant dcc_agent service_advisor"
# customers.customer.reveal
CUSTOMER_REVEAL = "group_executive cashier accountant marketing_officer"
# customers.lead.assign
LEAD_ASSIGN = "store_manager sales_manager dcc_agent"
# inventory.catalogue.view
CATALOGUE_VIEW = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent logistics_clerk "
    "service_advisor technician parts_clerk cashier accountant marketing_officer auditor "
    "system_administrator"
)
# inventory.vehicle.view
VEHICLE_VIEW = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent logistics_clerk cashier "
    "accountant auditor"
)
# inventory.vehicle.search
VEHICLE_SEARCH = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent logistics_clerk auditor"
)
# inventory.vehicle.receive
VEHICLE_RECEIVE = "store_manager logistics_clerk"
# inventory.vehicle.view, inventory.vehicle.search
VEHICLE_VIEW_OR_SEARCH = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent logistics_clerk cashier "
    "accountant auditor"
)
# inventory.vehicle.move
VEHICLE_MOVE = "store_manager logistics_clerk"
# inventory.vehicle.hold
VEHICLE_HOLD = "store_manager sales_manager sales_consultant"
# inventory.vehicle.view, inventory.vehicle.search, inventory.vehicle.receive
VEHICLE_VIEW_AND_MORE = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent logistics_clerk cashier "
    "accountant auditor"
)
# sales.sale.view
SALE_VIEW = (
    "group_executive store_manager sales_manager sales_consultant logistics_clerk cashier accountant auditor"
)
# sales.sale.create
SALE_CREATE = "group_executive store_manager sales_manager sales_consultant"
# sales.policy.view
POLICY_VIEW = "group_executive store_manager sales_manager accountant auditor"
# sales.policy.manage
POLICY_MANAGE = "group_executive store_manager"
# sales.sale.cancel
SALE_CANCEL = "group_executive store_manager sales_manager"
# finance.ledger.view
LEDGER_VIEW = "group_executive store_manager accountant auditor"
# insight.dashboard.view
DASHBOARD_VIEW = "group_executive store_manager sales_manager sales_consultant accountant auditor"
# organization.job.view
JOB_VIEW = EVERYONE
# imports.run.execute
RUN_EXECUTE = (
    "store_manager sales_manager logistics_clerk parts_clerk accountant hr_officer marketing_officer "
    "system_administrator"
)

OPERATIONS = {
    "get_me": EVERYONE,
    "list_stores": EVERYONE,
    "get_store": EVERYONE,
    "list_warehouses": EVERYONE,
    "list_bays": EVERYONE,
    "list_employees": EVERYONE,
    "get_employee": EVERYONE,
    "list_leads": LEAD_VIEW,
    "add_lead": LEAD_MANAGE,
    "list_customers": CUSTOMER_VIEW,
    "add_customer": CUSTOMER_MANAGE,
    "get_customer": CUSTOMER_VIEW,
    "change_customer": CUSTOMER_MANAGE,
    "reveal_phone": CUSTOMER_REVEAL,
    "get_today": LEAD_VIEW,
    "get_lead": LEAD_VIEW,
    "change_lead": LEAD_MANAGE,
    "assign_lead": LEAD_ASSIGN,
    "record_follow_up": LEAD_MANAGE,
    "defeat_lead": LEAD_MANAGE,
    "reopen_lead": LEAD_MANAGE,
    "list_brands": CATALOGUE_VIEW,
    "list_series": CATALOGUE_VIEW,
    "list_models": CATALOGUE_VIEW,
    "list_accessories": CATALOGUE_VIEW,
    "list_stock": VEHICLE_VIEW,
    "search_group_stock": VEHICLE_SEARCH,
    "list_vehicles": VEHICLE_VIEW,
    "receive_vehicle": VEHICLE_RECEIVE,
    "get_vehicle": VEHICLE_VIEW_OR_SEARCH,
    "move_vehicle": VEHICLE_MOVE,
    "hold_vehicle": VEHICLE_HOLD,
    "release_vehicle": VEHICLE_HOLD,
    "check_a_vin": VEHICLE_VIEW_AND_MORE,
    "list_sales": SALE_VIEW,
    "record_sale": SALE_CREATE,
    "list_price_policies": POLICY_VIEW,
    "set_price_policy": POLICY_MANAGE,
    "get_sale": SALE_VIEW,
    "cancel_sale": SALE_CANCEL,
    "list_journal_entries": LEDGER_VIEW,
    "get_journal_entry": LEDGER_VIEW,
    "get_dashboard": DASHBOARD_VIEW,
    "list_jobs": JOB_VIEW,
    "get_job": JOB_VIEW,
    "cancel_job": JOB_VIEW,
    "list_imports": RUN_EXECUTE,
    "upload_import": RUN_EXECUTE,
    "get_import": RUN_EXECUTE,
    "check_import": RUN_EXECUTE,
    "start_import": RUN_EXECUTE,
}
