"""Hostile and odd files: each ends in a clear refusal per row or file, nothing comes in by half, no page or export breaks."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse, reverse_lazy

from forecourt.apps.customers.models import Customer, Relationship
from forecourt.apps.inventory.models import Movement, Vehicle
from forecourt.apps.organization.models import Store
from forecourt.apps.organization.tests.factories import BayFactory, StoreFactory, WarehouseFactory, person
from forecourt.apps.sales.models import Sale
from forecourt.core.actor import Actor
from forecourt.core.errors import Invalid
from forecourt.core.imports import services
from forecourt.core.imports.importer import get_importer
from forecourt.core.imports.mapping import ColumnMapping
from forecourt.core.imports.models import ImportRun
from forecourt.core.spreadsheets import open_table
from tests.realdata.conftest import shared

pytestmark = [pytest.mark.realdata, pytest.mark.django_db]
SYSTEM = Actor.system("test")
FORMULA = "=+-@\t\r＝＋－＠"
IMPORTERS = (
    "customers.customers",
    "inventory.received",
    "sales.history",
    "customers.leads",
    "inventory.auction",
)


def hostile_files() -> list[str]:
    folder: Path = settings.FORECOURT_SHARED_DATA / "adversarial"
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def north() -> Store:
    store = StoreFactory(name="North")
    BayFactory(warehouse=WarehouseFactory(store=store))
    return store


def forced(code: str, headers: list[str]) -> ColumnMapping:
    """The worst mapping: the file's columns, whatever they hold, as the fields in their order; the store is a real one."""
    fields = [each for each in get_importer(code).fields if each.name != "store"]
    columns = {each.name: header for each, header in zip(fields, headers, strict=False)}
    rest = {
        each.name: "2024-03-05" if each.kind == "date" else "7" for each in fields if each.name not in columns
    }
    required = {each.name for each in fields if each.required}
    return ColumnMapping(
        columns=columns,
        constants={"store": "North"} | {name: text for name, text in rest.items() if name in required},
    )


def taken(path: Path, code: str) -> ImportRun | None:
    """Upload, map, check and bring in; None where the file as such is refused with a reason."""
    try:
        with path.open("rb") as file:
            run = services.upload_import(actor=SYSTEM, importer=code, file=file, filename=path.name)
        mapping = forced(code, services.open_run(run).headers)
        options = {"store": "North"} if code == "inventory.auction" else {}
        if code == "inventory.auction":
            mapping = ColumnMapping(
                mapping.columns, {k: v for k, v in mapping.constants.items() if k != "store"}
            )
        services.set_mapping(actor=SYSTEM, run_id=run.pk, mapping=mapping, options=options)
        run.refresh_from_db()
        services.check_rows(run, SYSTEM)
        return services.bring_rows_in(run, SYSTEM)
    except Invalid as refusal:
        return None if refusal.message.strip() else pytest.fail("a refusal without a reason")


@pytest.mark.parametrize("code", IMPORTERS)
@pytest.mark.parametrize("name", hostile_files() or ["missing"])
def test_every_hostile_file_ends_in_a_clear_verdict(north, name, code):
    path = shared(f"adversarial/{name}")

    run = taken(path, code)

    rows: Any = {"customers.customers": Customer, "customers.leads": Customer, "sales.history": Sale}.get(
        code, Vehicle
    )
    if run is None:
        assert not rows.objects.exists()
        return
    assert run.status == "done"
    assert sum(run.outcomes.values()) + run.rows_refused == run.rows_total
    assert all(reason.strip() for _number, reason in run.refusals)
    new = run.rows_total - run.rows_refused - run.outcomes.get("known", 0) - run.outcomes.get("joined", 0)
    assert rows.objects.count() <= new if code == "customers.leads" else rows.objects.count() == new
    assert Relationship.objects.count() >= Customer.objects.count()
    assert Movement.objects.filter(kind="receipt").count() == Vehicle.objects.count()
    if new < run.rows_total - run.outcomes.get("known", 0) - run.outcomes.get("joined", 0):
        assert run.refused_file.size


