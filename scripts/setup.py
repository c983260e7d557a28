"""Set the project up in `.venv`, step by step; what is up to date is left alone.

`python -m scripts.setup` makes the environment; `--dev` adds the tools for tests and checks; `--serve` prepares the
database with the demo group as well and starts the server. Standard library only.
"""

import argparse
import importlib.util
import os
import sys
from pathlib import Path

from scripts import assets
from scripts.steps import (
    ROOT,
    SETTINGS,
    STAMPS,
    VENV,
    Progress,
    StepFailed,
    exit_with,
    once,
    run,
    say,
    venv_python,
)

REQUIREMENTS = ROOT / "requirements"
NO_VENV = """\
This Python cannot make virtual environments: its ensurepip module is missing.
On Debian and Ubuntu: apt-get install python3-venv. Then run the same command again."""


def make_environment() -> bool:
    """Create `.venv`, also when the Python it was made with is gone or another. Raises StepFailed."""
    return once(STAMPS / "environment", [sys.version, str(ROOT)], _make_environment)


def _make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise StepFailed(NO_VENV)
    run([sys.executable, "-m", "venv", "--clear", VENV], quiet=True)


def install_requirements(name: str) -> bool:
    """Install the pinned packages of requirements/<name>.txt, each checked against its hash."""
    path = REQUIREMENTS / f"{name}.txt"
    return once(STAMPS / name, [path], lambda: pip("--require-hashes", "-r", path))


def install_project() -> bool:
    """Make `forecourt` importable from src/, with its command."""
    inputs = [ROOT / "pyproject.toml"]
    return once(STAMPS / "project", inputs, lambda: pip("--no-deps", "--no-build-isolation", "-e", ROOT))


def pip(*arguments: str | Path) -> None:
    """Run pip of the environment."""
    options = ["--disable-pip-version-check", "--quiet", "--no-input"]
    run([venv_python(), "-m", "pip", "install", *options, *arguments], quiet=True)


def prepare_database() -> None:
    """Compile translations, migrate, and fill an empty database with the demo group."""
    run([venv_python(), "-m", "scripts.database"], env={"DJANGO_SETTINGS_MODULE": SETTINGS})


def serve(port: int) -> None:
    """Become the server."""
    os.chdir(ROOT)
    command = [str(venv_python()), "-m", "forecourt", "serve", "--port", str(port)]
    os.execv(command[0], command)  # noqa: S606 - the server takes this process over


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Set Forecourt up.")
    parser.add_argument("--dev", action="store_true", help="also install what tests and checks need")
    parser.add_argument("--serve", action="store_true", help="prepare the database and start the server")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args()


def main() -> int:
    """Do the steps in order."""
    options = parse()
    progress = Progress(4 + options.dev + options.serve)
    progress.step("Environment in .venv", make_environment)
    progress.step("Python packages", lambda: install_requirements("base"))
    if options.dev:
        progress.step("Packages for tests and checks", lambda: install_requirements("dev"))
    progress.step("Forecourt itself", install_project)
    progress.step("Files for the pages", assets.build)
    if options.serve:
        progress.step("Database", prepare_database)
        say("")
        serve(options.port)
    return 0


if __name__ == "__main__":
    exit_with(main)
