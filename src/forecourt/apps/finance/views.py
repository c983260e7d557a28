"""Pages of the ledger."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from forecourt.apps.finance import forms, lists, selectors
from forecourt.apps.finance.models import JournalEntry
from forecourt.core import clock
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.lists import list_page
from forecourt.core.ui.record import Fact, RecordPage

VIEW = "finance.ledger.view"


@needs(VIEW)
def entry_list(request: ActorRequest) -> HttpResponseBase:
    """The journal."""
    return list_page(request, lists.ENTRIES)


@needs(VIEW)
def entry_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One entry with its lines."""
    entry = selectors.get_entry(request.actor, pk)
    context = {"entry": entry, "lines": selectors.list_lines(entry), "record": _record(entry)}
    return render(request, "finance/entry_detail.html", context)


def _record(entry: JournalEntry) -> RecordPage:
    facts = [
        Fact(_("Amount"), entry.total_debit, kind="money", big=True),
        Fact(_("Date"), entry.on, kind="day"),
        Fact(_("Store"), entry.store.name if entry.store else _("The group's own books")),
        Fact(_("Document"), entry.source),
        Fact(_("Posted by"), entry.posted_by),
    ]
    reversal = selectors.get_reversal(entry)
    for label, other in ((_("Reverses"), entry.reverses), (_("Reversed by"), reversal)):
        if other is not None:
            facts.append(Fact(label, other.number, url=reverse("finance:entry-detail", args=[other.pk])))
    status = _("Reversed") if reversal else _("Posted")
    return RecordPage(facts=facts, status=status, tone="neutral" if reversal else "good")


@needs(VIEW)
def trial_balance(request: ActorRequest) -> HttpResponse:
    """Every account's sums and balance at the end of a day."""
    form = forms.TrialBalanceForm(request.GET or None, actor=request.actor)
    on, store = clock.today(), None
    if form.is_valid():
        on, store = form.cleaned_data["on"] or on, form.cleaned_data["store"]
    rows = selectors.trial_balance(request.actor, on, None if store is None else [store])
    totals = {
        name: sum(getattr(row, name) for row in rows)
        for name in ("debit", "credit", "debit_balance", "credit_balance")
    }
    context = {"form": form, "rows": rows, "totals": totals, "on": on}
    return render(request, "finance/trial_balance.html", context, status=422 if form.errors else 200)
