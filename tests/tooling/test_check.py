"""`make check`: every tool it calls fails on what it is there for, and the report hides no failure."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from scripts import check
from scripts.check import Result
from scripts.steps import ROOT

BIN = Path(sys.executable).parent


def run(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(cwd)}
    return subprocess.run(command, cwd=cwd, env=env, text=True, capture_output=True, check=False)


def test_one_failure_fails_all_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        check.report([Result("ruff", 0, "", 1.0), Result("mypy", 1, "bad", 1.0), Result("locks", 2, "", 1.0)])
        == 1
    )
    assert capsys.readouterr().out == "FAILED: mypy, locks\n"


def test_no_failure_is_said_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.report([Result("ruff", 0, "", 1.0)]) == 0
    assert capsys.readouterr().out == "all 1 checks passed\n"


def test_a_check_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SystemExit, match="no such check: rust"):
        check.select(check.all_checks(), ["ruff", "rust"])


def test_every_check_of_the_project_is_there() -> None:
    assert {one.name for one in check.all_checks()} == {
        "mypy", "ruff", "format", "layers", "limits", "bandit", "templates", "django", "messages", "migrations", "locks",
    }  # fmt: skip


def test_ruff_fails_on_an_unused_import_and_on_complexity(tmp_path: Path) -> None:
    branches = "".join(f"    if x == {number}:\n        return {number}\n" for number in range(11))
    (tmp_path / "a.py").write_text(
        f'"""A."""\n\nimport os\n\n\ndef f(x: int) -> int:\n    """F."""\n{branches}    return 0\n'
    )

    done = run(
        [
            str(BIN / "ruff"),
            "check",
            "--config",
            str(ROOT / "pyproject.toml"),
            "--output-format",
            "concise",
            "a.py",
        ],
        tmp_path,
    )

    assert done.returncode == 1
    assert "F401" in done.stdout
    assert "C901" in done.stdout


def test_the_formatter_fails_on_what_is_not_formatted(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = {  'a':1 }\n")

    assert run([str(BIN / "ruff"), "format", "--check", "--isolated", "a.py"], tmp_path).returncode == 1


def test_mypy_is_strict_and_fails_on_an_untyped_function(tmp_path: Path) -> None:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    (tmp_path / "a.py").write_text("def f(x):\n    return x\n")

    done = run([sys.executable, "-m", "mypy", "--config-file", os.devnull, "--strict", "a.py"], tmp_path)

    assert configuration["strict"] is True
    assert done.returncode == 1
    assert "no-untyped-def" in done.stdout


def house(root: Path, **files: str) -> Path:
    """A package named as the project's, with files given by module name with `__` for the dot."""
    for name, text in files.items():
        path = root / "forecourt" / Path(*name.split("__")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for folder in [root / "forecourt", *(path for path in (root / "forecourt").rglob("*") if path.is_dir())]:
        (folder / "__init__.py").touch()
    return root


def layers(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(BIN / "lint-imports"), "--no-logo", "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    return run(command, root)


BASE = {"core__clock": "", "contracts__sales": "", "apps__finance__services": "", "apps__sales__services": ""}


@pytest.mark.parametrize(
    "breach",
    [
        {"core__clock": "from forecourt.apps.sales import services"},
        {"apps__finance__services": "from forecourt.apps.sales import services"},
        {"apps__aftersales__services": "from forecourt.apps.sales import services"},
        {"contracts__sales": "from forecourt.core import clock"},
        {"contracts__sales": "import django.db"},
        {"localisation__china": "from forecourt.apps.sales import services"},
    ],
)
def test_an_import_upwards_or_sideways_breaks_the_layers(tmp_path: Path, breach: dict[str, str]) -> None:
    done = layers(house(tmp_path, **{**BASE, **breach}))

    assert done.returncode == 1
    assert "BROKEN" in done.stdout


def test_imports_downwards_and_for_types_alone_keep_the_layers(tmp_path: Path) -> None:
    fine = {
        "apps__sales__services": "from forecourt.apps.finance import services\nfrom forecourt.core import clock",
        "apps__finance__services": "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from forecourt.apps.sales import services",
    }

    done = layers(house(tmp_path, **{**BASE, **fine}))

    assert (done.returncode, "0 broken" in done.stdout) == (0, True), done.stdout


def test_bandit_fails_on_a_shell_command(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import subprocess\nsubprocess.run(input(), shell=True)\n")

    done = run(
        [sys.executable, "-m", "bandit", "-q", "-c", str(ROOT / "pyproject.toml"), "-r", "."], tmp_path
    )

    assert done.returncode == 1
    assert "B602" in done.stdout


def test_djade_fails_on_a_template_that_is_not_tidy(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{%load i18n%}\n{{a|upper}}\n")

    assert run([str(BIN / "djade"), "--check", "--target-version", "5.2", "a.html"], tmp_path).returncode == 1
