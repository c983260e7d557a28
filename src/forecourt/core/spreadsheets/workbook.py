"""Workbooks: xlsx, xls, xlsb and ods, after a look at the package that keeps a hostile one from being unpacked."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

from forecourt.core.spreadsheets.table import (
    Limits,
    SpreadsheetInvalid,
    Table,
    build_table,
    too_long,
    too_wide,
)

_ENTRIES = 10_000
_CHUNK = 1 << 20
_OVERLAP = 64
_ENCRYPTED = 0x1
_SMALL = 4 * 2**20
_ROW_REF = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["']([0-9]{1,9})""")
_WIDE_REF = re.compile(rb"""\br\s*=\s*["']([A-Z]{2,7})[0-9]""")
_OPENDOCUMENT_TAG = re.compile(rb"<(?:\w+:)?(table-row|table-cell|covered-table-cell|table)\b(?!-)([^>]*)>")
_REPEATED = re.compile(rb"""repeated\s*=\s*["']([0-9]{1,9})""")
_LAST_CELL_RECORD = 11
_INDEX_SIZE = 4
_KINDS = {"xl/workbook.bin": "xlsb", "xl/workbook.xml": "xlsx", "content.xml": "ods"}


def open_workbook(data: bytes, sheet: str | int | None, header_row: int, limits: Limits) -> Table:
    """Open one sheet of a workbook, by default the first with cells. Raises SpreadsheetInvalid.

    A merged area has its value in its first cell; a cell with an Excel error is empty; formulas count by their result.
    """
    kind = _check_package(data, limits) if data.startswith(b"PK") else "xls"
    workbook = _guarded(CalamineWorkbook.from_filelike, BytesIO(data))
    names = [about.name for about in workbook.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    chosen = _choose(workbook, names, sheet)
    _check_size(chosen, limits)
    lines = _lines(chosen)
    return build_table(lines, header_row, limits, sheet_names=names, sheet=chosen.name, kind=kind)


def _guarded(call: Any, *arguments: Any) -> Any:
    """Call into the reader; whatever it cannot cope with is a refusal, a panic of its native code included."""
    try:
        return call(*arguments)
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit)):
            raise
        raise SpreadsheetInvalid(
            _("The workbook is damaged, protected by a password or of an unknown kind.")
        ) from None


def _choose(workbook: CalamineWorkbook, names: list[str], sheet: str | int | None) -> CalamineSheet:
    if not names:
        raise SpreadsheetInvalid(_("The workbook has no sheet with cells."))
    if sheet is None:
        sheets = (_load(workbook, name) for name in names)
        return next((found for found in sheets if found.total_height), None) or _load(workbook, names[0])
    name = names[sheet] if isinstance(sheet, int) and 0 <= sheet < len(names) else str(sheet)
    if name not in names:
        raise SpreadsheetInvalid(_("The workbook has no sheet “%(sheet)s”."), sheet=str(sheet)[:60])
    return _load(workbook, name)


def _load(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    sheet: CalamineSheet = _guarded(workbook.get_sheet_by_name, name)
    return sheet


def _check_size(sheet: CalamineSheet, limits: Limits) -> None:
    if sheet.total_width > limits.columns:
        raise too_wide(sheet.total_width, limits)
    if sheet.total_height > limits.rows + 1:
        raise too_long(limits)


def _lines(sheet: CalamineSheet) -> Iterator[tuple[int, list[Any]]]:
    rows = iter(_guarded(sheet.iter_rows))
    number = 0
    while True:
        cells = _guarded(next, rows, None)
        if cells is None:
            return
        number += 1
        yield number, cells


def _check_package(data: bytes, limits: Limits) -> str:
    """The kind of a zipped workbook. Raises SpreadsheetInvalid for another archive and for a bomb."""
    try:
        with ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            kind = next((found for name, found in _KINDS.items() if name in package.namelist()), "")
            if not kind:
                raise SpreadsheetInvalid(_("The file is an archive, not a spreadsheet."))
            _check_declared(entries, len(data), limits)
            for entry in entries:
                _check_entry(package, entry, limits)
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, UnicodeDecodeError, OSError):
        raise SpreadsheetInvalid(_("The workbook is damaged: its package cannot be unpacked.")) from None
    return kind


def _check_declared(entries: list[ZipInfo], packed: int, limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    bomb = unpacked > limits.unpacked or (unpacked > _SMALL and unpacked > packed * limits.unpacking_ratio)
    if bomb or len(entries) > _ENTRIES:
        raise SpreadsheetInvalid(
            _("The workbook would unpack to %(size)d MB, which no real table of its size does."),
            size=unpacked >> 20,
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise SpreadsheetInvalid(_("The workbook is protected by a password."))


def _check_entry(package: ZipFile, entry: ZipInfo, limits: Limits) -> None:
    """Unpack an entry once: proves its declared size, and finds a sheet whose far corner would fill the memory."""
    if entry.filename == "content.xml":
        _check_corner(*_opendocument_corner(package.read(entry)), limits)
        return
    if entry.filename.endswith(".bin") and "/worksheets/" in entry.filename:
        _check_corner(*binary_corner(package.read(entry)), limits)
        return
    rows, columns, tail = 1, 1, b""
    with package.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            if "/worksheets/" in entry.filename:
                text = tail + chunk
                rows, columns = max(rows, _last_row(text)), max(columns, _last_column(text))
                tail = text[-_OVERLAP:]
    _check_corner(rows, columns, limits)


def binary_corner(records: bytes) -> tuple[int, int]:
    """Rows and columns of an xlsb sheet (MS-XLSB 2.1.4): record 0 begins a row, records 1 to 11 are cells."""
    rows = columns = 1
    at = 0
    while at + 2 <= len(records):
        kind, at = _variable_number(records, at, 2)
        size, at = _variable_number(records, at, 4)
        if kind <= _LAST_CELL_RECORD and size >= _INDEX_SIZE:
            index = int.from_bytes(records[at : at + _INDEX_SIZE], "little")
            rows, columns = (max(rows, index + 1), columns) if kind == 0 else (rows, max(columns, index + 1))
        at += size
    return rows, columns


def _variable_number(data: bytes, at: int, longest: int) -> tuple[int, int]:
    """A number of 7 bits a byte, lowest first, and the place behind it."""
    number = 0
    for place, byte in enumerate(data[at : at + longest]):
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return number, at + place + 1
    return number, at + longest


def _opendocument_corner(content: bytes) -> tuple[int, int]:
    """Rows and columns up to the last cell with content, over all sheets: a cell may be repeated by a number."""
    last_row = last_column = row = column = repeat = 0
    for tag in _OPENDOCUMENT_TAG.finditer(content):
        found = _REPEATED.search(tag[2])
        count = int(found[1]) if found else 1
        if tag[1] == b"table":
            row = repeat = 0
        elif tag[1] == b"table-row":
            row, column, repeat = row + repeat, 0, count
        else:
            column += count
            if not tag[2].endswith(b"/"):
                last_row, last_column = max(last_row, row + repeat), max(last_column, column)
    return last_row, last_column


def _check_corner(rows: int, columns: int, limits: Limits) -> None:
    if columns > limits.columns:
        raise too_wide(columns, limits)
    if rows > limits.rows + 1 or rows * columns > limits.cells:
        raise too_long(limits)


def _last_row(text: bytes) -> int:
    return max((int(found) for found in _ROW_REF.findall(text)), default=1)


def _last_column(text: bytes) -> int:
    """At least 26: only references of two letters and more are worth the time to look at."""
    return max((_column_number(letters) for letters in set(_WIDE_REF.findall(text))), default=26)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
