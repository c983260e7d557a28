"""Pages of background jobs: how far each is, its result, and calling it off."""

from pathlib import PurePath

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_POST

from forecourt.core.downloads import download
from forecourt.core.errors import NotFound
from forecourt.core.http import ActorRequest, needs
from forecourt.core.jobs import lists, queue, selectors
from forecourt.core.ui.lists import list_page
from forecourt.core.ui.panels import render_panel

CODE = "organization.job.view"


@needs(CODE)
def job_list(request: ActorRequest) -> HttpResponseBase:
    """One's own jobs, newest first; all of them for a system administrator."""
    return list_page(request, lists.JOBS)


@needs(CODE)
@require_GET
def job_record(request: ActorRequest, pk: int) -> HttpResponse:
    """One job; asked again by htmx while it waits or runs."""
    job = selectors.get_job(request.actor, pk)
    context = {"job": job, "label": selectors.kind_label(job)}
    return render_panel(request, "jobs/job.html", "jobs/job.html#panel", context)


@needs(CODE)
@require_POST
def job_cancel(request: ActorRequest, pk: int) -> HttpResponse:
    """Call a job off: at once while it waits, at its next report while it runs."""
    job = queue.cancel(actor=request.actor, job_id=pk)
    return HttpResponseRedirect(job.get_absolute_url())


@needs(CODE)
@require_GET
def job_file(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The file a job made."""
    job = selectors.get_job(request.actor, pk)
    if not job.result_file:
        raise NotFound
    return download(job.result_file, PurePath(job.result_file.name or "").name)
