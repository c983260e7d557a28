"""`make test` names what it skipped, and fails on a skip of what is required."""

import psycopg
import pytest

from scripts import test as suite
from scripts.test import Run


def test_a_skip_is_named_and_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert suite.report([], {"browser": "no Chromium"}, set()) == 0
    assert capsys.readouterr().out == "SKIPPED: browser: no Chromium\n"


def test_a_skip_of_what_is_required_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert suite.report([], {"browser": "no Chromium"}, {"browser", "postgres"}) == 1
    assert "FAILED: required and not here: browser\n" in capsys.readouterr().out


def test_a_failed_run_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert suite.report(["SQLite"], {}, set()) == 1
    assert "FAILED: SQLite\n" in capsys.readouterr().out


def test_without_a_server_the_run_on_postgresql_says_why_it_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise psycopg.OperationalError("no server")

    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(psycopg, "connect", refuse)

    assert "set DATABASE_URL" in suite.postgres().missing


def test_the_run_on_postgresql_uses_the_database_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/cars")

    run = suite.postgres()

    assert (run.env, run.missing) == ({"DATABASE_URL": "postgres://db.example/cars"}, "")


def test_without_a_chromium_the_browser_run_says_why_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORECOURT_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "")

    assert "FORECOURT_CHROMIUM" in suite.browser().missing


def test_a_run_that_finds_no_test_counts_as_skipped_and_any_other_code_as_failed() -> None:
    runs = [
        Run("one", "1", "", {}),
        Run("two", "2", "", {}),
        Run("three", "3", "", {}),
        Run("four", "4", "", {}, "not here"),
    ]

    assert suite.outcome(runs, {"one": 0, "two": 5, "three": 1}) == (
        ["three"],
        {"2": "no such test", "4": "not here"},
    )
