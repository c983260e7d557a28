"""The frame of every page in a browser: search, menus, theme, keyboard, offline, and nothing serious for axe."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from forecourt.apps.organization.tests.factories import UserFactory, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/me/", "/search/?q=zz", "/nothing/", "/offline/")


@pytest.fixture
def olaf():
    return UserFactory(username="olaf", display_name="Olaf", language="en")


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_accessible_and_keep_to_the_policy(enter, assert_accessible, olaf, size, theme):
    page = enter(olaf, "/me/", size=size, theme=theme, bypass_csp=True)
    for url in PAGES:
        page.goto(url)
        expect(page.locator("html")).to_have_attribute("data-bs-theme", theme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert_accessible(page)


def test_nothing_breaks_the_policy(enter, olaf):
    page = enter(olaf, "/me/")
    for url in PAGES:
        page.goto(url)
        page.wait_for_load_state("networkidle")
    assert page.problems == []


def test_the_search_box_answers_while_one_types(enter, olaf):
    page = enter(olaf, "/me/")
    page.keyboard.press("Control+k")
    page.keyboard.type("zebra")
    expect(page.locator("#search-hits")).to_contain_text("Nothing of yours matches “zebra”.")
    page.keyboard.press("Escape")
    expect(page.locator("#search-hits")).to_be_empty()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=zebra$"))


def test_the_menu_of_the_person_opens_and_closes(enter, olaf):
    page = enter(olaf, "/me/")
    sign_out = page.locator(".app-person").get_by_text("Sign out")
    page.locator(".app-person > summary").click()
    expect(sign_out).to_be_visible()
    page.keyboard.press("Escape")
    expect(sign_out).to_be_hidden()


def test_help_opens_by_a_question_mark_but_not_while_typing(enter, olaf):
    page = enter(olaf, "/me/")
    page.locator("#global-search").press("?")
    expect(page.locator("#help-dialog")).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#help-dialog")).to_be_visible()


def test_the_theme_changes_at_once_and_stays(enter, olaf):
    page = enter(olaf, "/me/")
    page.locator("main").get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.goto("/search/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_everything_works_without_scripts(enter, olaf):
    page = enter(olaf, "/me/", java_script_enabled=False)
    page.locator(".app-person > summary").click()
    page.locator(".app-person").get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    page.locator("#global-search").fill("zebra")
    page.locator("#global-search").press("Enter")
    expect(page.locator("main")).to_contain_text("zebra")


def test_a_phone_has_the_bar_below_with_big_targets(enter):
    manager = person("store_manager").user
    page = enter(manager, reverse("me"), size="phone")
    for link in page.locator(".app-bottom a").all():
        box = link.bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 44


def test_without_a_network_the_offline_page_stands_and_sign_out_forgets(enter, olaf):
    page = enter(olaf, "/me/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.evaluate("caches.open('forecourt-pages').then(c => c.put('/today/', new Response('secret')))")
    page.context.set_offline(True)
    page.goto("/me/")
    expect(page.locator("h1")).to_have_text(re.compile("No network|没有网络"))
    page.context.set_offline(False)
    page.goto("/me/")
    page.locator("main").get_by_text("Sign out").click()
    page.wait_for_url(lambda url: not url.endswith("/me/"))
    page.wait_for_function("caches.has('forecourt-pages').then(kept => !kept)")
