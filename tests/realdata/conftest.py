"""Where the real files lie, and how one is brought in as an administrator does it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from forecourt.core.imports.models import ImportRun

MAPPINGS = Path(__file__).parents[2] / "mappings"


def shared(name: str) -> Path:
    """A real file, or a skip that names it."""
    path = settings.FORECOURT_SHARED_DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the repository")
    return path


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a file: the exit code of the command, what it said, and the run."""

    code: int
    said: str
    run: ImportRun


@pytest.fixture
def bring_in(db, capsys) -> Callable[..., Brought]:
    """Bring a file in by the command and a kept mapping."""

    def bring(path: Path, mapping: str) -> Brought:
        code = 0
        try:
            call_command("import", str(path), mapping=MAPPINGS / mapping)
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr().out
        with capsys.disabled():
            print(said.splitlines()[-1], f"({path.name})")
        return Brought(code, said, ImportRun.objects.latest("pk"))

    return bring
