"""Check that no lock names a host: who installs, chooses where from. `python -m scripts.locks [root]`."""

import re
import sys
from pathlib import Path

LOCKS = ["package-lock.json", "requirements/base.txt", "requirements/dev.txt"]
# A pin whose line does not go on with its hashes.
BARE_PIN = re.compile(r"^([^\s#-][^\s;]*)(?!.*\\$).*$", re.MULTILINE)
ADDRESS = re.compile(r"\w+://[^\s\"']*|--(?:extra-)?index-url\S*|--find-links\S*|\"resolved\"")


def problems(root: Path) -> list[str]:
    """One line per address in a lock, per lock that is not there, and per line of pins without a hash."""
    found: list[str] = []
    for name in LOCKS:
        path = root / name
        if not path.is_file():
            found.append(f"{name}: missing")
            continue
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), start=1):
            found += [f"{name}:{number}: {address}" for address in ADDRESS.findall(line)]
        if name.endswith(".txt"):
            found += [
                f"{name}: no hash for {pin}"
                for pin in re.findall(r"^([^\s#-][^\s;]*)(?!.*\\$).*$", text, re.MULTILINE)
            ]
    return found


def main() -> int:
    """Check the repository, or the folder given."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    found = problems(root)
    print("\n".join(found) or "the locks name no host")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
