"""Who may open the pages of inventory."""

from tests.matrix.table import Row

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
# inventory.vehicle.view or inventory.vehicle.search
VEHICLE_VIEW = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent logistics_clerk cashier "
    "accountant auditor"
)
# inventory.vehicle.move
VEHICLE_MOVE = "store_manager logistics_clerk"
# inventory.vehicle.hold
VEHICLE_HOLD = "store_manager sales_manager sales_consultant"
# inventory.catalogue.view
CATALOGUE_VIEW = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent logistics_clerk "
    "service_advisor technician parts_clerk cashier accountant marketing_officer auditor "
    "system_administrator"
)
# inventory.catalogue.manage
CATALOGUE_MANAGE = "group_executive logistics_clerk system_administrator"

ROWS = (
    Row("inventory:stock-list", VEHICLE_VIEW),
    Row("inventory:group-stock", VEHICLE_SEARCH),
    Row("inventory:vehicle-list", VEHICLE_VIEW),
    Row("inventory:vehicle-receive", VEHICLE_RECEIVE),
    Row("inventory:vehicle-detail", VEHICLE_VIEW, record="missing"),
    Row("inventory:vehicle-history", VEHICLE_VIEW, record="missing"),
    Row("inventory:vehicle-move", VEHICLE_MOVE, record="missing"),
    Row("inventory:vehicle-hold", VEHICLE_HOLD, record="missing"),
    Row("inventory:vehicle-release", VEHICLE_HOLD, record="missing", method="post"),
    Row("inventory:brand-list", CATALOGUE_VIEW),
    Row("inventory:brand-add", CATALOGUE_MANAGE),
    Row("inventory:brand-detail", CATALOGUE_VIEW, record="missing"),
    Row("inventory:series-list", CATALOGUE_VIEW),
    Row("inventory:series-add", CATALOGUE_MANAGE),
    Row("inventory:series-detail", CATALOGUE_VIEW, record="missing"),
    Row("inventory:model-list", CATALOGUE_VIEW),
    Row("inventory:model-add", CATALOGUE_MANAGE),
    Row("inventory:model-detail", CATALOGUE_VIEW, record="missing"),
    Row("inventory:accessory-list", CATALOGUE_VIEW),
    Row("inventory:accessory-add", CATALOGUE_MANAGE),
    Row("inventory:accessory-detail", CATALOGUE_VIEW, record="missing"),
)
