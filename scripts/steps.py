"""What the tooling scripts share: paths, progress lines, running commands, and stamps that make a second run quick."""

import hashlib
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = VENV / "stamps"
SETTINGS = "forecourt.config.settings"


class StepFailed(Exception):
    """A step could not be done; the message says what to do about it."""


def venv_python() -> Path:
    """The interpreter of the project's own environment."""
    return VENV / "bin" / "python"


def say(text: str) -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


def run(
    command: Iterable[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    quiet: bool = False,
) -> None:
    """Run `command`; `quiet` shows its output only when it fails. Raises StepFailed."""
    arguments = [str(part) for part in command]
    pipe = subprocess.PIPE if quiet else None
    done = subprocess.run(
        arguments,
        check=False,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdout=pipe,
        stderr=subprocess.STDOUT if quiet else None,
    )
    if done.returncode:
        output = done.stdout.decode(errors="replace") if done.stdout else ""
        raise StepFailed(f"{output}{shlex.join(arguments)} ended with {done.returncode}")


def digest(parts: Iterable[Path | str]) -> str:
    """A hash over the content of files and over plain strings."""
    total = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()


def once(stamp: Path, inputs: Iterable[Path | str], work: Callable[[], None]) -> bool:
    """Do `work` unless `stamp` says it was done with these inputs; tell whether it was done now."""
    value = digest(inputs)
    if stamp.is_file() and stamp.read_text() == value:
        return False
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)
    return True


class Progress:
    """Numbered progress lines with the seconds that each step took."""

    def __init__(self, total: int) -> None:
        """`total` is the number of steps to come."""
        self.total = total
        self.number = 0

    def step(self, title: str, work: Callable[[], object]) -> None:
        """Do one step; `work` may return False for "nothing to do"."""
        self.number += 1
        print(f"[{self.number}/{self.total}] {title} ... ", end="", flush=True)
        started = time.monotonic()
        done = work()
        say("unchanged" if done is False else f"done in {time.monotonic() - started:.1f} s")


def exit_with(main: Callable[[], int]) -> None:
    """Run a script's `main`; a step that failed becomes a message and exit code 1."""
    try:
        sys.exit(main())
    except StepFailed as error:
        print(f"\n{error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
