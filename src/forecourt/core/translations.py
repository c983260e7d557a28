"""Translation catalogues without gettext's programs: find messages in sources, keep .po files, write .mo files.

Every installed app of the project keeps its own catalogue (`<app>/locale/<locale>/LC_MESSAGES/django.po`), as does every
folder of `LOCALE_PATHS`. A message that any of the project's catalogues, or Django's own, translates may be used
everywhere. Catalogues carry no dates and no line numbers, so that two branches merge.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SKIPPED_FOLDERS = {"tests", "migrations", "locale", "static", "__pycache__"}
SOURCE_SUFFIXES = {".py", ".html", ".txt"}
PLACEHOLDER = re.compile(r"%\((\w+)\)|(?<!\{)\{(\w*)[^{}]*\}(?!\})|%(?=[sd])")

HEADER = """\
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {locale}\\n"
"Plural-Forms: {plural_forms}\\n"

"""

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Used:
    """One message as a source file uses it: its identity, where, and the notes for translators."""

    context: str | None
    msgid: str | tuple[str, str]
    place: str
    comments: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What gettext looks the message up by: context and singular."""
        return self.context, self.msgid if isinstance(self.msgid, str) else self.msgid[0]


@dataclass(frozen=True)
class Section:
    """A folder with a catalogue of its own, and the source files that belong to it."""

    folder: Path
    sources: tuple[Path, ...]

    def catalogue_path(self, locale: str) -> Path:
        """Where the section's .po file for `locale` is."""
        return self.folder / "locale" / locale / "LC_MESSAGES" / "django.po"


def find_sections(package: Path, folders: Iterable[Path], rest: Path) -> list[Section]:
    """Deal the source files under `package` out to the deepest of `folders` above each; `rest` takes what has none.

    `rest` comes first: a message that it shares with others is kept there.
    """
    owned: dict[Path, list[Path]] = {folder: [] for folder in [rest, *sorted(folders)]}
    for source in _source_files(package):
        owner = next((folder for folder in source.parents if folder in owned), rest)
        owned[owner].append(source)
    return [Section(folder, tuple(sources)) for folder, sources in owned.items()]


def _source_files(package: Path) -> Iterator[Path]:
    for folder, subfolders, names in os.walk(package):
        subfolders[:] = sorted(name for name in subfolders if name not in SKIPPED_FOLDERS)
        for name in sorted(names):
            path = Path(folder, name)
            # A plain text file is a source only as a template, of a mail for instance.
            if path.suffix in SOURCE_SUFFIXES and (path.suffix != ".txt" or "templates" in path.parts):
                yield path


def used_messages(sources: Iterable[Path], root: Path) -> Iterator[Used]:
    """Every message of the Python files and templates `sources`, placed relative to `root`."""
    for path in sources:
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What is left of a template is not Python: without its indentation the tokenizer can read it all the same.
            text = "".join(
                line.lstrip(" \t") for line in templatize(text, origin=str(path)).splitlines(keepends=True)
            )
        found = babel_extract("python", BytesIO(text.encode()), KEYWORDS, ["Translators:"])
        for line, msgid, comments, context in found:
            yield Used(context, _message_id(msgid), f"{path.relative_to(root)}:{line}", tuple(comments))


def _message_id(found: str | Sequence[str]) -> str | tuple[str, str]:
    return found if isinstance(found, str) else (found[0], found[1])


def read_catalogue(path: Path, locale: str) -> Catalog:
    """The catalogue in the .po file `path`; an empty one when there is no file."""
    if not path.exists():
        return Catalog(locale=locale, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def write_catalogue(path: Path, catalogue: Catalog) -> None:
    """Write the .po file `path`, sorted, without dates and places."""
    body = BytesIO()
    write_po(
        body, catalogue, width=110, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True
    )
    header = HEADER.format(locale=catalogue.locale, plural_forms=catalogue.plural_forms)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + body.getvalue().decode().strip("\n") + "\n", encoding="utf-8", newline="\n")


def compile_catalogue(path: Path, locale: str) -> bool:
    """Write the .mo file beside the .po file `path` unless it is newer; tell whether it was written."""
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns > path.stat().st_mtime_ns:
        return False
    # Moved into place whole: several test processes compile and read at the same time.
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    with draft.open("wb") as file:
        write_mo(file, read_catalogue(path, locale))
    draft.replace(target)
    return True


