"""Open a table from an uploaded file, whatever it is, or refuse it with a sentence."""

from pathlib import PurePath
from typing import IO

from django.utils.translation import gettext_lazy as _

from forecourt.core.spreadsheets.table import Limits, SpreadsheetInvalid, Table
from forecourt.core.spreadsheets.text_file import open_text
from forecourt.core.spreadsheets.workbook import open_workbook

TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xls", ".xlsb", ".ods"})
DEFAULT_LIMITS = Limits()
_WORKBOOK_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_FOREIGN_MAGIC = (
    b"MZ",
    b"\x7fELF",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
)
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml")


def open_table(
    file: IO[bytes],
    filename: str,
    *,
    sheet: str | int | None = None,
    header_row: int = 1,
    limits: Limits = DEFAULT_LIMITS,
) -> Table:
    """Open a csv, tsv, txt, xlsx, xls, xlsb or ods file as a table.

    `sheet` is a name or an index from 0, by default the first sheet with cells; `header_row` counts from 1, 0 for
    none. The kind is told by the content, and the name must fit it. Raises SpreadsheetInvalid, here or while `rows`
    are read.
    """
    suffix = PurePath(filename).suffix.lower()
    if suffix not in TEXT_SUFFIXES | WORKBOOK_SUFFIXES:
        raise SpreadsheetInvalid(
            _("“%(name)s” is not a table. Use csv, xlsx, xls, xlsb or ods."),
            name=PurePath(filename).name[-80:],
        )
    data = _read(file, limits)
    is_workbook = data.startswith(_WORKBOOK_MAGIC)
    if is_workbook != (suffix in WORKBOOK_SUFFIXES) or data.startswith(_FOREIGN_MAGIC):
        raise _mismatch(data, suffix)
    if is_workbook:
        return open_workbook(data, sheet, header_row, limits)
    return open_text(data, header_row, limits)


def _read(file: IO[bytes], limits: Limits) -> bytes:
    data = file.read(limits.size + 1)
    if not data:
        raise SpreadsheetInvalid(_("The file is empty."))
    if len(data) > limits.size:
        raise SpreadsheetInvalid(
            _("The file is larger than %(limit)d MB. Divide it."), limit=limits.size >> 20
        )
    return data


def _mismatch(data: bytes, suffix: str) -> SpreadsheetInvalid:
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return SpreadsheetInvalid(
            _(
                "The file is a web page with the name of a spreadsheet. Open it in a spreadsheet program and save as xlsx."
            )
        )
    return SpreadsheetInvalid(
        _("The content of the file is not what its name (%(suffix)s) says."), suffix=suffix
    )
