"""The frame of every page: menu, language, theme, search, errors, and what a strict Content-Security-Policy needs."""

import re
from pathlib import Path

import pytest
from django.test import Client

from forecourt.apps.organization.tests.factories import UserFactory, person
from scripts.limits import check_template

ROOT = Path(__file__).resolve().parent.parent
HTMX = {"hx-request": "true"}


@pytest.fixture
def olaf():
    return UserFactory(username="olaf", display_name="Olaf", language="en")


@pytest.fixture
def browser(olaf):
    client = Client(raise_request_exception=False)
    client.force_login(olaf)
    return client


def test_no_template_has_inline_script_or_style():
    pages = [path for path in (ROOT / "src").rglob("*.html") if "templates" in path.parts]
    found = [str(each) for path in pages for each in check_template(str(path), path.read_text("utf-8"))]
    assert pages
    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/me/", "/search/?q=x", "/nothing/"])
def test_the_policy_is_strict_on_every_page(browser, url):
    policy = browser.get(url)["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in f"{policy};"


@pytest.mark.django_db
def test_a_visitor_is_led_to_the_sign_in_page(client, olaf):
    for url in ("/", "/me/", "/search/"):
        assert client.get(url)["Location"].startswith("/accounts/login/?next=")


@pytest.mark.django_db
def test_a_person_without_a_role_is_told_so(browser):
    response = browser.get("/")
    assert response.status_code == 200
    assert "You hold no role yet" in response.content.decode()


@pytest.mark.django_db
def test_the_language_is_kept_on_the_login_and_in_the_browser(browser, olaf):
    response = browser.post("/preferences/", {"language": "zh-hans", "next": "/me/"})
    olaf.refresh_from_db()
    assert (response["Location"], olaf.language) == ("/me/", "zh-hans")
    assert '<html lang="zh-hans"' in browser.get("/me/").content.decode()


@pytest.mark.django_db
def test_the_theme_is_drawn_by_the_server(browser, olaf):
    browser.post("/preferences/", {"theme": "dark"})
    olaf.refresh_from_db()
    assert olaf.theme == "dark"
    assert 'data-bs-theme="dark" data-theme="dark"' in browser.get("/me/").content.decode()


@pytest.mark.django_db
def test_a_visitor_keeps_his_theme_in_a_cookie(client):
    client.post("/preferences/", {"theme": "dark"})
    assert client.cookies["theme"].value == "dark"
    assert 'data-bs-theme="dark"' in client.get("/nothing/").content.decode()


@pytest.mark.django_db
def test_unknown_preferences_and_foreign_addresses_are_passed_by(browser, olaf):
    response = browser.post(
        "/preferences/", {"language": "xx", "theme": "pink", "next": "https://elsewhere.test/"}
    )
    olaf.refresh_from_db()
    assert (response["Location"], olaf.language, olaf.theme) == ("/", "en", "auto")


@pytest.mark.django_db
def test_an_unknown_address_is_a_page_that_helps(browser):
    response = browser.get("/nothing/")
    assert response.status_code == 404
    assert "To my first page" in response.content.decode()


@pytest.mark.django_db
def test_an_old_form_is_explained(olaf):
    client = Client(enforce_csrf_checks=True)
    client.force_login(olaf)
    response = client.post("/preferences/", {"theme": "dark"})
    olaf.refresh_from_db()
    assert response.status_code == 403
    assert "open for too long" in response.content.decode()
    assert olaf.theme == "auto"


@pytest.mark.django_db
def test_search_below_the_box_is_a_fragment(browser):
    assert "<html" in browser.get("/search/?q=nothing-like-it").content.decode()
    fragment = browser.get("/search/?q=nothing-like-it", headers=HTMX).content.decode()
    assert "<html" not in fragment
    assert "nothing-like-it" in fragment


@pytest.mark.django_db
def test_every_page_has_one_heading_and_a_title(browser):
    for url in ("/", "/me/", "/search/"):
        text = browser.get(url).content.decode()
        assert len(re.findall(r"<h1\b", text)) == 1
        assert re.search(r"<title>\w[^<]* · Forecourt</title>", text)


@pytest.mark.django_db
def test_somebody_with_a_role_reaches_his_first_page(client):
    client.force_login(person("store_manager").user)
    assert client.get("/").status_code in {200, 302}
