"""Every page that any role of a demo group reaches by links: opened, read, measured and judged by axe."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from http import HTTPStatus
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import trans_real

from forecourt.apps.organization.models import User
from scripts.crawl import Answer, crawl, logins, signed_in
from tests.browser.conftest import SIZES
from tests.demo_group import build_demo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# They end the visit, or answer with a file.
LEFT_OUT = ("account_logout", "api:openapi", "imports:template-download")
GOOD = {HTTPStatus.OK, HTTPStatus.FOUND}
# Pixels: the record of a lead is this much too wide when a desk's window becomes a phone's.
ALLOWED = 4
TEXT = re.compile(r">([^<>]+)<")
UNSEEN = re.compile(r"<(script|style|template)\b.*?</\1>", re.DOTALL)
MARKERS = re.compile(r"\{[{%]|\bmsgid\b|%\(\w+\)s")


@pytest.fixture
def demo(settings, _with_migrated_rows):
    build_demo()
    User.objects.update(language="", theme="auto")


def left_out() -> set[tuple[str, bool]]:
    return set(product(LEFT_OUT, (True, False)))


@cache
def source_words() -> frozenset[str]:
    """The English words of the interface that have a Chinese form of their own."""
    catalogue = trans_real.translation("zh-hans")._catalog  # type: ignore[attr-defined]
    chinese = re.compile(r"[\u4e00-\u9fff]")
    whole = {
        key: catalogue.get(key) for key in list(catalogue.keys()) if isinstance(key, str) and len(key) > 2
    }
    return frozenset(key for key, text in whole.items() if text and chinese.search(text) and "%" not in key)


def untranslated(text: str) -> Iterator[str]:
    """What a Chinese page says in English, and what no page should say at all."""
    for found in TEXT.findall(UNSEEN.sub("", text)):
        words = unescape(found).strip()
        if words in source_words() and words != "English":
            yield words
    yield from MARKERS.findall(UNSEEN.sub("", text))


def test_no_page_that_a_link_leads_to_is_missing_or_breaks(demo):
    wrong: list[Any] = []
    pages = 0
    for role, user in logins().items():
        for answer in crawl(signed_in(user, "zh-CN"), left_out()):
            pages += 1
            if answer.status not in GOOD:
                wrong.append((role, answer.url, answer.status))
            if answer.kind != "api:reference":  # it speaks English, as programs do
                wrong += [(role, answer.url, words) for words in untranslated(answer.text)]

    assert not wrong, "\n".join(map(str, wrong))
    assert pages > 200


def kinds_by_login() -> Iterator[tuple[User | None, list[Answer]]]:
    """Each kind of page once, with the first login that reaches it; those of a visitor first."""
    yield None, [answer for answer in crawl(signed_in(None), left_out()) if answer.text]
    known = left_out()
    for user in dict.fromkeys(logins().values()):
        found = [answer for answer in crawl(signed_in(user), known) if answer.text and "?" not in answer.url]
        yield user, found  # type: ignore[misc]  # logins() knows no model


def too_wide(page: Any, url: str, size: str) -> list[Any]:
    """How far the page reaches beyond the window."""
    page.set_viewport_size(SIZES[size])
    pixels = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [(url, size, f"{pixels} px too wide")] if pixels > ALLOWED else []


def judged(page: Any, url: str, look: str) -> list[Any]:
    """What axe calls serious or critical."""
    found = Axe().run(page).response["violations"]
    return [
        (url, look, each["id"], each["nodes"][0]["html"][:200])
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]


def walk(enter: Any, user: User | None, answers: list[Answer], *, size: str, theme: str) -> list[Any]:
    """What is wrong with pages for a Chinese eye in one size and theme."""
    page = enter(user, "/offline/", locale="zh-CN", bypass_csp=True, size=size, theme=theme)
    wrong = []
    for answer in answers:
        page.goto(answer.url)
        wrong += [*too_wide(page, answer.url, size), *judged(page, answer.url, f"{size} {theme}")]
    page.context.close()
    return wrong


def read(enter: Any, user: User | None, answers: list[Answer]) -> list[Any]:
    """What breaks for an English eye, under the policy, in the window of a desk and then of a phone."""
    page = enter(user, "/offline/", locale="en")
    wrong = []
    for answer in answers:
        page.goto(answer.url)
        wrong += [*too_wide(page, answer.url, "desk"), *too_wide(page, answer.url, "phone")]
        wrong += [(answer.url, problem) for problem in page.problems]
        page.problems.clear()
    page.context.close()
    return wrong


def test_every_kind_of_page_fits_keeps_the_policy_and_is_accessible(demo, enter):
    wrong = []
    for user, answers in kinds_by_login():
        wrong += walk(enter, user, answers, size="phone", theme="light")
        wrong += walk(enter, user, answers, size="desk", theme="dark")
        wrong += read(enter, user, answers)

    assert not wrong, "\n".join(map(str, wrong))
