"""`forecourt messages`: extract, check and compile over the folders that Django loads."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from forecourt.core.management.commands import messages


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one message in its core, which the command takes for the project's."""
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "a.py").write_text('_("Sell the car")', encoding="utf-8")
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    monkeypatch.setattr(messages, "CORE", tmp_path / "core")
    return tmp_path


def run(action: str, **options: int) -> str:
    out = StringIO()
    call_command("messages", action, stdout=out, **options)
    return out.getvalue()


def test_the_round_from_source_to_compiled_catalogue(package: Path) -> None:
    po = package / "core" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"

    with pytest.raises(CommandError, match=r"core/a\.py:1: missing: 'Sell the car'\nzh_Hans: 1 problems"):
        run("check")
    assert run("extract") == "zh_Hans: 1 messages added, 0 dropped\n"
    with pytest.raises(CommandError, match="untranslated: 'Sell the car'"):
        run("check")
    po.write_text(po.read_text(encoding="utf-8").removesuffix('""\n') + '"卖车"\n', encoding="utf-8")
    assert run("check") == "zh_Hans: 1 messages, all translated\n"
    assert run("compile") == "zh_Hans: 1 catalogues, 1 compiled\n"
    assert po.with_suffix(".mo").exists()


def test_compiling_may_be_silent(package: Path) -> None:
    assert run("compile", verbosity=0) == ""


def test_every_app_of_the_project_keeps_a_catalogue_and_no_foreign_one_does() -> None:
    folders = {folder.relative_to(messages.PACKAGE).as_posix() for folder in messages.catalogue_folders()}

    assert {"core", "apps/organization", "apps/finance"} <= folders
    assert not any("allauth" in folder for folder in folders)
