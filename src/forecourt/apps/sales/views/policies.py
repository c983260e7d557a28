"""Price policies: the list, and setting the next one."""

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from forecourt.apps.inventory import selectors as inventory
from forecourt.apps.organization import selectors as organization
from forecourt.apps.sales import lists, services
from forecourt.apps.sales.forms import PolicyForm
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.errors import DomainError
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.lists import list_page
from forecourt.core.ui.panels import form_from, refuse, render_panel

VIEW = "sales.policy.view"
MANAGE = "sales.policy.manage"
PAGE = "sales/policy.html"


@needs(VIEW)
def policy_list(request: ActorRequest) -> HttpResponseBase:
    """Price policies within reach."""
    return list_page(request, lists.POLICIES)


@needs(MANAGE)
def policy_add(request: ActorRequest) -> HttpResponse:
    """Set the next policy of a series or model."""
    form = form_from(request, PolicyForm, initial={"starts_on": clock.today()}, **_choices(request.actor))
    saved_to = None
    if form.is_valid():
        facts = dict(form.cleaned_data)
        ids = {f"{name}_id": facts.pop(name) for name in ("series", "model", "store")}
        try:
            services.set_price_policy(actor=request.actor, **ids, **facts)
            saved_to = reverse("sales:policy-list")
        except DomainError as error:
            refuse(form, error)
    return render_panel(request, PAGE, f"{PAGE}#panel", {"form": form}, saved_to=saved_to, leave=True)


def _choices(actor: Actor) -> dict[str, list[tuple[object, str]]]:
    series = inventory.list_series(actor).filter(is_active=True)
    models = inventory.list_models(actor).filter(is_active=True)
    everywhere: list[tuple[object, str]] = [("", _("Whole group"))] if actor.covers(MANAGE, None) else []
    return {
        "series": [(row.pk, f"{row.brand.name} {row.name}") for row in series],
        "models": [(row.pk, f"{row.series.name} {row}") for row in models],
        "stores": [*everywhere, *organization.store_choices(actor, MANAGE)],
    }
