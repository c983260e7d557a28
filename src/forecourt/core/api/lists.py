"""A declared list as an operation: the same rows, filters, sort and page markers as its page."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from ninja import Router, Schema
from pydantic import create_model

from forecourt.core.api.operations import ApiRequest, allows
from forecourt.core.api.schemas import MoneyOut
from forecourt.core.ui.lists import ListSpec, list_api
from forecourt.core.ui.lists.spec import SIZES

_TYPES: Mapping[str, Any] = {
    "money": MoneyOut | None,
    "number": int | str | None,
    "date": date | None,
    "datetime": datetime | None,
    "bool": bool | None,
}
_FILTERS = {
    "choice": "One value.",
    "multi": "Several values, each as its own parameter.",
    "text": "Text that is searched within.",
    "date_range": "Dates, such as 2026-01-01..2026-01-31; either end may be open.",
    "money_range": "Amounts in major units, such as 100000..200000; either end may be open.",
    "bool": "1 or 0.",
}
Parameter = dict[str, Any]


def row_schema(spec: ListSpec, name: str) -> type[Schema]:
    """The schema of a row: its key and a field for each column; those a caller may not see are absent."""
    columns: dict[str, Any] = {
        column.name: (_TYPES.get(column.kind, str | int | None), None) for column in spec.columns
    }
    return create_model(name, __base__=Schema, id=(int, ...), **columns)


def page_schema(spec: ListSpec, name: str) -> type[Schema]:
    """The schema of a page: rows and the markers of the pages beside it."""
    rows: Any = list[row_schema(spec, f"{name}Row")]  # type: ignore[misc]
    return create_model(
        f"{name}Page",
        __base__=Schema,
        items=(rows, ...),
        next=(str | None, None),
        previous=(str | None, None),
    )


def add_list(router: Router, path: str, spec: ListSpec, *, name: str) -> None:
    """Add `GET path`, an operation called `name`, which gives a page of the list.

    The rows are plain values already, so they go out as they are.
    """

    @allows(spec.permission)
    def operation(request: ApiRequest) -> HttpResponse:
        page = list_api(request.actor, spec, request.GET)
        return JsonResponse(page, json_dumps_params={"ensure_ascii": False})

    operation.__name__ = operation.__qualname__ = name
    schema = page_schema(spec, "".join(part.title() for part in name.split("_")))
    router.get(
        path,
        response=schema,
        description="A page of the list, with the filters, sort and search of its page.",
        openapi_extra={"parameters": _parameters(spec)},
    )(operation)


def _parameters(spec: ListSpec) -> list[Parameter]:
    sorts = [column.name for column in spec.columns if column.sort_path]
    search = [_text("q", "Search, as on the page.")] if spec.search else []
    return [
        *search,
        *(_filter(f"f.{each.name}", each.kind) for each in spec.filters),
        _one_of("sort", [*sorts, *(f"-{name}" for name in sorts)], "A column; with - in descending order."),
        _text("cols", "The columns wanted, separated by commas."),
        _one_of("size", list(SIZES), "Rows of a page."),
        _text("after", "The marker `next` of a page."),
        _text("before", "The marker `previous` of a page."),
    ]


def _text(name: str, description: str) -> Parameter:
    return {"in": "query", "name": name, "schema": {"type": "string"}, "description": description}


def _filter(name: str, kind: str) -> Parameter:
    return _text(name, _FILTERS[kind]) | (
        {"schema": {"type": "array", "items": {"type": "string"}}} if kind == "multi" else {}
    )


def _one_of(name: str, values: list[Any], description: str) -> Parameter:
    return _text(name, description) | {"schema": {"enum": values}}
