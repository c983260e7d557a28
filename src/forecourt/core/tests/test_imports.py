"""Files come in whole rows, once, and what cannot come in says why."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from forecourt.apps.organization.models import Region
from forecourt.core import audit
from forecourt.core.actor import Actor
from forecourt.core.errors import Conflict, Invalid, NotAllowed
from forecourt.core.imports import importer as registry
from forecourt.core.imports import services
from forecourt.core.imports.engine import Pass, typed_rows
from forecourt.core.imports.importer import Importer, ImportField, ImportOption
from forecourt.core.imports.mapping import ColumnMapping, complete_options, suggest
from forecourt.core.imports.models import ImportRun
from forecourt.core.spreadsheets import open_table

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
GOOD = b"Code,\xe5\x90\x8d\xe7\xa7\xb0\nE,East\nW,West\n"


def prepare(actor, options):
    return {"actor": actor, "known": set(Region.objects.values_list("code", flat=True))}


def check(context, rows):
    for row in rows:
        if row.values["name"] == "Nowhere":
            row.refuse("There is no such place.")
        row.outcome = "known" if row.values["code"] in context["known"] else "new"


def write(context, rows):
    new = [Region(code=row.values["code"], name=row.values["name"]) for row in rows if row.outcome == "new"]
    for region in Region.objects.bulk_create(new):
        audit.record(context["actor"], "organization.region.added", region)
    context["known"].update(region.code for region in new)


REGIONS = Importer(
    code="test.regions",
    label="Regions",
    permission="organization.store.manage",
    fields=(
        ImportField("code", "Code", required=True, max_length=12),
        ImportField("name", "Name", aliases=("名称",)),
    ),
    prepare=prepare,
    check=check,
    write=write,
)


@pytest.fixture(autouse=True)
def _regions(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(registry, "importers", lambda: {"test.regions": REGIONS})
    with translation.override("en"):
        yield


def uploaded(data: bytes = GOOD, actor: Actor = SYSTEM) -> ImportRun:
    return services.upload_import(
        actor=actor, importer="test.regions", file=BytesIO(data), filename="regions.csv"
    )


def brought_in(data: bytes = GOOD) -> ImportRun:
    run = uploaded(data)
    services.check_rows(run, SYSTEM)
    return services.bring_rows_in(run, SYSTEM)


def test_columns_are_guessed_from_names_labels_and_aliases():
    run = uploaded()

    assert run.mapping["columns"] == {"code": "Code", "name": "名称"}


def test_a_checked_file_tells_what_would_happen_and_changes_nothing():
    run = uploaded()

    services.check_rows(run, SYSTEM)

    assert (run.status, run.rows_total, run.outcomes) == ("checked", 2, {"new": 2})
    assert not Region.objects.exists()


def test_good_rows_come_in_and_a_refused_row_is_handed_back_with_its_reason():
    run = brought_in(b"Code,Name\nE,East\nX,Nowhere\n,South\n")

    assert list(Region.objects.values_list("code", "name")) == [("E", "East")]
    assert (run.status, run.rows_total, run.rows_refused) == ("done", 3, 2)
    with run.refused_file.open("rb") as file:
        refused = list(open_table(file, "refused.xlsx").rows)
    assert [row[:3] for row in refused] == [[3, "There is no such place.", "X"], [4, "Code is missing", None]]


def test_the_same_file_again_brings_nothing_twice():
    brought_in()

    again = brought_in()

    assert (again.outcomes, Region.objects.count()) == ({"known": 2}, 2)


def test_one_row_the_database_refuses_does_not_take_the_others_with_it():
    run = brought_in(b"Code,Name\nE,East\nE,East again\nW,West\n")

    assert set(Region.objects.values_list("name", flat=True)) == {"East", "West"}
    assert (run.outcomes, run.rows_refused) == ({"new": 2, "known": 1}, 0)


def test_a_second_try_goes_on_after_the_rows_that_are_in():
    run = uploaded(b"Code,Name\nE,East\nW,West\nS,South\n")
    services.check_rows(run, SYSTEM)
    run.rows_done = 2  # a worker was killed after two rows

    services.bring_rows_in(run, SYSTEM)

    assert list(Region.objects.values_list("code", flat=True)) == ["S"]


def test_rows_and_their_count_are_kept_together_or_not_at_all():
    table = open_table(BytesIO(GOOD), "regions.csv")
    work = Pass(REGIONS, SYSTEM, suggest(table.headers, REGIONS.fields), {})

    class Killed(BaseException):
        """Ends the process."""

    def die(done):
        raise Killed

    with pytest.raises(Killed):
        work.bring_in(table, on_batch=die)

    assert not Region.objects.exists()


def test_a_missing_required_column_is_named():
    run = uploaded()

    with pytest.raises(Invalid, match="Code"):
        services.set_mapping(
            actor=SYSTEM, run_id=run.pk, mapping=ColumnMapping(columns={"name": "名称"}), options={}
        )

    assert ImportRun.objects.get().mapping["columns"] == {"code": "Code", "name": "名称"}


def test_a_file_that_is_no_table_is_not_kept():
    with pytest.raises(Invalid):
        services.upload_import(
            actor=SYSTEM, importer="test.regions", file=BytesIO(b"MZ\x90"), filename="x.xlsx"
        )

    assert not ImportRun.objects.exists()


def test_nobody_brings_in_what_he_may_not_add_by_hand():
    with pytest.raises(NotAllowed):
        uploaded(actor=Actor(name="Olaf", user_id=7))

    assert not ImportRun.objects.exists()


def test_the_texts_a_mapping_calls_unknown_count_as_empty():
    table = open_table(BytesIO("Code,Name\nE,—\n—,West\n".encode()), "regions.csv")
    mapping = ColumnMapping(columns={"code": "Code", "name": "Name"}, settings={"unknown": ["—"]})

    rows = list(typed_rows(table, REGIONS.fields, mapping))

    assert [row.values for row in rows] == [{"code": "E", "name": None}, {"code": None, "name": "West"}]
    assert [row.problems for row in rows] == [[], ["Code is missing"]]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue Dec 16 2014 12:30:00 GMT-0800 (PST)", date(2014, 12, 16)),
        ("Sun Mar 08 2015 23:30:00 GMT-0700 (PDT)", date(2015, 3, 8)),
        ("2014-12-16T23:30:00+08:00", date(2014, 12, 16)),
    ],
)
def test_a_moment_with_its_own_offset_is_the_date_there(text, day):
    table = open_table(BytesIO(f'Day\n"{text}"\n'.encode()), "days.csv")

    (row,) = typed_rows(table, [ImportField("day", "Day", kind="date")], ColumnMapping({"day": "Day"}))

    assert row.values == {"day": day}


WITH_OPTIONS = replace(
    REGIONS,
    options=(
        ImportOption("store", "Store", choices=lambda actor: [("7", "North")], required=True),
        ImportOption("rate", "VAT rate", default="0.13"),
    ),
)


def test_an_option_is_given_by_value_or_label_and_has_a_default():
    assert complete_options(WITH_OPTIONS, SYSTEM, {"store": "north"}) == {"store": "7", "rate": "0.13"}
    assert complete_options(WITH_OPTIONS, SYSTEM, {"store": 7, "rate": 0}) == {"store": "7", "rate": "0"}


@pytest.mark.parametrize(
    "given",
    [{}, {"store": "South"}, {"store": "7", "colour": "red"}],
    ids=["missing", "out of reach", "unknown"],
)
def test_an_impossible_option_is_refused(given):
    with pytest.raises(Invalid):
        complete_options(WITH_OPTIONS, SYSTEM, given)


@pytest.fixture
def brought_by_command(tmp_path):
    """Bring a text in by the command; its exit code."""

    def bring(text: str) -> int:
        (tmp_path / "regions.csv").write_text(text, encoding="utf-8")
        mapping = tmp_path / "regions.yaml"
        mapping.write_text("importer: test.regions\ncolumns: {code: Code, name: Name}\n", encoding="utf-8")
        try:
            call_command("import", str(tmp_path / "regions.csv"), mapping=mapping)
        except SystemExit as end:
            return int(end.code or 0)
        except CommandError as error:
            return error.returncode
        return 0

    return bring


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Code,Name\nE,East\n", 0),
        ("Code,Name\nE,East\nX,Nowhere\n", 2),
        ("Code,Name\nX,Nowhere\n", 1),
        ("Town\nX\n", 1),
    ],
    ids=["all in", "some refused", "all refused", "no such columns"],
)
def test_the_command_says_by_its_exit_code_what_came_in(brought_by_command, text, code):
    assert brought_by_command(text) == code


def test_rows_are_brought_in_only_after_a_check():
    run = uploaded()

    with pytest.raises(Conflict):
        services.start_import(actor=SYSTEM, run_id=run.pk)

    assert ImportRun.objects.get().status == "uploaded"


def test_a_worker_killed_amid_a_batch_that_clashes_leaves_nothing_of_it():
    run = uploaded(b"Code,Name\nE,East\nE,East\nW,West\n")
    killed = Pass(REGIONS, SYSTEM, ColumnMapping(**run.mapping), run.options)

    def die(_done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed.bring_in(services.open_run(run), on_batch=die)

    assert not Region.objects.exists()
