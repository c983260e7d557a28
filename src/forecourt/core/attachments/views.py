"""The files on a record: the panel that record pages show, adding, downloading and taking off."""

from django.apps import apps
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from forecourt.core.attachments import services
from forecourt.core.attachments.forms import AttachmentForm
from forecourt.core.downloads import download
from forecourt.core.errors import DomainError
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.panels import form_from, refuse, render_panel


@needs()
def attachment_panel(request: ActorRequest, object_type: str, object_id: int) -> HttpResponse:
    """The files of a record, and the form that adds one."""
    actor = request.actor
    files = services.list_attachments(actor, object_type, object_id)
    form = form_from(request, AttachmentForm)
    saved_to = None
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            services.add_attachment(
                actor=actor, object_type=object_type, object_id=object_id, file=upload, name=upload.name
            )
            saved_to = _back(request, object_type, object_id)
            form = AttachmentForm()
        except DomainError as error:
            refuse(form, error)
    context = {
        "object_type": object_type,
        "object_id": object_id,
        "kind": apps.get_model(object_type)._meta.verbose_name,
        "files": files,
        "form": form,
        "can_add": services.can_add(actor, object_type, object_id),
    }
    return render_panel(
        request, "attachments/page.html", "attachments/panel.html", context, saved_to=saved_to
    )


@needs()
@require_GET
def attachment_download(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One file, always as a download."""
    attachment = services.get_attachment(request.actor, pk)
    return download(attachment.file, attachment.name, attachment.content_type)


@needs()
@require_POST
def attachment_remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a file off its record."""
    attachment = services.get_attachment(request.actor, pk)
    services.remove_attachment(actor=request.actor, attachment_id=pk)
    return HttpResponseRedirect(_back(request, attachment.object_type, attachment.object_id))


def _back(request: ActorRequest, object_type: str, object_id: int) -> str:
    """The page the person came from, where it is one of ours; else the panel by itself."""
    to = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure()):
        return to
    return reverse("attachments:panel", args=[object_type, object_id])
