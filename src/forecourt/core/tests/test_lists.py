"""Lists: what a URL may say, who sees which column, what a file and the API hold, bulk actions."""

import io
from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from forecourt.apps.organization.models import Employee
from forecourt.apps.organization.tests.factories import StoreFactory, acting, person
from forecourt.core.errors import Invalid, NotAllowed
from forecourt.core.models import AuditEntry
from forecourt.core.tests.trial_lists import TRIAL, VIEW, everyone, people
from forecourt.core.ui.lists import Column, ListSpec, list_api
from forecourt.core.ui.lists.bulk import apply_bulk
from forecourt.core.ui.lists.cells import cell_maker
from forecourt.core.ui.lists.export import export
from forecourt.core.ui.lists.rows import count_up_to, read_page
from forecourt.core.ui.lists.state import StateReader, clean_params
from forecourt.core.ui.tones import tone_class
from tests.query_counts import assert_constant_queries

pytestmark = [pytest.mark.django_db, pytest.mark.urls("forecourt.core.tests.trial_urls")]


def state_of(query, *permissions):
    return StateReader(TRIAL, everyone(*permissions), clean_params(QueryDict(query))).read()


def names(query, *permissions):
    return [row.name for row in read_page(state_of(query, *permissions)).rows]


def signed_in(client, role="store_manager", store=None):
    client.force_login(person(role, store).user)
    return client


# Filters


def test_a_search_finds_by_every_term():
    people(1, name="张伟", phone="+8613800138000")
    people(1, name="张明")

    assert names("q=zhang") == ["张伟", "张明"]
    assert names("q=张+8000") == ["张伟"]
    assert names("q=138 0013 8000") == ["张伟"]


def test_several_filters_all_hold():
    people(1, name="A", position="Cleaner", joined_on=date(2026, 1, 31))
    people(1, name="B", position="Cleaner", joined_on=date(2026, 2, 1))
    people(1, name="C", position="Seller", joined_on=date(2026, 1, 1))

    assert names("f.position=Cleaner&f.joined=..2026-01-31") == ["A"]
    assert names("f.position=Cleaner,Seller") == ["A", "B", "C"]
    assert names("f.position=Cleaner&f.position=Seller&f.joined=2026-01-31..") == ["A", "B"]
    assert names("f.joined=2026-01-01") == ["C"]


def test_the_two_inputs_of_a_form_are_one_range():
    people(1, name="A", joined_on=date(2026, 1, 31))
    people(1, name="B", joined_on=date(2026, 2, 1))

    assert names("f.joined.from=2026-02-01&f.joined.to=") == ["B"]
    assert names("f.joined.from=&f.joined.to=") == ["A", "B"]
    assert "f.joined=2026-02-01.." in state_of("f.joined.from=2026-02-01").url()


def test_amounts_are_filtered_in_major_units():
    people(1, name="A", version=10_000)
    people(1, name="B", version=10_001)

    assert names("f.salary=100..100", "salary.view") == ["A"]
    assert names("f.salary=100.01..", "salary.view") == ["B"]


@pytest.mark.parametrize(
    "query",
    [
        "f.joined=yesterday", "f.joined=0001-01-01..", "f.joined=..9999-12-31", "f.store=x", "f.store=9" + "9" * 30,
        "f.position=Boss", "f.gone=perhaps", "f.nothing=1", "f.salary=1", "sort=here", "sort=--name", "sort=salary",
        "cols=name,salary", "size=7", "size=1e3", "after=x", "before=bm9uZQ", "f.store=１２", "f.joined=2026-02-30",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out_with_a_note(query):
    people(2)

    state = state_of(query)

    assert len(state.notes) == 1
    assert len(read_page(state).rows) == 2
    with pytest.raises(Invalid):
        list_api(everyone(), TRIAL, QueryDict(query))


NASTY = [
    "\x00", "'; DROP TABLE x; --", "%", "_", "\\", "{{ 7 * 7 }}", "{% debug %}", "<script>alert(1)</script>",
    "\ud800", "𠜎𠜱", "\u202egnp", "\u200b", "NaN", "1e309", "-0", "٣", "null", "[]", "2026-13-01", "..", "a..b..c",
    "😀" * 300, "' OR 1=1", "../../etc/passwd", "%00", "\r\nX: y", "true", "0x10", "９９", "--", "-", "99999999999999999999",
]  # fmt: skip
NAMES = [
    "q", "sort", "cols", "size", "after", "before", "view", "count", "f.position", "f.store", "f.joined", "f.joined.from",
    "f.joined.to", "f.salary", "f.name", "f.gone", "f.nothing", "f.", "f..from", ".from",
]  # fmt: skip


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.one_of(st.sampled_from(NASTY), st.text(max_size=20))), max_size=6
    )
)
@example([(name, text) for name in NAMES for text in NASTY])
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_url_breaks_a_list(client, pairs):
    if not Employee.objects.exists():
        signed_in(client)
    params = QueryDict(mutable=True)
    for name, text in pairs:
        params.appendlist(name, text)

    state = StateReader(TRIAL, everyone("salary.view"), clean_params(params)).read()
    read_page(state)
    count_up_to(state)

    assert "\x00" not in state.url()
    again = clean_params(QueryDict(state.url()[1:]))
    repeated = StateReader(TRIAL, everyone("salary.view"), again).read()
    assert (repeated.url(), repeated.notes) == (state.url(), [])