def payloads() -> list[str]:
    naughty = json.loads(shared("adversarial/blns.json").read_text("utf-8"))
    formulas = shared("adversarial/csv_injection_payloads.txt").read_text("utf-8").splitlines()
    return [*naughty, *formulas]


@pytest.fixture
def naughty_customers(north, tmp_path) -> list[Customer]:
    """A customer named by each hostile text, with the same text as note and address, brought in by file."""
    path = tmp_path / "naughty.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["reference", "name", "note", "address", "store"])
        for place, text in enumerate(payloads()):
            writer.writerow([f"P{place}", text, text, text, "North"])
    with path.open("rb") as file:
        run = services.upload_import(
            actor=SYSTEM, importer="customers.customers", file=file, filename="naughty.csv"
        )
    services.check_rows(run, SYSTEM)
    services.bring_rows_in(run, SYSTEM)
    assert run.status == "done"
    found = list(Customer.objects.order_by("pk"))
    assert len(found) == run.outcomes["new"] > 400
    return found


class Tags(HTMLParser):
    """Everything of a page that could run."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect inline scripts, event handlers, script addresses and foreign frames."""
        given = dict(attrs)
        if tag in {"script", "iframe", "object", "embed", "style"} and not (
            given.get("src") or ""
        ).startswith("/static/"):
            self.runs.append(tag)
        self.runs += [f"{tag} {name}" for name in given if name.startswith("on")]
        self.runs += [
            f"{tag} {value}"
            for value in given.values()
            if (value or "").strip().lower().startswith("javascript:")
        ]


def assert_inert(html: str) -> None:
    tags = Tags()
    tags.feed(html)
    assert tags.runs == []


@pytest.fixture
def mira(north) -> Client:
    user = person("store_manager", north).user
    assert user is not None
    client = Client()
    client.force_login(user)
    return client


LIST = reverse_lazy("customers:customer-list")


def pages(client: Client) -> Iterator[str]:
    """The list of customers from its first page to its last."""
    query = "?size=200"
    while query:
        page = client.get(f"{LIST}{query}")
        assert page.status_code == 200
        html = page.content.decode()
        yield html
        following = re.search(r'rel="next" href="[^"?]*([^"]*)"', html)
        query = unescape(following[1]) if following else ""


def test_no_page_runs_what_people_are_called(naughty_customers, mira):
    shown = 0
    for html in pages(mira):
        assert_inert(html)
        shown += html.count("data-row")
    assert shown == len(naughty_customers)
    for customer in naughty_customers[::9]:
        page = mira.get(reverse("customers:customer-detail", args=[customer.pk]))
        assert page.status_code == 200
        assert_inert(page.content.decode())
    for text in payloads()[::9]:
        for url in ("/search/", LIST):
            page = mira.get(url, {"q": text})
            assert page.status_code == 200
            assert_inert(page.content.decode())


def test_no_export_holds_a_formula(naughty_customers, mira):
    for form in ("csv", "xlsx"):
        response = mira.get(LIST, {"format": form})
        assert response.status_code == 200
        data = response.getvalue()
        table = open_table(io.BytesIO(data), f"x.{form}")
        assert len(list(table.rows)) == len(naughty_customers)
        if form == "csv":
            cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
            assert [cell for cell in cells if cell[:1] in FORMULA and cell[:1]] == []


def test_the_page_of_an_import_runs_nothing_of_the_file(north, mira, tmp_path):
    text = (
        "<img src=x onerror=alert(1)>,\"=cmd|' /C calc'!A0\"\n<script>alert(1)</script>,javascript:alert(1)\n"
    )
    upload = io.BytesIO(text.encode())
    upload.name = '"><script>alert(1)</script>.csv'
    mira.post("/imports/new/", {"importer": "customers.customers", "file": upload})
    run = ImportRun.objects.get()

    assert_inert(mira.get(f"/imports/{run.pk}/").content.decode())
    columns = {"column_name": services.open_run(run).headers[0], "constant_store": "North"}
    mira.post(f"/imports/{run.pk}/check/", columns)
    services.check_rows(ImportRun.objects.get(), SYSTEM)
    ImportRun.objects.update(job=None)
    assert_inert(mira.get(f"/imports/{run.pk}/").content.decode())
    assert_inert(mira.get("/imports/").content.decode())
