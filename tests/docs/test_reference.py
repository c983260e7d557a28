"""What the documents say is what the code does."""

import re
from pathlib import Path

from scripts.reference import pages

ROOT = Path(__file__).resolve().parents[2]


def test_the_generated_pages_are_up_to_date():
    stale = [path.name for path, text in pages().items() if not path.exists() or path.read_text() != text]

    assert stale == [], "run python -m scripts.reference"


def test_every_setting_of_the_environment_is_documented_and_no_other():
    read = re.findall(
        r'env(?:_bool|_list)?\("(\w+)"', (ROOT / "src/forecourt/config/settings.py").read_text()
    )
    page = (ROOT / "docs/configuration.md").read_text()
    documented = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)

    assert set(documented) == set(read)
