"""The page of a list: a whole page, its fragment for htmx, or a file, at one address."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from forecourt.core.custom.services import MANAGE
from forecourt.core.ui.lists.bulk import run_bulk
from forecourt.core.ui.lists.custom import with_custom
from forecourt.core.ui.lists.export import FORMATS, export
from forecourt.core.ui.lists.filters import ActiveFilter, chip_text
from forecourt.core.ui.lists.keeping import keep_view
from forecourt.core.ui.lists.opening import Opening, open_list, views_shown
from forecourt.core.ui.lists.paging import Page
from forecourt.core.ui.lists.rows import count_up_to, matching, read_page
from forecourt.core.ui.lists.spec import SIZES, Filter, ListSpec
from forecourt.core.ui.lists.state import ListState, clean_params

if TYPE_CHECKING:
    from forecourt.core.http import ActorRequest

COUNTED = 1_000


def list_page(
    request: "ActorRequest", spec: ListSpec, context: dict[str, Any] | None = None
) -> HttpResponseBase:
    """Answer a request for a list: GET shows or exports it, POST takes a bulk action. `context` is for the page.

    Raises NotAllowed without the list's permission, Invalid for a bulk action that is not the list's.
    """
    request.actor.require(spec.permission)
    spec = with_custom(spec)
    if request.method == "POST":
        return keep_view(request, spec) if "keep" in request.POST else run_bulk(request, spec)
    params = clean_params(request.GET)
    opening = open_list(spec, request.actor, params)
    state = opening.state
    asked = (params.get("format") or [""])[-1]
    if asked in FORMATS:
        return export(state, asked)
    return _page(request, opening, "count" in params, context or {})


def _page(request: "ActorRequest", opening: Opening, with_count: bool, extra: dict[str, Any]) -> HttpResponse:
    state = opening.state
    page = read_page(state)
    context = {
        **extra,
        "list": _shown(state, page),
        "spec": state.spec,
        "count": _count(state) if with_count else None,
        "views": views_shown(opening),
        "density": opening.preference.density,
    }
    response = render(request, "lists/fragment.html" if is_list_part(request) else "lists/page.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def is_list_part(request: "ActorRequest") -> bool:
    """Whether htmx asks for the list alone: its links are boosted into the list itself."""
    return (
        bool(request.htmx)
        and (request.htmx.target or "").endswith("#list")
        and not request.htmx.history_restore_request
    )


def _shown(state: ListState, page: Page) -> dict[str, Any]:
    """What the template shows."""
    spec, actor = state.spec, state.actor
    return {
        "state": state,
        "rows": page.rows,
        "bulk": spec.bulk_actions_for(actor),
        "chips": [_chip(state, each) for each in state.active],
        "filters": [_field(state, each) for each in state.filters],
        "columns": [(column, column in state.columns) for column in state.available],
        "kept": [
            pair for pair in state.pairs() if pair[0] == "sort" or pair[0] == "cols" or pair[0] == "size"
        ],
        "everything": state.pairs(),
        "without_columns": state.pairs(without=("cols",)),
        "sizes": [(size, state.url(size=str(size) if size != spec.size else "")) for size in SIZES],
        "next": state.url(after=page.after) if page.after else "",
        "previous": state.url(before=page.before) if page.before else "",
        "first": state.url(),
        "without_search": state.url(q=""),
        "clear": state.url(q="", without=[f"f.{each.filter.name}" for each in state.active]),
        "count_url": state.url(count="1"),
        "exports": [(name, state.url(format=name)) for name in FORMATS if spec.may_export(actor)],
        "narrowed": bool(state.q or state.active),
        "may_define": bool(spec.custom) and actor.can(MANAGE),
        "totals": spec.totals(actor, matching(state)) if spec.totals and state.active else (),
        "primary": _allowed(spec.primary, state),
        "empty_action": _allowed(spec.empty.action if spec.empty else None, state),
    }


def _allowed(action: Any, state: ListState) -> Any:
    if action is None or (action.permission and not state.actor.can(action.permission)):
        return None
    return action


def _chip(state: ListState, active: ActiveFilter) -> dict[str, str]:
    return {
        "label": str(active.filter.label),
        "text": chip_text(active, state.actor),
        "remove": state.url(without=[f"f.{active.filter.name}"]),
    }


def _field(state: ListState, each: Filter) -> dict[str, Any]:
    """An input of the filter form with its present value."""
    active = next((found for found in state.active if found.filter is each), None)
    texts = active.texts if active else ()
    start, _dots, end = (texts[0] if texts else "").partition("..")
    return {
        "name": f"f.{each.name}",
        "label": each.label,
        "kind": each.kind,
        "choices": [(value, label, value in texts) for value, label in each.choices_for(state.actor)],
        "text": texts[0] if texts else "",
        "start": start,
        "end": end,
    }


def _count(state: ListState) -> dict[str, Any]:
    counted = count_up_to(state, COUNTED)
    return {"number": min(counted, COUNTED), "more": counted > COUNTED}
