"""Keyset paging: every row once, in order, forwards and backwards, whatever is null or tied."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from forecourt.apps.organization.models import Employee
from forecourt.apps.organization.tests.factories import EmployeeFactory, StoreFactory
from forecourt.core.tests.trial_lists import TRIAL, everyone, people
from forecourt.core.ui.lists import list_api
from forecourt.core.ui.lists.rows import read_page
from forecourt.core.ui.lists.state import StateReader, clean_params


def page(query, actor=None):
    state = StateReader(TRIAL, actor or everyone(), clean_params(QueryDict(query))).read()
    state.size = 3
    return read_page(state)


def walk(sort):
    """The primary keys page by page, forwards to the end and backwards again."""
    forwards, backwards, at = [], [], page(f"sort={sort}")
    forwards.append([row.pk for row in at.rows])
    while at.after:
        at = page(f"sort={sort}&after={at.after}")
        forwards.append([row.pk for row in at.rows])
    backwards.append([row.pk for row in at.rows])
    while at.before:
        at = page(f"sort={sort}&before={at.before}")
        backwards.append([row.pk for row in at.rows])
    return forwards, backwards


def flat(pages):
    return [pk for each in pages for pk in each]


class PagingWalks(TestCase):
    @given(
        st.lists(st.sampled_from([None, 1, 2, 3]), max_size=14),
        st.sampled_from(["left_on", "-left_on", "store", "-store", "name", "joined_on"]),
    )
    @settings(max_examples=25, deadline=None)
    def test_every_row_comes_once_in_order_and_back_again(self, days, sort):
        Employee.objects.all().delete()
        stores = [StoreFactory(name="A"), StoreFactory(name="B")]
        for at, day in enumerate(days):
            EmployeeFactory(
                user=None, name=f"N{at % 3}", store=stores[at % 2], left_on=day and date(2026, 1, day)
            )

        forwards, backwards = walk(sort)

        assert sorted(flat(forwards)) == sorted(Employee.objects.values_list("pk", flat=True))
        assert flat(reversed(backwards)) == flat(forwards)


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["left_on", "-left_on"])
def test_rows_without_a_value_come_last_in_either_direction(sort):
    gone, here = people(1, left_on=date(2026, 1, 1))[0], people(1)[0]

    assert [row.pk for row in page(f"sort={sort}").rows] == [gone.pk, here.pk]


@pytest.mark.django_db
def test_going_back_shows_the_page_one_came_from():
    people(7)

    first = page("")
    second = page(f"after={first.after}")
    back = page(f"before={second.before}")

    assert [row.pk for row in back.rows] == [row.pk for row in first.rows]
    assert (back.before, first.before) == ("", "")
    assert back.after == first.after


@pytest.mark.django_db
def test_rows_added_meanwhile_shift_no_page():
    people(5)
    first = page("")
    EmployeeFactory(user=None, name="A comes first")

    second = page(f"after={first.after}")

    assert [row.name for row in second.rows] == ["Person 003", "Person 004"]


@pytest.mark.django_db
def test_a_marker_of_another_order_is_left_out_with_a_note():
    people(5)
    marker = page("").after

    state = StateReader(TRIAL, everyone(), clean_params(QueryDict(f"sort=number&after={marker}"))).read()

    assert state.after is None
    assert len(state.notes) == 1


@pytest.mark.django_db
def test_the_api_pages_with_the_same_markers():
    people(30)

    first = list_api(everyone(), TRIAL, QueryDict("size=25"))
    second = list_api(everyone(), TRIAL, QueryDict(f"size=25&after={first['next']}"))

    assert (len(first["items"]), len(second["items"])) == (25, 5)
    assert (first["previous"], second["next"]) == (None, None)
    assert {item["id"] for item in first["items"]}.isdisjoint(item["id"] for item in second["items"])
