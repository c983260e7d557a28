"""The pages of one's own tokens."""

import re

import pytest
from django.test import Client

from forecourt.api.models import ApiToken
from forecourt.apps.organization.tests.factories import person
from tests.calling import Program, login, program_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return person("sales_consultant")


@pytest.fixture
def browser(anna):
    login(anna).language = "en"
    login(anna).save(update_fields=["language"])
    client = Client()
    client.force_login(login(anna))
    return client


def issue(browser, **changes):
    asked = {"name": "Website", "days": "30", "scopes": ["customers.lead.view"]} | changes
    return browser.post("/me/tokens/add/", asked)


def test_a_token_is_shown_once_and_works(browser):
    page = issue(browser)

    text = re.search(r"fc_\w{8}_\w{32}", page.content.decode())
    assert text is not None
    assert page["Cache-Control"] == "no-store"
    assert Program(text.group()).get("/leads/").status_code == 200
    assert text.group() not in browser.get("/me/tokens/").content.decode()
    assert "Website" in browser.get("/me/tokens/").content.decode()


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"scopes": []}, {"scopes": ["organization.role.manage"]}, {"days": "7"}]
)
def test_a_token_that_cannot_be_is_refused_beside_its_field(browser, wrong):
    assert issue(browser, **wrong).status_code == 422
    assert not ApiToken.objects.exists()


def test_a_token_is_revoked_after_a_question(browser, anna):
    program = program_of(anna)
    address = f"/me/tokens/{ApiToken.objects.get().pk}/revoke/"

    assert "stop working at once" in browser.get(address).content.decode()
    assert program.get("/me/").status_code == 200
    assert browser.post(address)["Location"] == "/me/tokens/"
    assert program.get("/me/").status_code == 401


def test_the_token_of_another_is_not_found(browser):
    program_of(person("store_manager"))
    address = f"/me/tokens/{ApiToken.objects.get().pk}/revoke/"

    assert [browser.get(address).status_code, browser.post(address).status_code] == [404, 404]
    assert ApiToken.objects.get().revoked_at is None


def test_the_reference_names_every_operation_and_the_document_is_public(browser):
    document = Client().get("/api/v1/openapi.json").json()
    page = browser.get("/api/v1/docs/").content.decode()

    names = [each["operationId"] for methods in document["paths"].values() for each in methods.values()]
    assert document["openapi"].startswith("3.1")
    assert [name for name in names if f'id="{name}"' not in page] == []
    assert "http" not in re.sub(
        r'"http://(localhost|testserver)[^"]*"', "", " ".join(re.findall(r'src="[^"]*"', page))
    )