def is_translated(message: Message) -> bool:
    """Whether every form of the message has a translation that nobody doubts."""
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return not message.fuzzy and bool(strings) and all(strings)


class Catalogues:
    """The project's catalogues of one locale, with Django's own behind them."""

    def __init__(
        self, sections: Sequence[Section], locale: str, root: Path, foreign: Sequence[Path] = ()
    ) -> None:
        """`foreign` are .mo files whose messages count as translated; places are told relative to `root`."""
        self.sections = sections
        self.locale = locale
        self.root = root
        self.by_section = {
            section: read_catalogue(section.catalogue_path(locale), locale) for section in sections
        }
        self.used = {section: list(used_messages(section.sources, root)) for section in sections}
        self.used_keys = {use.key for uses in self.used.values() for use in uses}
        self._foreign = {key_of(message) for path in foreign for message in _read_compiled(path)}

    def extract(self) -> tuple[int, int]:
        """Add what is missing to its section's catalogue, drop what nothing uses, write; count both."""
        added = dropped = 0
        known = {key for catalogue in self.by_section.values() for key in _keys(catalogue)} | self._foreign
        for section, catalogue in self.by_section.items():
            unused = [key for key in _keys(catalogue) if key not in self.used_keys]
            for context, msgid in unused:
                catalogue.delete(msgid, context=context)
            missing = [use for use in self.used[section] if use.key not in known]
            for use in missing:
                catalogue.add(use.msgid, context=use.context, auto_comments=use.comments)
                known.add(use.key)
            added += len({use.key for use in missing})
            dropped += len(unused)
            if len(catalogue):
                write_catalogue(section.catalogue_path(self.locale), catalogue)
        return added, dropped

    def problems(self) -> list[str]:
        """One line for each message that is missing, untranslated, doubtful, unused, or translated in two ways."""
        found: list[str] = []
        for section, catalogue in self.by_section.items():
            place = section.catalogue_path(self.locale).relative_to(self.root)
            for message in _messages(catalogue):
                found += [
                    f"{place}: {verdict}: {_shown(key_of(message))}" for verdict in self._verdicts(message)
                ]
        return found + self._missing() + self._contradictions()

    def _verdicts(self, message: Message) -> Iterator[str]:
        if key_of(message) not in self.used_keys:
            yield "obsolete"
        elif message.fuzzy:
            yield "fuzzy"
        elif not is_translated(message):
            yield "untranslated"
        elif not placeholders_agree(message):
            yield "placeholders differ"

    def _missing(self) -> list[str]:
        known = {key for catalogue in self.by_section.values() for key in _keys(catalogue)} | self._foreign
        uses: dict[Key, Used] = {}
        for use in (use for section in self.sections for use in self.used[section] if use.key not in known):
            uses.setdefault(use.key, use)
        return [f"{use.place}: missing: {_shown(use.key)}" for use in uses.values()]

    def _contradictions(self) -> list[str]:
        # At run time one catalogue wins for the whole site, whichever page the message is on.
        ways: dict[Key, dict[object, Path]] = {}
        for section, catalogue in self.by_section.items():
            for message in filter(is_translated, _messages(catalogue)):
                path = section.catalogue_path(self.locale).relative_to(self.root)
                ways.setdefault(key_of(message), {}).setdefault(str(message.string), path)
        return [
            f"{' and '.join(str(path) for path in by_string.values())}: translated in two ways: {_shown(key)}"
            for key, by_string in ways.items()
            if len(by_string) > 1
        ]


def placeholders_agree(message: Message) -> bool:
    """Whether the translation fills in what its source fills in; a plural form may leave the number out."""
    if isinstance(message.id, str):
        return _placeholders(str(message.string)) == _placeholders(message.id)
    allowed = {name for text in message.id for name in _placeholders(text)}
    return all(set(_placeholders(text)) <= allowed for text in message.string or ())


def _placeholders(text: str) -> list[str]:
    return sorted(match[0].partition(":")[0] for match in PLACEHOLDER.finditer(text.replace("%%", "")))


def key_of(message: Message) -> Key:
    """Context and singular of a catalogue's message."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _keys(catalogue: Catalog) -> list[Key]:
    return [key_of(message) for message in _messages(catalogue)]


def _read_compiled(path: Path) -> list[Message]:
    if not path.exists():
        return []
    with path.open("rb") as file:
        return _messages(read_mo(file))


def _shown(key: Key) -> str:
    context, msgid = key
    return repr(msgid) if context is None else f"{msgid!r} (context {context!r})"
