"""A database of its own for each test, migrated once, that many processes can open: SQLite or PostgreSQL as the suite's."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Database:
    """Where it is, and programs run on it."""

    env: Mapping[str, str]

    def start(self, program: str, *arguments: object) -> "subprocess.Popen[str]":
        """Start a Python program of this package's folder, with Django at hand."""
        command = [sys.executable, "-m", f"tests.concurrency.{program}", *map(str, arguments)]
        return subprocess.Popen(
            command, env=self.env, cwd=PROJECT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def run(self, program: str, *arguments: object) -> str:
        """Run a program to its end and return what it printed."""
        return finish([self.start(program, *arguments)])[0]


def finish(started: "list[subprocess.Popen[str]]") -> list[str]:
    """What each program printed; a program that fails fails the test with its own words."""
    said = [each.communicate(timeout=100) for each in started]
    for program, (_out, error) in zip(started, said, strict=True):
        assert program.returncode == 0, error
    return [out.strip() for out, _error in said]


def _environment(url: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "forecourt.config.settings",
        "PYTHONPATH": str(PROJECT / "src"),
        "FORECOURT_DATABASE_POOL": "2",
    }


def _is_postgres() -> bool:
    return str(settings.DATABASES["default"]["ENGINE"]).endswith("postgresql")


def _postgres_url(name: str) -> str:
    given = settings.DATABASES["default"]
    secret = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    server = f"{given['HOST']}:{given['PORT']}" if given["PORT"] else given["HOST"]
    user = f"{given['USER']}{secret}@" if given["USER"] else ""
    return f"postgresql://{user}{server}/{name}"


def _on_server(*statements: str) -> None:
    with psycopg.connect(_postgres_url("postgres"), autocommit=True) as server:
        for statement in statements:
            server.execute(statement.encode())


@contextmanager
def _postgres(name: str, template: str = "template0") -> Iterator[str]:
    _on_server(
        f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE "{template}"'
    )
    yield _postgres_url(name)
    _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database that nothing is written to: its name, or its path."""
    if _is_postgres():
        name = f"forecourt_many_{os.getpid()}"
        with _postgres(name) as url:
            _migrate(url)
            yield name
    else:
        path = tmp_path_factory.mktemp("many") / "empty.sqlite3"
        _migrate(f"sqlite:///{path}")
        yield str(path)


def _migrate(url: str) -> None:
    command = [sys.executable, "-m", "forecourt", "migrate", "--verbosity=0"]
    subprocess.run(command, env=_environment(url), cwd=PROJECT, check=True)


@pytest.fixture
def database(migrated: str, tmp_path: Path) -> Iterator[Database]:
    """A copy of the migrated database."""
    if _is_postgres():
        with _postgres(f"{migrated}_copy", migrated) as url:
            yield Database(_environment(url))
    else:
        copy = tmp_path / "copy.sqlite3"
        shutil.copy(migrated, copy)
        yield Database(_environment(f"sqlite:///{copy}"))
