"""Steps are done once for the same inputs, again for others, and again after a failure."""

from pathlib import Path

import pytest

from scripts import steps


def test_work_is_done_once_for_the_same_inputs_and_again_for_others(tmp_path: Path) -> None:
    source = tmp_path / "in.txt"
    source.write_text("1")
    done: list[str] = []

    def work() -> None:
        done.append(source.read_text())

    assert steps.once(tmp_path / "stamps" / "a", [source, "x"], work) is True
    assert steps.once(tmp_path / "stamps" / "a", [source, "x"], work) is False
    source.write_text("2")
    assert steps.once(tmp_path / "stamps" / "a", [source, "x"], work) is True
    assert done == ["1", "2"]


def test_work_that_failed_is_done_again(tmp_path: Path) -> None:
    def fail() -> None:
        raise steps.StepFailed("no")

    with pytest.raises(steps.StepFailed):
        steps.once(tmp_path / "a", ["x"], fail)

    assert steps.once(tmp_path / "a", ["x"], lambda: None) is True


def test_inputs_are_told_apart_where_their_concatenation_is_not() -> None:
    assert steps.digest(["ab", "c"]) != steps.digest(["a", "bc"])


def test_a_quiet_command_that_fails_shows_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(steps.StepFailed, match=r"out of paper\n.*ended with 3"):
        steps.run(["sh", "-c", "echo out of paper; exit 3"], cwd=tmp_path, quiet=True)
