"""Today: the first page after sign-in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from forecourt.apps.customers import selectors
from forecourt.apps.customers.models import FollowUp
from forecourt.core import clock
from forecourt.core.http import ActorRequest, needs


@needs("customers.lead.view")
def today(request: ActorRequest) -> HttpResponse:
    """What is due for the person himself, in order of worth, and for a manager what is due for his people."""
    actor, day = request.actor, clock.today()
    has_team = selectors.has_team(actor)
    context = {
        "day": day,
        "counts": selectors.due_counts(actor, day),
        "due": selectors.due_leads(actor, day),
        "team": selectors.team_due(actor, day) if has_team else None,
        "channels": FollowUp.Channel.choices,
        "outcomes": FollowUp.Outcome.choices,
        "levels": selectors.levels_of("active"),
        "can_follow_up": actor.can("customers.lead.manage"),
        "can_add": actor.can("customers.lead.manage"),
        "list_url": reverse("customers:lead-list"),
    }
    return render(request, "customers/today.html", context)
