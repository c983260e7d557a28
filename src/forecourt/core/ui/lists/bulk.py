"""Bulk actions: the selected rows, each through its service, with what was refused and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecourt.core.actor import Actor
from forecourt.core.errors import DomainError, Invalid, NotFound
from forecourt.core.ui.lists.fields import typed
from forecourt.core.ui.lists.spec import BulkAction, ListSpec

if TYPE_CHECKING:
    from forecourt.core.http import ActorRequest

MOST_ROWS = 500
MOST_TOLD = 20


@dataclass(slots=True)
class Outcome:
    """What became of each row: how many were done, and which were refused for which reason."""

    done: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def apply_bulk(
    actor: Actor, spec: ListSpec, action: BulkAction, keys: Iterable[Any], data: dict[str, Any]
) -> Outcome:
    """Run an action on rows by primary key, each in its own transaction. A row out of reach is refused as not found."""
    keys = list(dict.fromkeys(keys))
    rows = {row.pk: row for row in spec.rows(actor).filter(pk__in=keys)}
    outcome = Outcome()
    for key in keys:
        try:
            if key not in rows:
                raise NotFound
            action.run(actor=actor, pk=key, **data)
        except DomainError as error:
            outcome.refused.append((str(rows.get(key, key)), error.message))
        else:
            outcome.done += 1
    return outcome


def run_bulk(request: "ActorRequest", spec: ListSpec) -> HttpResponse:
    """Take the posted bulk action, ask for what it needs first, and go back to the list with the outcome.

    Raises Invalid for an unknown action, an unreadable selection or too many rows.
    """
    action = _action(request, spec)
    keys = _keys(request, spec)
    form = None
    if action.form:
        extra: dict[str, Any] = {"actor": request.actor} if action.form_takes_actor else {}
        form = action.form(request.POST if "confirmed" in request.POST else None, **extra)
    if (
        keys
        and (form or action.confirm)
        and not ("confirmed" in request.POST and (form is None or form.is_valid()))
    ):
        status = 422 if form is not None and form.is_bound else 200
        context = {
            "spec": spec,
            "action": action,
            "keys": keys,
            "form": form,
            "count": len(keys),
            "back": request.get_full_path(),
        }
        return render(request, "lists/bulk.html", context, status=status)
    _tell(request, apply_bulk(request.actor, spec, action, keys, form.cleaned_data if form else {}))
    return redirect(request.get_full_path())


def _action(request: "ActorRequest", spec: ListSpec) -> BulkAction:
    for each in spec.bulk_actions_for(request.actor):
        if each.code == request.POST.get("bulk"):
            return each
    raise Invalid(_("There is no such action here."), field="bulk")


def _keys(request: "ActorRequest", spec: ListSpec) -> list[Any]:
    posted = request.POST.getlist("pk")
    if len(posted) > MOST_ROWS:
        raise Invalid(_("Select at most %(most)d rows."), field="pk", most=MOST_ROWS)
    try:
        return [typed(spec.rows(request.actor).model._meta.pk, text) for text in posted]
    except (ValueError, TypeError):
        raise Invalid(_("The selection could not be read."), field="pk") from None


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    if outcome.done:
        messages.success(
            request, ngettext("%(count)d done.", "%(count)d done.", outcome.done) % {"count": outcome.done}
        )
    for name, reason in outcome.refused[:MOST_TOLD]:
        messages.warning(request, f"{name}: {reason}")
    more = len(outcome.refused) - MOST_TOLD
    if more > 0:
        messages.warning(
            request,
            ngettext("%(count)d more was refused.", "%(count)d more were refused.", more) % {"count": more},
        )
    if not outcome.done and not outcome.refused:
        messages.info(request, _("Nothing was selected."))
