"""Write tables in streams: CSV for any program, xlsx for people. Text never becomes a formula or a link."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import IO, Any, Protocol

import xlsxwriter
from django.utils.translation import gettext_lazy as _

from forecourt.core.money import Money, to_decimal
from forecourt.core.spreadsheets.table import SpreadsheetInvalid

Value = str | int | Decimal | bool | date | datetime | Money | None
"""What a cell is written from: `Money` is written in major units, a time in the zone it is given in."""

_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
_CHUNK = 64 * 1024
_XLSX_ROWS = 1_048_576
_XLSX_TEXT = 32_767
_XLSX_DIGITS = 15
_EXACT = 10**_XLSX_DIGITS
_BAD_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_SHEET_NAME_LENGTH = 31
_WIDEST = 60


class _Worksheet(Protocol):
    def write_string(self, row: int, column: int, text: str, style: Any = None) -> int: ...
    def write_number(self, row: int, column: int, number: Any, style: Any = None) -> int: ...
    def write_boolean(self, row: int, column: int, value: bool, style: Any = None) -> int: ...
    def write_datetime(self, row: int, column: int, value: Any, style: Any = None) -> int: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook to write: its rows are gone through once."""

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Value]]


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe in front where it begins like one."""
    text = plain_text(text)
    return f"'{text}" if text[:1] in _FORMULA_STARTS or text.lstrip()[:1] in _FORMULA_STARTS else text


def plain_text(text: str) -> str:
    """Text without the control characters that break files; tabs and line breaks stay."""
    if text.isprintable():
        return text
    return "".join(
        char for char in text if char in "\n\t\r" or unicodedata.category(char) not in {"Cc", "Cs"}
    )


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """CSV in chunks of about 64 KB: UTF-8 with its mark, CRLF, numbers plain, text safe from being a formula."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([safe_text(header) for header in headers])
    for row in rows:
        writer.writerow([_csv_value(value) for value in row])
        if buffer.tell() > _CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _csv_value(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Money):
        return f"{to_decimal(value.minor):f}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return str(value)


def write_xlsx(file: IO[bytes], sheets: Iterable[Sheet]) -> int:
    """Write a workbook row by row and give the number of rows written, headers not counted.

    Money and dates are typed cells; text stays text. Raises SpreadsheetInvalid when a sheet has too many rows.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    taken: set[str] = set()
    with xlsxwriter.Workbook(file, options) as workbook:
        styles = _styles(workbook)
        count = sum(
            _write_sheet(workbook.add_worksheet(_sheet_name(sheet.name, taken)), sheet, styles)
            for sheet in sheets
        )
        if not taken:
            workbook.add_worksheet()
        return count


def _styles(workbook: Any) -> dict[str, Any]:
    formats = {
        "header": {"bold": True},
        "money": {"num_format": "#,##0.00"},
        "date": {"num_format": "yyyy-mm-dd"},
    }
    formats["datetime"] = {"num_format": "yyyy-mm-dd hh:mm:ss"}
    return {name: workbook.add_format(style) for name, style in formats.items()}


def _write_sheet(worksheet: Any, sheet: Sheet, styles: dict[str, Any]) -> int:
    worksheet.freeze_panes(1, 0)
    for column, header in enumerate(sheet.headers):
        worksheet.set_column(column, column, min(max(len(header) * 2, 12), _WIDEST))
        worksheet.write_string(0, column, plain_text(header)[:_XLSX_TEXT], styles["header"])
    number = 0
    for number, row in enumerate(sheet.rows, 1):
        if number >= _XLSX_ROWS:
            raise SpreadsheetInvalid(
                _("A sheet holds at most %(limit)d rows. Export as csv."), limit=_XLSX_ROWS - 1
            )
        for column, value in enumerate(row):
            _write_cell(worksheet, number, column, value, styles)
    return number


def _write_cell(worksheet: _Worksheet, row: int, column: int, value: Value, styles: dict[str, Any]) -> None:
    if isinstance(value, str):
        worksheet.write_string(row, column, plain_text(value)[:_XLSX_TEXT])
    elif isinstance(value, bool):
        worksheet.write_boolean(row, column, value)
    elif isinstance(value, Money):
        worksheet.write_number(row, column, to_decimal(value.minor), styles["money"])
    elif isinstance(value, (int, Decimal)):
        _write_number(worksheet, row, column, value)
    elif isinstance(value, date):
        style = styles["datetime" if isinstance(value, datetime) else "date"]
        worksheet.write_datetime(row, column, value, style)


def _write_number(worksheet: _Worksheet, row: int, column: int, value: int | Decimal) -> None:
    """A number, or text where a spreadsheet would round it: it keeps 15 digits."""
    if isinstance(value, int) and -_EXACT < value < _EXACT:
        worksheet.write_number(row, column, value)
        return
    number = Decimal(value)
    if number.is_finite() and len(number.normalize().as_tuple().digits) <= _XLSX_DIGITS:
        worksheet.write_number(row, column, value)
    else:
        worksheet.write_string(row, column, f"{number:f}")


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name Excel accepts and no other sheet has."""
    base = (
        _BAD_IN_SHEET_NAME.sub(" ", plain_text(name)).strip(" '")[:_SHEET_NAME_LENGTH].strip(" '") or "Sheet"
    )
    found, count = base, 1
    while found.casefold() in taken or found.casefold() == "history":
        count += 1
        found = f"{base[: _SHEET_NAME_LENGTH - 6]} ({count})"
    taken.add(found.casefold())
    return found