@pytest.mark.parametrize("text", NASTY)
def test_the_page_says_what_it_left_out_and_stands(client, text):
    signed_in(client)
    for name in ("q", "f.name", "view"):
        page = client.get("/trial/", {name: text.encode("utf-8", "surrogatepass")})

        assert page.status_code == 200
        assert b"<script>alert" not in page.content


# Columns


def test_a_column_without_its_permission_is_absent_everywhere():
    people(1, version=7)
    asked = QueryDict("cols=name,version")

    assert "salary" not in [column.name for column in state_of("").available]
    assert list_api(everyone(), TRIAL, asked)["items"][0].keys() == {"id", "name", "version"}
    with pytest.raises(Invalid):
        list_api(everyone(), TRIAL, QueryDict("cols=salary"))
    item = list_api(everyone("salary.view"), TRIAL, QueryDict("cols=salary"))["items"][0]
    assert item["salary"] == {"minor": 7, "currency": "CNY"}


def test_a_phone_is_masked_for_those_who_may_not_see_it_whole():
    people(1, phone="+8613800138000")
    query = QueryDict("cols=phone")

    assert list_api(everyone(), TRIAL, query)["items"][0]["phone"] == "138 **** 8000"
    whole = list_api(everyone("customers.customer.phone"), TRIAL, query)["items"][0]["phone"]
    assert whole == "+8613800138000"


def test_the_list_needs_its_permission():
    with pytest.raises(NotAllowed):
        list_api(acting("sales_consultant").narrowed_to([]), TRIAL, QueryDict(""))


class Row:
    pk = 1

    def __init__(self, value):
        self.value = value


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("money", 12_800_050, "¥128,000.50"), ("number", 1234567, "1,234,567"), ("date", date(2026, 11, 23), "2026-11-23"),
        ("bool", False, "no"), ("vin", "LSVAA41879N212345", "LSV AA418 7 9N 212345"), ("text", None, ""),
        ("money", None, ""), ("badge", "H", ("H", tone_class("bad"))), ("badge", None, ("", "")), ("money", 0, "¥0.00"),
        ("phone", "+8613800138000", ("138 0013 8000", "+8613800138000")), ("phone", "", ("", "")),
    ],
)  # fmt: skip
def test_values_are_shown_as_people_read_them(kind, value, shown):
    column = Column("value", "Value", kind, colours={"H": "bad"})
    with translation.override("en"):
        assert cell_maker(column, everyone())(Row(value)) == shown


@pytest.mark.parametrize("wrong", ["nothing", "here"])
def test_a_list_whose_default_sort_does_not_sort_is_refused(wrong):
    columns = (Column("here", "Here", sort=None),)

    with pytest.raises(ValueError, match="default sort"):
        ListSpec(
            code="x",
            title="x",
            rows=lambda actor: Employee.objects.none(),
            columns=columns,
            permission="x",
            default_sort=wrong,
        )


# Pages


def test_values_are_escaped_in_the_table(client):
    store = StoreFactory()
    people(1, store, name="<b>bold</b>")

    page = signed_in(client, store=store).get("/trial/").content.decode()

    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "<b>bold</b>" not in page


def test_an_htmx_request_gets_the_list_alone(client):
    signed_in(client)

    whole = client.get("/trial/")
    part = client.get("/trial/", headers={"HX-Request": "true", "HX-Target": "section#list"})

    assert whole.content.lstrip().startswith(b"<!doctype html>")
    assert part.content.lstrip().startswith(b'<section id="list"')
    assert "HX-Request" in part["Vary"]


