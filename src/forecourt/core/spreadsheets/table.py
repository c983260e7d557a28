"""What reading a file gives: headers, rows with their number in the file, and what is odd about each row."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forecourt.core.errors import Invalid

Cell = str | int | Decimal | bool | date | datetime | None
"""The value of a cell; a text file has only `str` and None."""

_EXACT_FLOAT = 2**53
_EXCEL_TEXT_LIMIT = 32_767


class SpreadsheetInvalid(Invalid):
    """The file cannot be read as a table."""

    code = "core.spreadsheet_invalid"

    def __init__(self, message: str | Promise, **details: Any) -> None:
        super().__init__(message, field="file", **details)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold at most; sizes in bytes. `cells` bounds a sheet's rectangle, empty cells included."""

    size: int = 64 * 2**20
    unpacked: int = 1024 * 2**20
    unpacking_ratio: int = 250
    rows: int = 1_000_000
    columns: int = 512
    cells: int = 20_000_000
    cell_length: int = _EXCEL_TEXT_LIMIT


class Row(list[Cell]):
    """The cells of a row, exactly one per header; `number` counts from 1 as the spreadsheet shows it.

    `problem` says what had to be bent to fit, in the language of the reader; empty for a clean row.
    """

    __slots__ = ("number", "problem")

    def __init__(self, cells: Iterable[Cell], number: int, problem: str = "") -> None:
        super().__init__(cells)
        self.number = number
        self.problem = problem


@dataclass(slots=True)
class Table:
    """An opened table. `rows` can be gone through once and raises SpreadsheetInvalid where the file breaks off."""

    headers: list[str]
    rows: Iterator[Row]
    sheet_names: list[str] = field(default_factory=list)
    sheet: str = ""
    kind: str = "csv"
    encoding: str = ""
    delimiter: str = ""


def build_table(
    lines: Iterator[tuple[int, list[Any]]], header_row: int, limits: Limits, **about: Any
) -> Table:
    """A table from numbered lines of raw cells; `header_row` 0 means that the file has no headers.

    Raises SpreadsheetInvalid when the header row is missing, blank or too wide.
    """
    first: list[Cell] = []
    if header_row == 0:
        number, cells = next(lines, (0, []))
        first = [clean_cell(cell) for cell in cells]
        headers = name_headers([None] * len(first))
        lines = _chain(number, cells, lines)
    else:
        first = next(
            ([clean_cell(cell) for cell in cells] for number, cells in lines if number >= header_row), []
        )
        headers = name_headers(first)
    if not any(cell is not None for cell in first):
        raise SpreadsheetInvalid(_("The file has no headers in row %(row)d."), row=max(header_row, 1))
    if len(headers) > limits.columns:
        raise too_wide(len(headers), limits)
    return Table(headers=headers, rows=_rows(lines, len(headers), limits), **about)


def _chain(
    number: int, cells: list[Any], lines: Iterator[tuple[int, list[Any]]]
) -> Iterator[tuple[int, list[Any]]]:
    if number:
        yield number, cells
    yield from lines


def too_wide(columns: int, limits: Limits) -> SpreadsheetInvalid:
    """The refusal of a table with too many columns."""
    return SpreadsheetInvalid(
        _("The table has %(columns)d columns; at most %(limit)d can be read."),
        columns=columns,
        limit=limits.columns,
    )


def too_long(limits: Limits) -> SpreadsheetInvalid:
    """The refusal of a table with too many rows."""
    return SpreadsheetInvalid(
        _("The table has more than %(limit)d rows. Divide the file."), limit=limits.rows
    )


def name_headers(cells: list[Cell]) -> list[str]:
    """A unique name for every column: blanks are called by their place, doubles are counted."""
    names: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(cells, 1):
        name = base = " ".join(str(cell).split())[:200] if cell is not None else ""
        name = base = base or str(_("Column %(place)d")) % {"place": place}
        count = 1
        while name.casefold() in taken:
            count += 1
            name = f"{base} ({count})"
        taken.add(name.casefold())
        names.append(name)
    return names


def _rows(lines: Iterator[tuple[int, list[Any]]], width: int, limits: Limits) -> Iterator[Row]:
    for count, (number, cells) in enumerate(lines, 1):
        if count > limits.rows:
            raise too_long(limits)
        row = _fit(number, [clean_cell(cell) for cell in cells], width, limits.cell_length)
        if row.problem or any(cell is not None for cell in row):
            yield row


def _fit(number: int, cells: list[Cell], width: int, longest: int) -> Row:
    """A row of exactly `width` cells, with what did not fit told."""
    problem = ""
    if len(cells) != width:
        cells, problem = _fit_width(cells, width)
    for place, cell in enumerate(cells):
        if isinstance(cell, str) and len(cell) > longest:
            cells[place] = cell[:longest]
            problem = str(_("Cell %(place)d is longer than %(limit)d characters.")) % {
                "place": place + 1,
                "limit": longest,
            }
    return Row(cells, number, problem)


def _fit_width(cells: list[Cell], width: int) -> tuple[list[Cell], str]:
    found = len(cells)
    blank = all(cell is None for cell in cells)
    surplus = any(cell is not None for cell in islice(cells, width, None))
    fitted = cells[:width] + [None] * (width - found)
    if blank or (found > width and not surplus):
        return fitted, ""
    problem = str(_("The row has %(found)d cells, the header has %(expected)d."))
    return fitted, problem % {"found": found, "expected": width}


def clean_cell(value: Any) -> Cell:
    """The value of one raw cell: no float, no control character, None for nothing; times become text."""
    if isinstance(value, str):
        return _clean_text(value) or None
    if isinstance(value, float):
        return _exact(value)
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    result: Cell = value
    return result


def _clean_text(text: str) -> str:
    if text.isprintable():
        return text.strip()
    kept = (
        char
        for char in text.replace("\r\n", "\n")
        if char in "\n\t" or unicodedata.category(char) not in _BAD
    )
    return "".join(kept).strip()


_BAD = frozenset({"Cc", "Cs"})


def _exact(value: float) -> Cell:
    """An integer where it is one, else the shortest decimal that the spreadsheet shows for the same number."""
    if value.is_integer() and abs(value) < _EXACT_FLOAT:
        return int(value)
    number = Decimal(repr(value))
    return number if number.is_finite() else None
