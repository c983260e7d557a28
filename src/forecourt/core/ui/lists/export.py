"""Exactly what a list shows, as a file: all pages, same filters, order and columns; audited."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from forecourt.core import audit, clock
from forecourt.core.db import one_transaction
from forecourt.core.errors import Invalid
from forecourt.core.spreadsheets.writer import Sheet, write_csv, write_xlsx
from forecourt.core.ui.lists.cells import export_maker
from forecourt.core.ui.lists.rows import matching, with_columns
from forecourt.core.ui.lists.state import ListState

FORMATS = ("csv", "xlsx")
CHUNK = 2_000


def export_limit() -> int:
    """The most rows a request may export."""
    return int(getattr(settings, "FORECOURT_EXPORT_LIMIT", 100_000))


def export(state: ListState, kind: str) -> HttpResponseBase:
    """The list as a file. Raises NotAllowed, and Invalid when it has more rows than a request may export."""
    if not state.spec.may_export(state.actor):
        state.actor.require(state.spec.export_permission)
    count = matching(state)[: export_limit() + 1].count()
    if count > export_limit():
        raise Invalid(
            _("This list has more than %(limit)d rows. Narrow it by filters and export it in parts."),
            limit=export_limit(),
        )
    _record(state, kind, count)
    name = f"{state.spec.code}-{clock.today().isoformat()}.{kind}"
    headers = [str(column.label) for column in state.columns]
    if kind == "csv":
        return StreamingHttpResponse(
            write_csv(headers, export_rows(state)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_xlsx(file, [Sheet(str(state.spec.title), headers, export_rows(state))])
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name)


def export_rows(state: ListState) -> Iterator[list[Any]]:
    """Every matching row in the list's order, as values for a file."""
    makers = [export_maker(column, state.actor) for column in state.columns]
    rows = with_columns(state, matching(state), state.columns).order_by(*state.order.by())
    for row in rows.iterator(chunk_size=CHUNK):
        yield [make(row) for make in makers]


@one_transaction
def _record(state: ListState, kind: str, count: int) -> None:
    """Write down who took which list out of the house, with its filters and how many rows."""
    facts = {
        "list": state.spec.code,
        "format": kind,
        "rows": count,
        "columns": [column.name for column in state.columns],
        "q": state.q,
        "filters": {each.filter.name: each.text for each in state.active},
    }
    audit.record_fact(state.actor, "core.list.exported", str(state.spec.title), facts)
