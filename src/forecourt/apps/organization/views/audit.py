"""The audit log."""

from django.http import HttpResponseBase

from forecourt.apps.organization import lists
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.lists import list_page


@needs("organization.audit.view")
def audit_list(request: ActorRequest) -> HttpResponseBase:
    """Who changed what, newest first, within reach."""
    return list_page(request, lists.AUDIT)
