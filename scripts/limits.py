"""Hold the code to the limits and habits of docs/architecture.md that no other tool checks.

`python -m scripts.limits [root]` prints one line per violation, `path:line: what`, and ends with 1 when there is any.
An exception is an entry of ALLOWED with its reason, never a comment in the code.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from statistics import median

FUNCTION_LINES = 60
MEDIAN_LINES = 10
FILE_LINES = 500
TEMPLATE_LINES = 150
SCRIPT_LINES = 300

# (rule, path pattern): why. Paths are relative to the repository.
ALLOWED = {
    (
        "import",
        "src/forecourt/*/apps.py",
    ): "AppConfig.ready is where Django wants an app's own modules imported",
    ("clock", "src/forecourt/core/clock.py"): "the only source of the present moment",
    ("signal", "src/forecourt/core/*"): "the audit guard and connection settings listen to Django",
    ("save", "src/forecourt/core/*"): "append-only models refuse a second save",
    ("selector", "src/forecourt/apps/organization/selectors/actors.py"): "this is where an actor comes from",
    ("inline", "*/templates/*mail*"): "mail programs read no style sheets",
    ("inline", "*/templates/*print*"): "a printed document carries its own page rules",
}

SIGNALS = {"django.dispatch", "django.db.models.signals", "django.db.signals"}
CLOCKS = {
    "timezone.now", "timezone.localdate", "timezone.localtime", "datetime.now", "datetime.utcnow", "datetime.today",
    "date.today",
}  # fmt: skip
# What one app may import of another.
OPEN_MODULES = {"services", "selectors", "errors"}
OPENS_TRANSACTION = {"atomic", "one_transaction"}
READS = ("get_", "list_", "find_")
NO_OBJECTS = {"views", "api", "handlers"}

UNSAFE_TEMPLATE = [
    ("safe", re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"), "marks text as safe"),
    ("safe", re.compile(r"csrf_exempt"), "switches the CSRF check off"),
    (
        "inline",
        re.compile(r"<script(?![^>]*\b(?:src|type=\"application/json\"))", re.IGNORECASE),
        "inline script",
    ),
    ("inline", re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.IGNORECASE), "inline style"),
    ("inline", re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE), "inline event handler"),
]


@dataclass(frozen=True)
class Violation:
    """One breach of one rule."""

    rule: str
    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"

    @property
    def is_allowed(self) -> bool:
        """Whether ALLOWED has a reason for it."""
        return any(rule == self.rule and fnmatch(self.path, pattern) for rule, pattern in ALLOWED)


@dataclass(frozen=True)
class Source:
    """A parsed Python file and its place in the house."""

    path: str
    tree: ast.Module
    lines: int

    @property
    def is_test(self) -> bool:
        """Whether the file is a test or helps tests."""
        parts = Path(self.path).parts
        return "tests" in parts or parts[-1] == "conftest.py"

    @property
    def in_core(self) -> bool:
        """Whether the file belongs to the core."""
        return self.path.startswith("src/forecourt/core/")

    @property
    def app(self) -> str:
        """The app that the file belongs to, or nothing."""
        parts = Path(self.path).parts
        return parts[3] if parts[:3] == ("src", "forecourt", "apps") and len(parts) > 4 else ""

    def is_kind(self, *kinds: str) -> bool:
        """Whether the file is, or is in a package, of one of these names: `services.py`, `services/reserve.py`."""
        parts = Path(self.path).with_suffix("").parts
        return bool({*parts[2:]} & set(kinds))

    def found(self, rule: str, node: ast.AST, text: str) -> Violation:
        """A violation at a node."""
        return Violation(rule, self.path, getattr(node, "lineno", 1), text)


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[Function]:
    """All functions and methods of a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Its lines, without decorators."""
    return (function.end_lineno or 0) - function.lineno + 1


def check_median(sources: list[Source]) -> Iterator[Violation]:
    """Functions that are each short enough but too long on the whole; tests are not counted."""
    lengths = [
        length(function) for source in sources if not source.is_test for function in functions(source.tree)
    ]
    middle = median(lengths or [0])
    if middle > MEDIAN_LINES:
        text = f"half of the functions have more than {middle:.0f} lines, {MEDIAN_LINES} at most: cut them smaller"
        yield Violation("median", "src", 1, text)


def check_sizes(source: Source) -> Iterator[Violation]:
    """Functions and files that are too long."""
    if source.lines > FILE_LINES:
        yield source.found(
            "size", source.tree, f"{source.lines} lines, {FILE_LINES} at most: make it a package"
        )
    for function in functions(source.tree):
        lines = length(function)
        if lines > FUNCTION_LINES:
            yield source.found(
                "size", function, f"{function.name} has {lines} lines, {FUNCTION_LINES} at most"
            )


def check_imports(source: Source) -> Iterator[Violation]:
    """Imports inside functions, which hide cycles."""
    if source.is_test:
        return
    inside = {id(node): node for function in functions(source.tree) for node in ast.walk(function)}
    for node in inside.values():
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield source.found("import", node, "import inside a function")


def check_neighbours(source: Source) -> Iterator[Violation]:
    """Imports of another app beyond its services, selectors and errors; types may be imported for annotations."""
    if not source.app or source.is_test:
        return
    for node, module, names in _imports(source.tree):
        parts = module.split(".")
        if parts[:2] != ["forecourt", "apps"]:
            continue
        # `from forecourt.apps.sales import models` and `from forecourt.apps.sales.models import Sale` alike.
        reached = [parts[3]] if len(parts) > 3 else names
        app = parts[2] if len(parts) > 2 else ""
        closed = sorted(set(reached) - OPEN_MODULES)
        if app and app != source.app and closed:
            yield source.found(
                "neighbour", node, f"imports {', '.join(closed)} of {app}: use its services or selectors"
            )


def _imports(tree: ast.Module) -> Iterator[tuple[ast.AST, str, list[str]]]:
    """Imports that the program does when it runs: (node, module, names)."""
    typing_only = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for statement in node.body
        for child in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module, [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from ((node, alias.name, []) for alias in node.names)


def check_objects(source: Source) -> Iterator[Violation]:
    """Managers in pages, API and handlers: they read through selectors and write through services."""
    if source.is_test or not source.is_kind(*NO_OBJECTS) or source.is_kind("services", "selectors"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            yield source.found("objects", node, ".objects outside services and selectors")


def check_names(source: Source) -> Iterator[Violation]:
    """Clocks, float fields and ways round escaping and CSRF, by the names they go by."""
    for node in ast.walk(source.tree):
        name = _name(node)
        if name in {"mark_safe", "SafeString", "csrf_exempt"}:
            yield source.found("safe", node, f"{name} is never needed")
        elif name == "FloatField":
            yield source.found("float", node, "FloatField: money is fen, rates are decimals")
        elif isinstance(node, ast.Attribute) and _last_two(node) in CLOCKS:
            yield source.found("clock", node, f"{_last_two(node)}: time comes from core.clock")


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    return ""


def _last_two(node: ast.Attribute) -> str:
    return f"{_name(node.value)}.{node.attr}"


def check_signals(source: Source) -> Iterator[Violation]:
    """Signals: what happens on a write is a call down or an event up, and can be found by reading."""
    if source.is_test:
        return
    for node, module, names in _imports(source.tree):
        if module in SIGNALS or (module == "django.db.models" and "signals" in names):
            yield source.found("signal", node, "model signals: call a service or publish an event")


def check_saves(source: Source) -> Iterator[Violation]:
    """Models with a `save` of their own: what happens on a write belongs in a service."""
    if source.is_test or not source.is_kind("models"):
        return
    for function in functions(source.tree):
        if function.name == "save":
            yield source.found("save", function, "a model overrides save()")


def check_services(source: Source) -> Iterator[Violation]:
    """Services, which open a transaction, that are not keyword-only with `actor` first."""
    if not source.app or source.is_test or not source.is_kind("services"):
        return
    for function in _public(source.tree):
        if not OPENS_TRANSACTION & {_name(decorator) for decorator in function.decorator_list}:
            continue
        signature = function.args
        if signature.posonlyargs or signature.args or signature.vararg:
            yield source.found("service", function, f"{function.name} takes positional arguments")
        elif not signature.kwonlyargs or signature.kwonlyargs[0].arg != "actor":
            yield source.found("service", function, f"{function.name} does not take actor first")


def check_selectors(source: Source) -> Iterator[Violation]:
    """Selectors that take neither the actor first nor rows that were read within his reach."""
    if not source.app or source.is_test or not source.is_kind("selectors"):
        return
    for function in _public(source.tree):
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        if not function.name.startswith(READS) or (arguments and _takes_rows(arguments[0])):
            continue
        if not arguments or arguments[0].arg != "actor":
            yield source.found("selector", function, f"{function.name} does not take actor first")


def _takes_rows(argument: ast.arg) -> bool:
    """Whether an argument is a model's row or rows: its type is a class of ours."""
    named = ast.unparse(argument.annotation).strip("\"'") if argument.annotation else ""
    return named[:1].isupper() and named != "Actor"


