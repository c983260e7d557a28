"""Who may open the pages of jobs."""

from tests.matrix.table import Row

# organization.job.view
JOB_VIEW = (
    "group_executive store_manager sales_manager sales_consultant dcc_agent logistics_clerk "
    "service_advisor technician parts_clerk cashier accountant hr_officer marketing_officer auditor "
    "system_administrator"
)

ROWS = (
    Row("jobs:job-list", JOB_VIEW),
    Row("jobs:job-record", JOB_VIEW, record="missing"),
    Row("jobs:job-cancel", JOB_VIEW, record="missing", method="post"),
    Row("jobs:job-file", JOB_VIEW, record="missing"),
)
