"""Delimited text: which encoding, which delimiter, which rows."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

from django.utils.translation import gettext_lazy as _

from forecourt.core.spreadsheets.table import Limits, SpreadsheetInvalid, Table, build_table

DELIMITERS = (",", ";", "\t", "|")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 65_536
_SAMPLE_ROWS = 50
_COMMON_HAN = 0.9
_NUL_SHARE = 0.3
_CONTROL_SHARE = 0.01
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


def open_text(data: bytes, header_row: int, limits: Limits) -> Table:
    """Open delimited text. Raises SpreadsheetInvalid for what is not text and for a quote that never closes."""
    encoding = detect_encoding(data)
    sample = data[:_SAMPLE].decode(encoding, errors="ignore")
    if not sample.strip():
        raise SpreadsheetInvalid(_("The file is empty."))
    delimiter = sniff_delimiter(sample, cut=len(data) > _SAMPLE)
    lines = _lines(TextIOWrapper(BytesIO(data), encoding=encoding, newline=""), delimiter)
    return build_table(lines, header_row, limits, kind="csv", encoding=encoding, delimiter=delimiter)


def detect_encoding(data: bytes) -> str:
    """The encoding of the whole text: by its mark, else UTF-8, UTF-16, GB 18030, else western. Raises on binary data."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding)
    wide = _wide_encoding(data[:_SAMPLE])
    if wide:
        return _strict(data, wide)
    if len(_CONTROLS.findall(data[:_SAMPLE])) > len(data[:_SAMPLE]) * _CONTROL_SHARE:
        raise SpreadsheetInvalid(_("The file is not a table: its content is not text."))
    if _decodes(data, "utf-8"):
        return "utf-8"
    if _decodes(data, "gb18030") and _reads_chinese(data.decode("gb18030")):
        return "gb18030"
    return "cp1252" if _decodes(data, "cp1252") else "latin-1"


def _strict(data: bytes, encoding: str) -> str:
    if not _decodes(data, encoding):
        raise SpreadsheetInvalid(
            _("The file says that it is %(encoding)s, but it is damaged."), encoding=encoding.upper()
        )
    return encoding


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 without a mark shows as NUL in every other byte of western text."""
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > half * _NUL_SHARE and not sample[::2].count(0):
        return "utf-16-le"
    if sample[::2].count(0) > half * _NUL_SHARE and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def _reads_chinese(text: str) -> bool:
    """Whether what is not ASCII is mostly common Chinese: western text read as GB 18030 gives rare characters."""
    wide = [char for char in text if char > "\x7f"][:20_000]
    common = sum(1 for char in wide if _in_gb2312(char))
    return common >= len(wide) * _COMMON_HAN


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def sniff_delimiter(sample: str, *, cut: bool) -> str:
    """The delimiter that divides the first rows most evenly into more than one column; a comma when none does."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter, cut=cut))


def _evenness(sample: str, delimiter: str, *, cut: bool) -> tuple[float, int]:
    widths: list[int] = []
    try:
        for row in csv.reader(StringIO(sample, newline=""), delimiter=delimiter):
            widths.append(len(row))
            if len(widths) > _SAMPLE_ROWS:
                break
    except csv.Error:
        return (0.0, 0)
    filled = [width for width in (widths[:-1] if cut and len(widths) > 1 else widths) if width]
    if not filled or max(filled) == 1:
        return (0.0, 0)
    width, times = Counter(filled).most_common(1)[0]
    return (times / len(filled) if width > 1 else 0.0, max(filled))


def _lines(text: TextIOWrapper, delimiter: str) -> Iterator[tuple[int, list[Any]]]:
    """Rows with the line number they begin at."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise SpreadsheetInvalid(
                _("The quotes from line %(line)d on do not match, so the columns cannot be told apart."),
                line=line,
            ) from None
        yield line, list(cells)
        line = reader.line_num + 1
