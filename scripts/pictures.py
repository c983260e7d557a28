"""`make pictures`: every page of a demo group as PNG, for looking at before calling it done.

Makes a small demo group of its own in a temporary folder, serves it, follows the links of each role from its first page
(one picture per kind of page) and writes pictures/<language>/<size>-<theme>/<page>.png.
`make pictures ARGS="--only sales --full"` takes some of the pages, in their full length.
"""

import argparse
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby, product
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from rich.progress import track

from scripts.crawl import Answer, crawl, logins, session_of, signed_in
from scripts.steps import ROOT, SETTINGS, StepFailed, exit_with, say
from scripts.test import chromium

TARGET = ROOT / "pictures"
SIZES = {"phone": (390, 844), "desk": (1440, 900)}
LANGUAGES = ["zh-Hans", "en"]
THEMES = ["light", "dark"]
# Pages that answer with a file, or that end the visit.
SKIPPED = (
    "account_logout",
    "api:openapi",
    "imports:template-download",
    "jobs:job-file",
    "attachments:download",
)


@dataclass(frozen=True)
class Visit:
    """A page to picture: its name, its path, and the session that may see it (empty: nobody signed in)."""

    name: str
    path: str
    session: str


def prepare(folder: str, scale: str) -> None:
    """A demo group in a folder of its own, whose people leave language and theme to their browser."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE=SETTINGS,
        DATABASE_URL="",
        FORECOURT_DATA_DIR=folder,
        PYTHONPATH=str(ROOT / "src"),
    )
    django.setup()
    call_command("messages", "compile", verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("demo", scale=scale)
    get_user_model()._base_manager.update(language="", theme="auto")


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The demo group's server on a free port. Raises StepFailed when it does not answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "forecourt",
        "serve",
        "--port",
        str(port),
        "--no-worker",
        "--workers",
        "1",
    ]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(port: int) -> None:
    """Wait until something listens. Raises StepFailed after half a minute."""
    for _attempt in range(150):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    raise StepFailed("the server does not answer")


@contextlib.contextmanager
def opened(browser: Browser, base: str, session: str, language: str, size: str, theme: str) -> Iterator[Page]:
    """A page of a browser that speaks `language` and is signed in by `session`."""
    width, height = SIZES[size]
    context = browser.new_context(
        locale="zh-CN" if language == "zh-Hans" else language,
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    if session:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base}])
    try:
        yield context.new_page()
    finally:
        context.close()


def explore(session: Client, known: set[tuple[str, bool]]) -> list[Visit]:
    """One visit for each kind of page that this session reaches and that is not `known` yet."""
    return [
        Visit(name_of(answer), answer.url, session_of(session))
        for answer in crawl(session, known)
        if answer.text and answer.status == HTTPStatus.OK
    ]


def name_of(answer: Answer) -> str:
    """A file name for the kind of page."""
    return answer.kind.replace(":", "-") + ("-asked" if "?" in answer.url else "")


def errors() -> list[Visit]:
    """The page for an address that is none."""
    return [Visit("not-found", "/nothing/", "")]


def take(browser: Browser, base: str, visits: Sequence[Visit], *, full: bool) -> int:
    """Take every picture and return how many; one window for each language, size, theme and person."""
    looks = list(product(LANGUAGES, SIZES, THEMES))
    in_order = sorted(visits, key=lambda visit: visit.session)
    for language, size, theme in track(looks, description="pictures"):
        for session, pages in groupby(in_order, key=lambda visit: visit.session):
            with opened(browser, base, session, language, size, theme) as page:
                for visit in pages:
                    target = TARGET / language / f"{size}-{theme}" / f"{visit.name}.png"
                    picture(page, base + visit.path, target, full=full)
    return len(looks) * len(visits)


def picture(page: Page, url: str, target: Path, *, full: bool) -> None:
    """Open a page and take it once its charts have drawn themselves."""
    page.goto(url, wait_until="load")
    page.wait_for_timeout(400 if page.locator("[data-chart]").count() else 20)
    page.screenshot(path=target, full_page=full)


def find(only: str) -> list[Visit]:
    """Every kind of page that a visitor or any role reaches by links. Raises StepFailed when there is none."""
    known: set[tuple[str, bool]] = {(name, asked) for name in SKIPPED for asked in (True, False)}
    visits = [*explore(signed_in(None), set(known)), *errors()]
    for user in track(dict.fromkeys(logins().values()), description="finding pages"):
        visits += explore(signed_in(user), known)
    first = {visit.name: visit for visit in reversed(visits)}
    chosen = [visit for visit in first.values() if only in visit.name]
    if not chosen:
        raise StepFailed("no such page")
    return chosen


def main() -> int:
    """Demo group, server, pages, pictures."""
    parser = argparse.ArgumentParser(description="Picture every page.")
    parser.add_argument("--scale", default="0.1", help="size of the demo group")
    parser.add_argument("--only", default="", help="pages whose name contains this")
    parser.add_argument("--full", action="store_true", help="the page in its full length")
    options = parser.parse_args()
    if not chromium():
        raise StepFailed("no Chromium on the PATH; install it or set FORECOURT_CHROMIUM")
    with tempfile.TemporaryDirectory(prefix="forecourt-pictures-") as folder:
        prepare(folder, options.scale)
        visits = find(options.only)
        with served() as base, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            count = take(browser, base, visits, full=options.full)
            browser.close()
    say(
        f"{count} pictures in {TARGET.relative_to(Path.cwd()) if TARGET.is_relative_to(Path.cwd()) else TARGET}"
    )
    return 0


if __name__ == "__main__":
    exit_with(main)
