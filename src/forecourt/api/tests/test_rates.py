"""Limits per minute: never passed, told in every answer."""

import pytest

from forecourt.api import rates
from forecourt.api.models import ApiToken, RateWindow
from forecourt.api.rates import Meter
from forecourt.apps.organization.tests.factories import person
from tests.calling import Program, program_of

pytestmark = pytest.mark.django_db


def test_processes_together_never_pass_the_limit():
    processes = [Meter() for _number in range(4)]

    allowed = sum(processes[turn % 4].take("token:a", 120).is_within for turn in range(400))

    assert allowed == 120


def test_one_process_gets_the_whole_limit():
    meter = Meter()

    assert sum(meter.take("token:a", 100).is_within for _turn in range(150)) == 100
    assert meter.take("token:a", 100).remaining == 0


def test_most_requests_cost_no_statement(django_assert_num_queries):
    meter = Meter()

    with django_assert_num_queries(5):
        for _turn in range(60):
            meter.take("token:a", 600)


def test_a_used_up_limit_costs_no_statement(django_assert_num_queries):
    meter = Meter()
    for _turn in range(11):
        meter.take("token:a", 10)

    with django_assert_num_queries(0):
        assert not meter.take("token:a", 10).is_within


def test_callers_do_not_share_a_limit():
    meter = Meter()

    assert meter.take("token:a", 1).is_within
    assert meter.take("token:b", 1).is_within
    assert not meter.take("token:a", 1).is_within


def test_the_next_minute_begins_anew(time_machine):
    meter = Meter()
    time_machine.move_to("2026-11-23T08:00:59Z", tick=False)
    assert meter.take("token:a", 1).is_within
    assert meter.take("token:a", 1) == rates.Rate(1, 0, 1, is_within=False)

    time_machine.move_to("2026-11-23T08:01:00Z", tick=False)
    assert meter.take("token:a", 1) == rates.Rate(1, 0, 60, is_within=True)


def test_a_limit_of_zero_is_none():
    meter = Meter()

    assert all(meter.take("token:a", 0).is_within for _turn in range(1000))
    assert not RateWindow.objects.exists()


def test_beyond_its_limit_a_token_is_told_when_to_come_back():
    program = program_of(person("sales_consultant"), rate=2)

    answers = [program.get("/me/") for _turn in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0]["RateLimit-Limit"] == "2"
    assert [answer["RateLimit-Remaining"] for answer in answers[:2]] == ["1", "0"]
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert answers[2].json()["code"] == "too_many_requests"


def test_the_limit_of_the_settings_holds_for_tokens_without_their_own(settings):
    settings.FORECOURT_API_RATE = 1
    program = program_of(person("sales_consultant"))

    assert [program.get("/me/").status_code for _turn in range(2)] == [200, 429]


def test_bad_tokens_are_counted_by_address_and_good_ones_still_pass(settings):
    settings.FORECOURT_API_FAILURES = 2
    good = program_of(person("sales_consultant"))

    assert [Program("fc_a_b").get("/me/").status_code for _turn in range(3)] == [401, 401, 429]
    assert good.get("/me/").status_code == 200
    assert ApiToken.objects.count() == 1
