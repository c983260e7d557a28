"""Jobs for programs."""

from datetime import datetime
from typing import Any

from ninja import Router, Schema

from forecourt.core.api import ApiRequest, allows
from forecourt.core.api.lists import add_list
from forecourt.core.jobs import lists, queue, selectors
from forecourt.core.jobs.models import Job

router = Router(tags=["Jobs"])

add_list(router, "/jobs/", lists.JOBS, name="list_jobs")


class JobOut(Schema):
    """A piece of long work: how far it is, and what came of it."""

    id: int
    kind: str
    status: str
    percent: int
    message: str
    error: str
    result: dict[str, Any]
    created_at: datetime
    finished_at: datetime | None


@router.get("/jobs/{int:pk}/", response=JobOut)
@allows(selectors.VIEW)
def get_job(request: ApiRequest, pk: int) -> Job:
    """One job. 404 out of reach."""
    return selectors.get_job(request.actor, pk)


@router.post("/jobs/{int:pk}/cancel/", response=JobOut)
@allows(selectors.VIEW)
def cancel_job(request: ApiRequest, pk: int) -> Job:
    """Call a job off: at once while it waits, at its next step while it runs."""
    return queue.cancel(actor=request.actor, job_id=pk)
