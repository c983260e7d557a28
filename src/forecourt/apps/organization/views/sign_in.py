"""What allauth's pages leave out: ending one session, and addresses that do not exist here."""

from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from forecourt.core.http import ActorRequest, needs


def not_here(request: HttpRequest) -> HttpResponse:
    """404."""
    raise Http404


@needs()
@require_POST
def session_end(request: ActorRequest, pk: int) -> HttpResponse:
    """Sign one of one's own devices out."""
    get_object_or_404(UserSession, user=request.user, pk=pk).end()
    return redirect("usersessions_list")
