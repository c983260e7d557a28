"""The dashboard."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from forecourt.apps.insight.dashboard import Scope, panel, sales_url, tiles
from forecourt.apps.insight.forms import PeriodForm
from forecourt.apps.insight.periods import period_of
from forecourt.apps.insight.standing import standing
from forecourt.apps.organization.selectors import store_choices
from forecourt.core import clock
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.panels import is_partial

VIEW = "insight.dashboard.view"
SPLITS = (("store", _("Stores")), ("seller", _("Salespeople")), ("series", _("Series")))


@needs(VIEW)
def dashboard(request: ActorRequest) -> HttpResponse:
    """Figures of a period: of one's store, of all stores, or of one of them; refreshed by htmx on the same address."""
    stores = store_choices(request.actor, VIEW)
    form = PeriodForm(request.GET, stores)
    asked = form.cleaned_data if form.is_valid() else {}
    period = period_of(asked.get("period") or "", clock.today(), asked.get("first"), asked.get("last"))
    store_id = asked.get("store")
    scope = Scope(request.actor, period, store_id)
    by = _secondary(request.GET.get("by", ""), len(stores), store_id)
    context = {
        "form": form,
        "period": period,
        "stores": stores,
        "store_id": store_id,
        "tiles": tiles(scope),
        "sales_url": sales_url(scope),
        "trend": panel(scope, period.by),
        "split": panel(scope, by),
        "by": by,
        "splits": SPLITS,
        "query": _query(request),
    }
    template = "insight/dashboard.html#figures" if is_partial(request) else "insight/dashboard.html"
    return render(request, template, context)


@needs(VIEW)
def standing_now(request: ActorRequest) -> HttpResponse:
    """The counts of this moment, loaded beside the figures so that these need not wait for them."""
    form = PeriodForm(request.GET, store_choices(request.actor, VIEW))
    store_id = form.cleaned_data.get("store") if form.is_valid() else None
    found = standing(request.actor, clock.today(), store_id)
    template = "insight/standing.html#panel" if is_partial(request) else "insight/standing.html"
    return render(request, template, {"standing": found})


def _secondary(asked: str, stores: int, store_id: int | None) -> str:
    """What the second panel is split by: what was asked, else stores where there are several."""
    if asked in dict(SPLITS):
        return asked
    return "store" if stores > 1 and store_id is None else "seller"


def _query(request: ActorRequest) -> str:
    """The address of the page without what the second panel is split by."""
    asked = request.GET.copy()
    asked.pop("by", None)
    return asked.urlencode()
