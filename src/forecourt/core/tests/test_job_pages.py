"""Jobs as a person sees them: his own, how far they are, their result."""

from io import BytesIO

import pytest
from django.test import Client

from forecourt.apps.organization.tests.factories import StoreFactory, person
from forecourt.core.actor import Actor
from forecourt.core.jobs import queue
from forecourt.core.jobs.kinds import JobKind
from forecourt.core.jobs.models import Job

pytestmark = pytest.mark.django_db


def browser_of(employee) -> Client:
    employee.user.language = "en"
    employee.user.save()
    client = Client()
    client.force_login(employee.user)
    return client


@pytest.fixture
def anna():
    return person("sales_consultant", StoreFactory())


@pytest.fixture(autouse=True)
def _work(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def run(job_run):
        job_run.finish({"rows": 1}, BytesIO(b"<script>1</script>"), "result.html")

    kinds = {"test.work": JobKind("test.work", "Stock report", run)}
    for module in ("queue", "selectors"):
        monkeypatch.setattr(f"forecourt.core.jobs.{module}.kinds", lambda: kinds)
    monkeypatch.setattr("forecourt.core.jobs.run.BEAT_SECONDS", 60)


def job_of(employee) -> Job:
    return queue.enqueue(actor=Actor(name="Anna", user_id=employee.user_id), kind="test.work")


def test_a_waiting_job_asks_again_and_a_finished_one_gives_its_file(anna):
    client, job = browser_of(anna), job_of(anna)

    assert 'hx-trigger="every 1s"' in client.get(f"/jobs/{job.pk}/").content.decode()
    queue.work_once()
    done = client.get(f"/jobs/{job.pk}/").content.decode()

    assert "Stock report" in done
    assert "Download the result" in done
    response = client.get(f"/jobs/{job.pk}/file/")
    assert response.getvalue() == b"<script>1</script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_waiting_job_is_called_off(anna):
    client, job = browser_of(anna), job_of(anna)

    assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 302

    job.refresh_from_db()
    assert job.status == "cancelled"
    assert "Cancelled" in client.get("/jobs/").content.decode()


def test_the_job_of_somebody_else_is_not_there(anna):
    job = job_of(anna)
    queue.work_once()
    olaf = browser_of(person("sales_consultant", anna.store))

    assert olaf.get(f"/jobs/{job.pk}/").status_code == 404
    assert olaf.get(f"/jobs/{job.pk}/file/").status_code == 404
    assert olaf.post(f"/jobs/{job.pk}/cancel/").status_code == 404
    assert "Stock report" not in olaf.get("/jobs/").content.decode().partition('id="main"')[2]


def test_a_system_administrator_sees_all_jobs(anna):
    job = job_of(anna)
    mira = browser_of(person("system_administrator", anna.store, level="group"))

    assert mira.get(f"/jobs/{job.pk}/").status_code == 200


def test_a_job_without_a_result_has_no_file(anna):
    job = job_of(anna)

    assert browser_of(anna).get(f"/jobs/{job.pk}/file/").status_code == 404
