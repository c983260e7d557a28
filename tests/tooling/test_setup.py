"""`make run` says what is missing, and takes the steps in order."""

import subprocess
from pathlib import Path

import pytest

from scripts import setup, steps
from scripts.steps import ROOT


def test_a_python_that_makes_no_environments_is_refused_with_the_package_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup, "STAMPS", tmp_path)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(steps.StepFailed, match="apt-get install python3-venv"):
        setup.make_environment()

    assert not list(tmp_path.iterdir())


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *arguments], cwd=ROOT, text=True, capture_output=True, check=False
    )


@pytest.mark.parametrize("python", ["/bin/false", "", "no-such-python"])
def test_make_says_which_python_is_needed(python: str) -> None:
    done = make("run", f"PYTHON={python}")

    assert done.returncode != 0
    assert done.stderr.startswith("Forecourt needs Python 3.11 or newer")


def test_plain_make_lists_the_commands() -> None:
    commands = [line.split()[1] for line in make().stdout.splitlines()]

    assert commands == [
        "help",
        "run",
        "test",
        "check",
        "bench",
        "demo",
        "pictures",
        "lock",
        "format",
        "clean",
    ]


def test_progress_tells_what_was_done_from_what_was_not(capsys: pytest.CaptureFixture[str]) -> None:
    progress = steps.Progress(2)

    progress.step("One", lambda: True)
    progress.step("Two", lambda: False)

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("[1/2] One ... done in 0.")
    assert second == "[2/2] Two ... unchanged"
