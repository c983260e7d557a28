"""Pin every dependency anew: requirements/*.txt with hashes, and package-lock.json. No lock names a host.

uv, which resolves for all platforms at once, lives in a throw-away environment. Standard library only.
"""

import sys
import tempfile
from pathlib import Path

from scripts import assets
from scripts.steps import ROOT, exit_with, run, say

COMPILE = [
    "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url",
    "--no-header", "--no-annotate", "pyproject.toml", "--extra", "build",
]  # fmt: skip
BASE = ROOT / "requirements" / "base.txt"
DEV = ROOT / "requirements" / "dev.txt"


def main() -> int:
    """Resolve; versions already pinned stay unless `--upgrade` is given."""
    upgrade = [argument for argument in sys.argv[1:] if argument == "--upgrade"]
    with tempfile.TemporaryDirectory(prefix="forecourt-uv-") as folder:
        run([sys.executable, "-m", "venv", folder], quiet=True)
        uv = Path(folder, "bin", "uv")
        run([Path(folder, "bin", "python"), "-m", "pip", "install", "--quiet", "uv"], quiet=True)
        say("requirements/base.txt ...")
        run([uv, *COMPILE, *upgrade, "-o", BASE])
        say("requirements/dev.txt ...")
        run([uv, *COMPILE, *upgrade, "--extra", "dev", "-c", BASE, "-o", DEV])
    say("package-lock.json ...")
    assets.lock()
    return 0


if __name__ == "__main__":
    exit_with(main)
