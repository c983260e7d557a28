"""Answers of pages that htmx refreshes in part: the same URL gives a fragment, a page or a redirect."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.forms import BaseForm, BaseFormSet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from forecourt.core.errors import DomainError
from forecourt.core.http import ActorRequest

FormT = TypeVar("FormT", bound=BaseForm)


def render_panel(
    request: ActorRequest,
    page: str,
    panel: str,
    context: Mapping[str, Any],
    *,
    saved_to: str | None = None,
    leave: bool = False,
) -> HttpResponse:
    """Answer with a part of a page, or with the page.

    `page` is the template of the whole page, `panel` that of the part (a file, or `app/page.html#name` for a
    `{% partialdef name %}` in it). `saved_to` says that a POST was good and where its result stands.

    - htmx, good: the panel; with `leave` the browser goes to `saved_to` instead;
    - plain POST, good: a redirect to `saved_to`;
    - a form of the context has errors: the panel (htmx) or the page, with status 422;
    - otherwise: the panel (htmx) or the page.
    """
    by_htmx = is_partial(request)
    if saved_to is not None and by_htmx and leave:
        return HttpResponse(headers={"HX-Redirect": saved_to})
    if saved_to is not None and not by_htmx:
        return HttpResponseRedirect(saved_to)
    status = 422 if saved_to is None and _is_refused(context) else 200
    return render(request, panel if by_htmx else page, dict(context), status=status)


def is_partial(request: ActorRequest) -> bool:
    """Whether htmx asks for a part: not for a boosted page, nor to restore one from history."""
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request


def _is_refused(context: Mapping[str, Any]) -> bool:
    """Whether a bound form in the context has errors."""
    return any(
        isinstance(value, BaseForm | BaseFormSet) and value.is_bound and not value.is_valid()
        for value in context.values()
    )


def form_from(request: ActorRequest, form_class: type[FormT], **arguments: Any) -> FormT:
    """The form with what was posted (files too), or empty for a GET."""
    if request.method == "POST":
        return form_class(request.POST, request.FILES, **arguments)
    return form_class(**arguments)


def refuse(form: BaseForm, error: DomainError) -> None:
    """Show a refusal beside the field it is about, or above the form where the form has no such field."""
    form.add_error(error.field if error.field in form.fields else None, error.message)
