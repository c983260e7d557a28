"""Tables in files: read csv, xlsx, xls, xlsb and ods; write csv and xlsx in streams that no spreadsheet executes."""

from forecourt.core.spreadsheets.reader import open_table
from forecourt.core.spreadsheets.table import Cell, Limits, Row, SpreadsheetInvalid, Table
from forecourt.core.spreadsheets.writer import Sheet, safe_text, write_csv, write_xlsx

__all__ = [
    "Cell",
    "Limits",
    "Row",
    "Sheet",
    "SpreadsheetInvalid",
    "Table",
    "open_table",
    "safe_text",
    "write_csv",
    "write_xlsx",
]
