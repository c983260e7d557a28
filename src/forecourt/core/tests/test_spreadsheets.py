"""Spreadsheets: every file ends in a table or in a refusal with a sentence, and no export executes."""

import csv
import json
import os
import zipfile
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from forecourt.core.money import Money
from forecourt.core.spreadsheets import (
    Limits,
    Sheet,
    SpreadsheetInvalid,
    open_table,
    safe_text,
    write_csv,
    write_xlsx,
)
from forecourt.core.spreadsheets.workbook import binary_corner

FOLDER = (
    Path(os.environ.get("FORECOURT_SHARED_DATA") or Path(__file__).parents[5] / "shared" / "data")
    / "adversarial"
)
FILES: list[Path | None] = [path for path in sorted(FOLDER.rglob("*")) if path.is_file()] or [None]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def read(data, name="table.csv", **options):
    table = open_table(BytesIO(data), name, **options)
    return table, [list(row) for row in table.rows]


def refusal(data, name="table.csv", **options):
    with pytest.raises(SpreadsheetInvalid) as caught:
        read(data, name, **options)
    assert caught.value.message.endswith(".")
    return caught.value.message


def workbook(*sheets, options=None):
    file = BytesIO()
    with xlsxwriter.Workbook(file, options or {}) as book:
        for name, rows in sheets:
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return file.getvalue()