def test_rows_are_counted_on_request_and_no_further_than_the_limit(client):
    people(5)

    assert count_up_to(state_of(""), limit=2) == 3
    assert count_up_to(state_of("f.name=001")) == 1
    store_page = signed_in(client, "system_administrator").get("/trial/?count=1")
    assert store_page.context["count"] == {"number": 1, "more": False}


# Export


def exported(query, kind, *permissions):
    response = export(state_of(query, *permissions), kind)
    return b"".join(response)


def test_a_csv_holds_all_pages_as_shown():
    people(1, name="=1+1", phone="+8613800138000")
    people(60)

    lines = exported("cols=name,phone&sort=-name", "csv").decode("utf-8-sig").splitlines()

    assert lines[0] == "Name,Mobile"
    assert len(lines) == 62
    assert lines[-1] == "'=1+1,138 **** 8000"


def test_a_workbook_holds_typed_values():
    people(1, name="A", version=12_345)

    data = exported("cols=name,joined_on,salary", "xlsx", "salary.view")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows == [["Name", "Joined", "Salary"], ["A", date(2024, 1, 1), 123.45]]


def test_every_export_is_written_down():
    people(2)

    exported("f.name=Person&q=person", "xlsx")

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.object_text) == ("core.list.exported", "Olaf", "Trial")
    assert entry.changes["rows"] == 2
    assert entry.changes["filters"] == {"name": "Person"}


def test_an_export_above_the_limit_is_refused_and_nothing_written_down(settings):
    settings.FORECOURT_EXPORT_LIMIT = 2
    people(3)

    with pytest.raises(Invalid, match="2"):
        exported("", "csv")

    assert not AuditEntry.objects.exists()


# Bulk actions


def test_each_selected_row_goes_through_the_service_and_refusals_are_told():
    stays, leaves = people(1)[0], people(1, name="Gone", left_on=date(2026, 1, 1))[0]

    outcome = apply_bulk(everyone(), TRIAL, TRIAL.bulk_actions[0], [stays.pk, leaves.pk, 987654], {})

    assert outcome.done == 1
    assert [name for name, _reason in outcome.refused] == ["Gone", "987654"]
    assert sorted(Employee.objects.values_list("name", flat=True)) == ["Gone", "Renamed"]


def test_rows_out_of_reach_are_refused(client):
    mine, other = StoreFactory(), StoreFactory()
    theirs = people(1, other)[0]

    answer = signed_in(client, store=mine).post("/trial/", {"bulk": "rename", "pk": [theirs.pk]}, follow=True)

    theirs.refresh_from_db()
    assert theirs.name == "Person 000"
    assert answer.status_code == 200


def test_an_action_that_needs_an_input_asks_for_it_first(client):
    store = StoreFactory()
    one = people(1, store)[0]
    signed_in(client, store=store)

    asked = client.post("/trial/?q=person", {"bulk": "rename_to", "pk": [one.pk]})
    empty = client.post("/trial/?q=person", {"bulk": "rename_to", "pk": [one.pk], "confirmed": "1", "to": ""})
    done = client.post(
        "/trial/?q=person", {"bulk": "rename_to", "pk": [one.pk], "confirmed": "1", "to": "Mira"}
    )

    one.refresh_from_db()
    assert (asked.status_code, empty.status_code) == (200, 422)
    assert (done.status_code, done["Location"]) == (302, "/trial/?q=person")
    assert one.name == "Mira"


@pytest.mark.parametrize("data", [{"bulk": "dismiss"}, {"bulk": "x"}, {"bulk": "rename", "pk": "1;"}, {}])
def test_an_action_or_selection_that_is_not_of_the_list_is_refused(client, data):
    store = StoreFactory()
    people(1, store)

    answer = signed_in(client, store=store).post("/trial/", data)

    assert answer.status_code == 422
    assert not AuditEntry.objects.exists()


def test_nobody_without_the_permission_sees_the_page(client):
    answer = client.get("/trial/")

    assert answer.status_code == 302
    assert VIEW in TRIAL.permission


# Cost


def test_a_list_costs_the_same_queries_for_few_rows_and_for_many(client):
    store = StoreFactory()
    signed_in(client, store=store)

    assert_constant_queries(
        client, "/trial/?cols=name,store,login,phone&size=200", lambda count: people(count, store), "trial"
    )
