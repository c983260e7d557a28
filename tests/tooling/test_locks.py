"""No lock names a host, and every Python package is pinned with a hash."""

from pathlib import Path

import pytest

from scripts import assets, locks
from scripts.steps import ROOT

PIN = "babel==2.18.0 \\\n    --hash=sha256:00\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose locks are in order."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "package-lock.json").write_text('{"integrity": "sha512-x"}')
    (tmp_path / "requirements" / "base.txt").write_text(PIN)
    (tmp_path / "requirements" / "dev.txt").write_text(PIN)
    return tmp_path


def test_the_locks_of_the_project_are_in_order() -> None:
    assert locks.problems(ROOT) == []


def test_locks_in_order_pass(root: Path) -> None:
    assert locks.problems(root) == []


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("package-lock.json", '{"resolved": "https://host.example/a.tgz"}', 'package-lock.json:1: "resolved"'),
        ("package-lock.json", '{"url": "https://host.example/a"}', "package-lock.json:1: https://host.example/a"),
        ("requirements/base.txt", "--index-url=x\n" + PIN, "requirements/base.txt:1: --index-url=x"),
        ("requirements/dev.txt", "babel @ git+https://host.example/b \\\n", "requirements/dev.txt:1: https://host.example/b"),
        ("requirements/dev.txt", "babel==2.18.0\n", "requirements/dev.txt: no hash for babel==2.18.0"),
    ],
)  # fmt: skip
def test_an_address_or_a_pin_without_hash_is_named(root: Path, name: str, text: str, problem: str) -> None:
    (root / name).write_text(text)

    assert problem in locks.problems(root)


def test_a_missing_lock_is_named(root: Path) -> None:
    (root / "package-lock.json").unlink()

    assert locks.problems(root) == ["package-lock.json: missing"]


def test_making_the_front_end_lock_drops_links_to_sponsors() -> None:
    lock = '{"packages": {"node_modules/a": {"version": "1", "funding": {"url": "https://host.example"}}}}'

    assert "://" not in assets.without_addresses(lock)