def repacked(data, change):
    """The same package with entries replaced by `change`."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, change.get(entry.filename, source.read(entry)))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "encoding", "rows"),
    [
        ("名称,价\n宝来,1".encode(), "utf-8", [["宝来", "1"]]),
        ("\ufeff名称,价\n宝来,1".encode(), "utf-8-sig", [["宝来", "1"]]),
        ("名称,价\n宝来汽车,1".encode("gb18030"), "gb18030", [["宝来汽车", "1"]]),
        ("名称,价\n宝来,1".encode("utf-16"), "utf-16", [["宝来", "1"]]),
        ("name,price\nBora,1".encode("utf-16-le"), "utf-16-le", [["Bora", "1"]]),
        ("name,price\nBora,1".encode("utf-16-be"), "utf-16-be", [["Bora", "1"]]),
        ("name,price\nCitroën é,1".encode("latin-1"), "cp1252", [["Citroën é", "1"]]),
        (b"name,price\nBora,\x81", "latin-1", [["Bora", None]]),
    ],
)
def test_the_encoding_is_found(data, encoding, rows):
    table, found = read(data)

    assert (table.encoding, found) == (encoding, rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    table, rows = read(f"id{delimiter}name{delimiter}note\n1{delimiter}a, b; c{delimiter}\n".encode())

    assert (table.delimiter, table.headers) == (delimiter, ["id", "name", "note"])
    assert len(rows) == 1


def test_a_text_file_keeps_text_and_numbers_rows_by_line():
    table = open_table(BytesIO(b'no,formula\n007,=1+1\n\n"two\nlines",-3\n'), "t.csv")

    rows = list(table.rows)

    assert rows == [["007", "=1+1"], ["two\nlines", "-3"]]
    assert [(row.number, row.problem) for row in rows] == [(2, ""), (4, "")]


def test_control_characters_and_nul_bytes_leave_the_cells():
    assert read(b"a,b\n" + b"plain text,more plain text\n" * 20 + b"x\x00y,\x07z\n")[1][-1] == ["xy", "z"]


def test_ragged_rows_are_told_one_by_one():
    table = open_table(BytesIO(b"a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n,,\n1,2,3\n"), "t.csv")

    rows = list(table.rows)

    assert rows == [["1", "2", None], ["1", "2", "3"], ["1", "2", "3"], ["1", "2", "3"]]
    assert [(row.number, row.problem) for row in rows] == [
        (2, "The row has 2 cells, the header has 3."),
        (3, "The row has 4 cells, the header has 3."),
        (4, ""),
        (6, ""),
    ]


def test_headers_are_unique_and_never_blank():
    assert read(b"id,,ID,id, \n1,2,3,4,5\n")[0].headers == ["id", "Column 2", "ID (2)", "id (3)", "Column 5"]


def test_the_header_row_is_chosen_and_may_be_absent():
    assert read(b"Report,\nid,name\n1,a\n", header_row=2)[0].headers == ["id", "name"]
    table, rows = read(b"1,a\n2,b\n", header_row=0)
    assert (table.headers, rows) == (["Column 1", "Column 2"], [["1", "a"], ["2", "b"]])


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "t.csv", "empty"),
        (b"\n\n", "t.csv", "empty"),
        (b",,\n1,2,3", "t.csv", "no headers"),
        (b'a,b\n1,"two\n3,4\n', "t.csv", "quotes from line 2"),
        (b"MZ\x90\x00" + b"\x00" * 60, "t.csv", "not what its name"),
        (b"MZ\x90\x00" + b"\x00" * 60, "t.xlsx", "not what its name"),
        (b"%PDF-1.7 text", "t.csv", "not what its name"),
        (bytes(range(256)) * 4, "t.csv", "not text"),
        (b"\xef\xbb\xbfa\xff,b", "t.csv", "damaged"),
        (b"a,b\n1,2", "t.xlsx", "not what its name"),
        (b"<html><table>", "t.xls", "web page"),
        (b"a,b", "t.exe", "not a table"),
        (b"a,b", "t", "not a table"),
        (b"PK\x03\x04 rest", "t.xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "t.xls", "damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data, name, reason):
    assert reason in refusal(data, name)


def test_another_archive_is_refused():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", "<x/>")

    assert "archive" in refusal(file.getvalue(), "t.xlsx")


def test_limits_hold_for_text():
    data = b"a,b,c\n" + b"1,2,3\n" * 10

    assert "MB" in refusal(data, limits=Limits(size=20))
    assert "9 rows" in refusal(data, limits=Limits(rows=9))
    assert "3 columns" in refusal(data, limits=Limits(columns=2))
    row = next(open_table(BytesIO(b"a\nxyz\n"), "t.csv", limits=Limits(cell_length=2)).rows)
    assert (row, row.problem) == (["xy"], "Cell 1 is longer than 2 characters.")


def test_a_workbook_gives_typed_cells():
    data = workbook(
        ("S", [["n", "d", "t", "b", "x"], [1, 2.5, "  =1+1", True, None], [0.1, -3, "007", False, ""]])
    )

    assert read(data, "t.xlsx")[1] == [
        [1, Decimal("2.5"), "=1+1", True, None],
        [Decimal("0.1"), -3, "007", False, None],
    ]


def test_sheets_are_chosen_by_name_or_index():
    data = workbook(("Empty", []), ("One", [["a"], [1]]), ("Two", [["b"], [2]]))

    assert read(data, "t.xlsx")[0].sheet == "One"
    assert read(data, "t.xlsx", sheet="Two")[0].headers == ["b"]
    assert read(data, "t.xlsx", sheet=1)[0].headers == ["a"]
    assert read(data, "t.xlsx")[0].sheet_names == ["Empty", "One", "Two"]
    assert "no sheet “Three”" in refusal(data, "t.xlsx", sheet="Three")
    assert "no sheet “7”" in refusal(data, "t.xlsx", sheet=7)
    assert "no headers" in refusal(workbook(("Empty", [])), "t.xlsx")


@pytest.mark.parametrize("epoch", [{}, {"date_1904": True}])
def test_dates_of_both_date_systems_are_the_same_day(epoch):
    data = workbook(
        ("S", [["d"], [date(2024, 2, 29)]]), options={"default_date_format": "yyyy-mm-dd", **epoch}
    )

    assert read(data, "t.xlsx")[1] == [[date(2024, 2, 29)]]


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    data = repacked(workbook(("S", [["a"], [1]])), {"xl/sharedStrings.xml": b" " * 40_000_000})

    assert "would unpack to" in refusal(data, "t.xlsx")


@pytest.mark.parametrize(
    "far",
    [b'<row r="9999999"><c r="A9999999"><v>1</v></c></row>', b'<row r="2"><c r="XFD2"><v>1</v></c></row>'],
)
def test_a_far_corner_does_not_fill_the_memory(far):
    data = workbook(("S", [["a"], [1]]))
    with zipfile.ZipFile(BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")

    bomb = repacked(data, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", far + b"</sheetData>")})

    assert "more than" in refusal(bomb, "t.xlsx") or "columns" in refusal(bomb, "t.xlsx")


CELL = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
NAMES = "urn:oasis:names:tc:opendocument:xmlns:"


def opendocument(rows):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{NAMES}manifest:1.0"><m:file-entry m:full-path="/"/></m:manifest>',
        )
        package.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{NAMES}office:1.0" xmlns:table="{NAMES}table:1.0" '
            f'xmlns:text="{NAMES}text:1.0"><office:body><office:spreadsheet><table:table table:name="S">{rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return file.getvalue()


def test_an_opendocument_sheet_is_read_without_its_empty_rest():
    row = f"<table:table-row>{CELL}{CELL}<table:table-cell table:number-columns-repeated='16382'/></table:table-row>"
    rest = "<table:table-row table:number-rows-repeated='1048574'><table:table-cell/></table:table-row>"

    table, rows = read(opendocument(row * 2 + rest), "t.ods")

    assert (table.kind, table.headers, rows) == ("ods", ["a", "a (2)"], [["a", "a"]])


@pytest.mark.parametrize(
    "rows",
    [
        f"<table:table-row table:number-rows-repeated='1048574'>{CELL}</table:table-row>",
        f"<table:table-row table:number-rows-repeated='900000'>{CELL * 60}</table:table-row>",
        f"<table:table-row>{CELL}<table:table-cell table:number-columns-repeated='16000'/>{CELL}</table:table-row>",
    ],
)
def test_a_repeated_cell_does_not_fill_the_memory(rows):
    message = refusal(opendocument(f"<table:table-row>{CELL}</table:table-row>{rows}"), "t.ods")

    assert "more than" in message or "columns" in message


def test_the_far_corner_of_a_binary_sheet_is_found():
    def record(kind, data):
        return bytes([kind]) + bytes([len(data)]) + data

    row, cell, other = (
        (70_000).to_bytes(4, "little") + bytes(13),
        (900).to_bytes(4, "little") + bytes(8),
        bytes(100),
    )
    long_kind = bytes([0x94, 0x01, len(other)]) + other

    assert binary_corner(long_kind + record(0, row) + record(2, cell) + record(0, bytes(17))) == (70_001, 901)
    assert binary_corner(b"") == (1, 1)


@given(st.binary(max_size=300))
def test_any_bytes_have_a_corner(records):
    assert min(binary_corner(records)) >= 1


def test_a_damaged_workbook_is_refused_wherever_it_is_cut():
    data = workbook(("S", [["a", "b"]] + [[number, "x"] for number in range(50)]))

    for length in range(10, len(data), 97):
        refusal(data[:length], "t.xlsx")


@given(st.binary(max_size=400), st.sampled_from(["t.csv", "t.xlsx", "t.xls"]))
def test_any_bytes_end_in_a_table_or_a_refusal(data, name):
    with suppress(SpreadsheetInvalid):
        read(data, name)


@given(st.text(max_size=200))
def test_any_text_ends_in_a_table_or_a_refusal(text):
    try:
        table, rows = read(text.encode("utf-8", "ignore"))
    except SpreadsheetInvalid:
        return
    assert all(len(row) == len(table.headers) for row in rows)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "=cmd|' /C calc'!A0", "+8613800138000"],
)
def test_text_that_begins_like_a_formula_is_neutralised(text):
    data = b"".join(write_csv(["a"], [[text]]))

    cell = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))[1][0]
    assert cell == "'" + text
    assert safe_text("safe = text") == "safe = text"


def test_csv_keeps_numbers_as_numbers():
    when = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=8)))
    values: list[Any] = ["a,b", -5, Decimal("-1E+3"), Money(-12_345), date(2026, 1, 2), when, True, None]

    data = b"".join(write_csv(["名称"] * 8, [values]))

    assert data.startswith(b"\xef\xbb\xbf")
    assert (
        data.decode("utf-8-sig").splitlines()[1]
        == '"a,b",-5,-1000,-123.45,2026-01-02,2026-01-02 03:04:05,TRUE,'
    )


def test_csv_is_streamed():
    chunks = write_csv(["a"], ([str(number)] for number in range(100_000)))

    assert len(next(chunks)) < 80_000
    assert sum(1 for chunk in chunks) > 5


def test_a_written_workbook_is_read_back_typed_and_without_formulas_or_links():
    values: list[Any] = [
        "=1+1",
        "https://example.org",
        -5,
        Decimal("2.5"),
        Money(12_345),
        date(2026, 1, 2),
        True,
        None,
        "a\x00b",
    ]
    file = BytesIO()

    count = write_xlsx(file, [Sheet("车/辆", ["h"] * 9, [values]), Sheet("车/辆", ["k"], [])])

    assert count == 1
    table, rows = read(file.getvalue(), "t.xlsx")
    assert table.sheet_names == ["车 辆", "车 辆 (2)"]
    assert rows == [
        [
            "=1+1",
            "https://example.org",
            -5,
            Decimal("2.5"),
            Decimal("123.45"),
            date(2026, 1, 2),
            True,
            None,
            "ab",
        ]
    ]
    with zipfile.ZipFile(file) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet


def test_a_number_a_spreadsheet_would_round_is_written_as_text():
    file = BytesIO()

    rows: list[list[Any]] = [[12345678901234567890], [Money(10**14 + 1)]]
    write_xlsx(file, [Sheet("S", ["n"], rows)])

    assert read(file.getvalue(), "t.xlsx")[1] == [["12345678901234567890"], [Decimal("1000000000000.01")]]


@given(st.lists(st.lists(st.text(max_size=30), min_size=2, max_size=2), max_size=5))
def test_what_is_written_can_be_read(rows):
    data = b"".join(write_csv(["a", "b"], rows))

    table, found = read(data)

    assert table.headers == ["a", "b"]
    assert len(found) <= len(rows)


@pytest.mark.realdata
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name if path else "absent")
def test_every_hostile_file_ends_in_a_table_or_a_refusal(path):
    if path is None:
        pytest.skip("shared data adversarial is absent")
    try:
        table, rows = read(path.read_bytes(), path.name)
    except SpreadsheetInvalid:
        return
    assert all(len(row) == len(table.headers) for row in rows)


@pytest.mark.realdata
@pytest.mark.parametrize(
    "path",
    [
        path
        for path in FILES
        if path is not None and path.parent.name == "csv_spectrum" and path.suffix == ".csv"
    ]
    or [None],
    ids=lambda path: path.name if path else "absent",
)
def test_awkward_csv_is_parsed_as_its_json_says(path):
    if path is None:
        pytest.skip("shared data adversarial is absent")
    table, rows = read(path.read_bytes(), path.name)

    found = [dict(zip(table.headers, (cell or "" for cell in row), strict=True)) for row in rows]

    known = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    known = known if isinstance(known, list) else [known]
    tidy = [{key: value.replace("\r\n", "\n") for key, value in row.items()} for row in known]
    for row in (*found, *tidy):
        row.pop("Contact Phone Number", None)  # differs between the two files of the source
    assert found == tidy
