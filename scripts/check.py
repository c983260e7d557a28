"""`make check`: every check runs, each failure is shown and named again at the end; exit code 1 on any.

Names given as arguments run those checks alone: `make check ARGS="ruff mypy"`.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scripts.steps import ROOT, SETTINGS, say

PYTHON = sys.executable
FORECOURT = [PYTHON, "-m", "forecourt"]


@dataclass(frozen=True)
class Check:
    """One tool, called so that it changes nothing."""

    name: str
    command: Sequence[str]


@dataclass(frozen=True)
class Result:
    """What a check said."""

    name: str
    code: int
    output: str
    seconds: float


def all_checks() -> list[Check]:
    """Every check, the slow ones first."""
    tool = Path(PYTHON).parent
    templates = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "src").rglob("templates/**/*.html"))]
    djade = [str(tool / "djade"), "--check", "--target-version", "5.2", *templates]
    return [
        Check("mypy", [PYTHON, "-m", "mypy"]),
        Check("ruff", [PYTHON, "-m", "ruff", "check"]),
        Check("format", [PYTHON, "-m", "ruff", "format", "--check", "--quiet"]),
        Check("layers", [str(tool / "lint-imports"), "--no-logo"]),
        Check("limits", [PYTHON, "-m", "scripts.limits"]),
        Check("bandit", [PYTHON, "-m", "bandit", "-q", "-c", "pyproject.toml", "-r", "src", "scripts"]),
        Check("templates", djade if templates else [PYTHON, "-c", "print('no templates yet')"]),
        Check("django", [*FORECOURT, "check", "--fail-level", "WARNING"]),
        Check("messages", [*FORECOURT, "messages", "check"]),
        Check("migrations", [*FORECOURT, "makemigrations", "--check", "--dry-run"]),
        Check("locks", [PYTHON, "-m", "scripts.locks"]),
    ]


def perform(check: Check) -> Result:
    """Run one check and keep what it says."""
    started = time.monotonic()
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Result(check.name, done.returncode, done.stdout.strip(), time.monotonic() - started)


def select(checks: list[Check], names: Sequence[str]) -> list[Check]:
    """The checks of these names, or all. Raises SystemExit for a name that is none."""
    known = [check.name for check in checks]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise SystemExit(f"no such check: {', '.join(unknown)}; there are {', '.join(known)}")
    return [check for check in checks if not names or check.name in names]


def report(results: Sequence[Result]) -> int:
    """Name what failed, or say that nothing did."""
    failed = [result.name for result in results if result.code]
    say(f"FAILED: {', '.join(failed)}" if failed else f"all {len(results)} checks passed")
    return 1 if failed else 0


def show(result: Result) -> Result:
    """One line for a check that passed, everything it said for one that did not."""
    if result.code:
        say(f"\n{'-' * 20} {result.name}: failed ({result.seconds:.1f} s)\n{result.output}\n")
    else:
        say(f"{result.name:<11} ok ({result.seconds:.1f} s)")
    return result


def main() -> int:
    """Run the checks, two at a time, and show each as soon as those before it are done."""
    checks = select(all_checks(), sys.argv[1:])
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = [show(result) for result in pool.map(perform, checks)]
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
