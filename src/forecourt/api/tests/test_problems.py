"""Whatever is refused under /api/ is a problem, in the reader's language."""

import pytest
from django.test import Client

from forecourt.api import callers, problems
from forecourt.apps.organization.tests.factories import person
from tests.calling import program_of

pytestmark = pytest.mark.django_db


def assert_problem(response, status, code):
    assert response.status_code == status
    assert response["Content-Type"] == problems.CONTENT_TYPE
    problem = response.json()
    assert {"type", "title", "status", "detail", "code", "instance"} <= problem.keys()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"] == f"urn:forecourt:problem:{code}"
    return problem


def test_no_token_and_no_session():
    problem = assert_problem(
        Client().get("/api/v1/me/", headers={"Accept-Language": "en"}), 401, "not_signed_in"
    )

    assert problem["detail"] == "Send a valid API token, or sign in."
    assert problem["instance"] == "/api/v1/me/"


def test_the_reader_s_language():
    problem = Client().get("/api/v1/me/", headers={"Accept-Language": "zh-Hans"}).json()

    assert problem["title"] == "未登录"


@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/api/v2/", "/api/", "/api/v1/"])
def test_an_address_that_is_none(path):
    assert_problem(Client().get(path), 404, "not_found")


def test_a_method_that_is_none():
    response = program_of(person("sales_consultant")).post("/me/")

    assert_problem(response, 405, "method_not_allowed")
    assert response["Allow"] == "GET"


def test_a_host_that_is_not_ours():
    assert_problem(Client().get("/api/v1/me/", headers={"Host": "elsewhere.example"}), 400, "unreadable")


def test_a_bug_is_told_without_its_words(monkeypatch):
    def broken(request):
        raise RuntimeError("secret words")

    monkeypatch.setattr(callers, "find_token", broken, raising=False)
    monkeypatch.setattr("forecourt.api.selectors.find_token", broken)
    response = program_like("fc_a_b")

    assert_problem(response, 500, "internal")
    assert "secret" not in response.content.decode()


def program_like(text):
    return Client().get("/api/v1/me/", headers={"Authorization": f"Bearer {text}"})


def test_pages_keep_their_own_refusals():
    assert "text/html" in Client().get("/nothing/")["Content-Type"]
