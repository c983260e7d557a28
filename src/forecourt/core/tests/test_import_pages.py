"""The import wizard as a person uses it, in both languages, and what others cannot see of it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forecourt.apps.organization.models import Region
from forecourt.apps.organization.tests.factories import StoreFactory, person
from forecourt.core.imports import importer as registry
from forecourt.core.imports.importer import Importer, ImportField, ImportOption
from forecourt.core.imports.models import ImportRun, KeptMapping
from forecourt.core.jobs import queue
from forecourt.core.jobs.models import Job
from forecourt.core.spreadsheets import open_table
from forecourt.core.tests.test_imports import check, prepare, write

pytestmark = pytest.mark.django_db

NAMED = Importer(
    code="test.regions",
    label="Regions of the group",
    permission="imports.run.execute",
    fields=(
        ImportField("code", "Code", required=True, max_length=12),
        ImportField("name", "Name", aliases=("名称",)),
    ),
    prepare=prepare,
    check=check,
    write=write,
    options=(ImportOption("note", "Where it comes from"),),
)
HIDDEN = Importer(
    code="test.hidden", label="Hidden things", permission="organization.store.manage", fields=(), prepare=prepare,
    check=check, write=write,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _importers(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(registry, "importers", lambda: {"test.regions": NAMED, "test.hidden": HIDDEN})
    monkeypatch.setattr("forecourt.core.imports.lists.importers", registry.importers)
    monkeypatch.setattr("forecourt.core.jobs.run.BEAT_SECONDS", 60)


def browser_of(role: str, language: str = "en") -> Client:
    user = person(role, StoreFactory()).user
    assert user is not None
    user.language = language
    user.save()
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def anna():
    return browser_of("sales_manager")


def a_file(text: str = "Code,Name\nE,East\nX,Nowhere\n", name: str = "regions.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def uploaded(client: Client, text: str = "Code,Name\nE,East\nX,Nowhere\n") -> ImportRun:
    response = client.post("/imports/new/", {"importer": "test.regions", "file": a_file(text)})
    assert response.status_code == 302
    return ImportRun.objects.get()


COLUMNS = {"column_code": "Code", "column_name": "Name"}


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", ["Check all rows", "Bring 1 row in", "Refused rows"]),
        ("zh-hans", ["检查所有行", "导入 1 行", "被拒绝的行"]),
    ],
)
def test_a_file_is_brought_in_by_pages_alone(language, says):
    client = browser_of("sales_manager", language)
    run = uploaded(client)
    address = f"/imports/{run.pk}/"

    assert says[0] in client.get(address).content.decode()
    assert client.post(f"{address}check/", COLUMNS).status_code == 302
    assert 'hx-trigger="every 1s"' in client.get(address).content.decode()
    queue.work_once()
    checked = client.get(address).content.decode()
    assert says[1] in checked
    assert says[2] in checked
    assert "There is no such place." in checked
    assert not Region.objects.exists()
    assert client.post(f"{address}start/").status_code == 302
    queue.work_once()

    done = client.get(address).content.decode()
    assert "hx-trigger" not in done.partition('id="main"')[2]
    assert list(Region.objects.values_list("code", flat=True)) == ["E"]
    refused = client.get(f"{address}refused/")
    rows = list(open_table(BytesIO(refused.getvalue()), "refused.xlsx").rows)
    assert [row[:3] for row in rows] == [[3, "There is no such place.", "X"]]
    assert "regions.csv" in client.get("/imports/").content.decode()


def test_the_first_rows_stand_beside_the_columns_they_come_from(anna):
    run = uploaded(anna, "Code,Name\nE,East\nW,West\n")

    page = anna.get(f"/imports/{run.pk}/").content.decode()

    assert "East · West" in page
    assert '<option value="Name" selected>' in page


def test_only_what_a_person_may_add_is_offered(anna):
    page = anna.get("/imports/new/").content.decode()

    assert "Regions of the group" in page
    assert "Hidden things" not in page
    assert anna.post("/imports/new/", {"importer": "test.hidden", "file": a_file()}).status_code == 422
    assert anna.get("/imports/templates/test.hidden/").status_code == 403
    assert not ImportRun.objects.exists()


def test_a_file_that_is_no_table_is_refused_beside_the_field(anna):
    response = anna.post(
        "/imports/new/", {"importer": "test.regions", "file": SimpleUploadedFile("x.xlsx", b"MZ\x90")}
    )

    assert response.status_code == 422
    assert "invalid-feedback" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_a_missing_column_is_named_and_what_was_chosen_stays(anna):
    run = uploaded(anna)

    response = anna.post(f"/imports/{run.pk}/check/", {"column_name": "Name", "constant_name": "All"})

    assert response.status_code == 422
    assert "These fields need a column: Code." in response.content.decode()
    assert 'value="All"' in response.content.decode()
    assert not Job.objects.exists()


def test_kept_columns_are_offered_again(anna):
    run = uploaded(anna)
    anna.post(
        f"/imports/{run.pk}/check/", {**COLUMNS, "constant_name": "Any", "keep_as": "From the old system"}
    )
    ImportRun.objects.all().delete()

    again = uploaded(anna, "Code,Name,More\nE,East,1\n")
    kept = KeptMapping.objects.get()
    page = anna.get(f"/imports/{again.pk}/?kept={kept.pk}").content.decode()

    assert "From the old system" in page
    assert 'value="Any"' in page


def test_the_column_names_may_stand_in_another_row(anna):
    run = uploaded(anna, "A list\n\nCode,Name\nE,East\n")

    anna.post(f"/imports/{run.pk}/reopen/", {"header_row": "3"})

    run.refresh_from_db()
    assert run.mapping["columns"] == {"code": "Code", "name": "Name"}


def test_the_empty_file_has_a_column_for_each_field(anna):
    response = anna.get("/imports/templates/test.regions/")

    table = open_table(BytesIO(response.getvalue()), "x.xlsx", sheet="Data")
    assert table.headers == ["Code", "Name"]
    assert "attachment" in response["Content-Disposition"]


def test_an_import_of_somebody_else_is_not_there(anna):
    run = uploaded(anna)
    anna.post(f"/imports/{run.pk}/check/", COLUMNS)
    queue.work_once()
    boris = browser_of("sales_manager")

    assert boris.get(f"/imports/{run.pk}/").status_code == 404
    assert boris.get(f"/imports/{run.pk}/refused/").status_code == 404
    assert boris.post(f"/imports/{run.pk}/start/").status_code == 404
    assert boris.post(f"/imports/{run.pk}/check/", COLUMNS).status_code == 404
    assert "regions.csv" not in boris.get("/imports/").content.decode()
    run.refresh_from_db()
    assert run.status == "checked"


def test_a_salesperson_brings_no_files_in():
    olaf = browser_of("sales_consultant")

    assert olaf.get("/imports/").status_code == 403
    assert olaf.post("/imports/new/", {"importer": "test.regions", "file": a_file()}).status_code == 403
    assert not ImportRun.objects.exists()


def test_refused_rows_are_downloaded_and_never_shown(anna):
    run = uploaded(anna)
    anna.post(f"/imports/{run.pk}/check/", COLUMNS)
    queue.work_once()

    response = anna.get(f"/imports/{run.pk}/refused/")

    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_work_that_was_called_off_can_be_begun_again(anna):
    run = uploaded(anna)
    anna.post(f"/imports/{run.pk}/check/", COLUMNS)
    job = Job.objects.get()

    assert anna.post(f"/jobs/{job.pk}/cancel/").status_code == 302

    assert "The work was called off." in anna.get(f"/imports/{run.pk}/").content.decode()
    assert anna.post(f"/imports/{run.pk}/check/", COLUMNS).status_code == 302


def test_a_run_that_is_under_way_is_left_alone(anna):
    run = uploaded(anna)
    anna.post(f"/imports/{run.pk}/check/", COLUMNS)

    assert anna.post(f"/imports/{run.pk}/check/", COLUMNS).status_code == 409
    assert Job.objects.count() == 1


def test_the_list_costs_the_same_for_few_and_many(anna):
    run = uploaded(anna)
    anna.get("/imports/")
    with CaptureQueriesContext(connection) as few:
        anna.get("/imports/")
    for _copy in range(10):
        run.pk = None
        run.save(force_insert=True)
    with CaptureQueriesContext(connection) as many:
        anna.get("/imports/")

    assert len(many) == len(few)
