"""What the settings pages share: a form page, and a page with parts."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from forecourt.core.errors import DomainError
from forecourt.core.http import ActorRequest
from forecourt.core.ui.panels import refuse

FormT = TypeVar("FormT", bound=Form)


def form_page(
    request: ActorRequest,
    form: FormT,
    save: Callable[[FormT], object],
    *,
    title: Any,
    back: str,
    submit: Any = "",
) -> HttpResponse:
    """Show the form; a good one is saved and leads `back`, a refused one says why and keeps what was typed.

    `save` may answer with a page of its own, such as one that shows a password once.
    """
    if form.is_valid():
        try:
            done = save(form)
        except DomainError as error:
            refuse(form, error)
        else:
            return done if isinstance(done, HttpResponse) else HttpResponseRedirect(back)
    context = {"form": form, "title": title, "back": back, "submit": submit}
    return render(request, "organization/form.html", context, status=422 if form.errors else 200)
