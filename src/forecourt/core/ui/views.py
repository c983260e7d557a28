"""Pages of the frame itself: the search over everything."""

from django.http import HttpResponse
from django.shortcuts import render

from forecourt.core.http import ActorRequest, needs
from forecourt.core.search import search_everything
from forecourt.core.ui.panels import is_partial

QUERY_LIMIT = 100
HITS_BELOW_THE_BOX = 5
HITS_ON_THE_PAGE = 20


@needs()
def search(request: ActorRequest) -> HttpResponse:
    """What the search box finds: below the box by htmx, else as a page."""
    text = request.GET.get("q", "")[:QUERY_LIMIT].strip()
    partial = is_partial(request)
    found = search_everything(request.actor, text, HITS_BELOW_THE_BOX if partial else HITS_ON_THE_PAGE)
    template = "ui/search.html#hits" if partial else "ui/search.html"
    return render(request, template, {"text": text, "found": found})
