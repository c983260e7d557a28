"""Who may open the pages of imports."""

from tests.matrix.table import Row

# imports.run.execute
RUN_EXECUTE = (
    "store_manager sales_manager logistics_clerk parts_clerk accountant hr_officer marketing_officer "
    "system_administrator"
)

ROWS = (
    Row("imports:run-list", RUN_EXECUTE),
    Row("imports:run-add", RUN_EXECUTE),
    Row("imports:template-download", RUN_EXECUTE, args=("none",), status=404),
    Row("imports:run-record", RUN_EXECUTE, record="missing"),
    Row("imports:run-check", RUN_EXECUTE, record="missing", method="post"),
    Row("imports:run-reopen", RUN_EXECUTE, record="missing", method="post"),
    Row("imports:run-start", RUN_EXECUTE, record="missing", method="post"),
    Row("imports:run-refused", RUN_EXECUTE, record="missing"),
)
