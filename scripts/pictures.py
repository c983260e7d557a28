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
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, sync_playwright
from rich.progress import track

from scripts.steps import ROOT, SETTINGS, StepFailed, exit_with, say
from scripts.test import chromium

TARGET = ROOT / "pictures"
SIZES = {"phone": (390, 844), "desk": (1440, 900)}
LANGUAGES = ["zh-Hans", "en"]
THEMES = ["light", "dark"]
# Pages that answer with a file, or that end the visit.
SKIPPED = ("logout", "export", "download", "api")


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


def sessions() -> list[str]:
    """A signed-in session for one login of each role, those with the most permissions last."""
    logins = get_user_model()._base_manager.filter(is_active=True, role_grants__isnull=False)
    by_role: dict[str, object] = {}
    for login in logins.order_by("pk").prefetch_related("role_grants__role"):
        for grant in login.role_grants.all():
            by_role.setdefault(grant.role.code, login)
    return [session_of(login) for login in dict.fromkeys(by_role.values())]


def session_of(login: object) -> str:
    """The cookie of a new session of `login`."""
    client = Client()
    client.force_login(login)  # type: ignore[arg-type]  # whichever model AUTH_USER_MODEL names
    return client.cookies[settings.SESSION_COOKIE_NAME].value


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


def explore(page: Page, base: str, session: str, known: set[str]) -> list[Visit]:
    """Follow the links from the first page; one visit for each kind of page that is not `known` yet."""
    found: list[Visit] = []
    waiting, asked = ["/"], {"/"}
    while waiting:
        path = waiting.pop(0)
        answer = page.goto(base + path)
        name = name_of(urlsplit(page.url).path)
        if answer is None or not answer.ok or not name or name in known:
            continue
        known.add(name)
        found.append(Visit(name, path, session))
        fresh = [link for link in links(page) if link not in asked and name_of(link) not in known | {""}]
        asked.update(fresh)
        waiting += fresh
    return found


def links(page: Page) -> list[str]:
    """The paths of this site that the page links to."""
    hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.pathname)")
    return [str(path) for path in dict.fromkeys(hrefs)]


def name_of(path: str) -> str:
    """A file name for the kind of page at `path`; empty for what is no page or not to be visited."""
    with contextlib.suppress(Resolver404):
        name = resolve(path).view_name.replace(":", "-")
        if not any(word in name for word in SKIPPED):
            return name
    return ""


def take(browser: Browser, base: str, visits: Sequence[Visit], *, full: bool) -> int:
    """Take every picture and return how many."""
    shots = list(product(LANGUAGES, SIZES, THEMES, visits))
    for language, size, theme, visit in track(shots, description="pictures"):
        target = TARGET / language / f"{size}-{theme}" / f"{visit.name}.png"
        with opened(browser, base, visit.session, language, size, theme) as page:
            page.goto(base + visit.path, wait_until="load")
            page.wait_for_timeout(250)  # charts draw themselves
            page.screenshot(path=target, full_page=full)
    return len(shots)


def find(browser: Browser, base: str, keys: Sequence[str], only: str) -> list[Visit]:
    """Every kind of page that a visitor or any role reaches by links. Raises StepFailed when there is none."""
    known: set[str] = set()
    visits: list[Visit] = []
    for session in track(["", *keys], description="finding pages"):
        with opened(browser, base, session, "en", "desk", "light") as page:
            visits += explore(page, base, session, known)
    chosen = [visit for visit in visits if only in visit.name]
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
        keys = sessions()
        with served() as base, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            count = take(browser, base, find(browser, base, keys, options.only), full=options.full)
            browser.close()
    say(
        f"{count} pictures in {TARGET.relative_to(Path.cwd()) if TARGET.is_relative_to(Path.cwd()) else TARGET}"
    )
    return 0


if __name__ == "__main__":
    exit_with(main)