def _public(tree: ast.Module) -> Iterator[Function]:
    return (node for node in tree.body if isinstance(node, Function) and not node.name.startswith("_"))


CHECKS: list[Callable[[Source], Iterator[Violation]]] = [
    check_sizes, check_imports, check_neighbours, check_objects, check_names, check_signals, check_saves,
    check_services, check_selectors,
]  # fmt: skip


def check_template(path: str, text: str) -> Iterator[Violation]:
    """A template's length, and what a strict Content-Security-Policy or escaping would not let through."""
    lines = text.splitlines()
    if len(lines) > TEMPLATE_LINES:
        yield Violation("size", path, 1, f"{len(lines)} lines, {TEMPLATE_LINES} at most: split it")
    for rule, pattern, what in UNSAFE_TEMPLATE:
        for found in pattern.finditer(text):
            yield Violation(rule, path, text.count("\n", 0, found.start()) + 1, what)


def check_script(path: str, text: str) -> Iterator[Violation]:
    """A script's length."""
    lines = len(text.splitlines())
    if lines > SCRIPT_LINES:
        yield Violation("size", path, 1, f"{lines} lines, {SCRIPT_LINES} at most")


def violations(root: Path) -> list[Violation]:
    """Everything under `root` that breaks a rule and has no reason in ALLOWED."""
    found: list[Violation] = []
    sources: list[Source] = []
    for path in _files(root, "src", "scripts", "tests"):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py" and "migrations" not in path.parts:
            source = Source(name, ast.parse(text, name), len(text.splitlines()))
            sources.append(source)
            found += [violation for check in CHECKS for violation in check(source)]
        elif path.suffix == ".html" and "templates" in path.parts:
            found += check_template(name, text)
        elif path.suffix == ".js":
            found += check_script(name, text)
    found += check_median(sources)
    return sorted(
        {one for one in found if not one.is_allowed}, key=lambda one: (one.path, one.line, one.text)
    )


def _files(root: Path, *folders: str) -> Iterator[Path]:
    skipped = {"vendor", "node_modules", "__pycache__", ".venv"}
    for folder in folders:
        for path in sorted((root / folder).rglob("*.*")):
            if (
                path.suffix in {".py", ".html", ".js"}
                and path.is_file()
                and not skipped & set(path.relative_to(root).parts)
            ):
                yield path


def main() -> int:
    """Check the repository, or the folder given."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    found = violations(root)
    for violation in found:
        print(violation)
    print(f"{len(found)} violations" if found else "all limits kept")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
