"""Signing in: who gets in, what a stranger learns, and what takes effect at the next request."""

import re
from http import HTTPStatus
from unittest.mock import patch

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from forecourt.apps.organization import services
from forecourt.apps.organization.models import RoleGrant, User
from forecourt.apps.organization.tests.factories import actor_with, login_of, person
from forecourt.core.actor import Actor

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse 9"


@pytest.fixture
def anna() -> User:
    user = login_of(person("system_administrator", level="group"))
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture(autouse=True)
def _no_throttle_left():
    from django.core.cache import cache

    cache.clear()


def sign_in(client: Client, username: str, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"value=\"[^\"]*\"", "", response.content.decode()))


def test_a_right_password_leads_in(client, anna):
    assert sign_in(client, anna.username.upper()).status_code == HTTPStatus.FOUND
    assert client.get("/me/").status_code == HTTPStatus.OK


def test_wrong_password_unknown_name_and_closed_login_read_the_same(client, anna):
    wrong = sign_in(client, anna.username, "wrong horse 9")
    unknown = sign_in(client, "nobody")
    User.objects.filter(pk=anna.pk).update(is_active=False)
    closed = sign_in(client, anna.username)

    pages = {
        text_of(page).replace(anna.username, "").replace("nobody", "") for page in (wrong, unknown, closed)
    }
    pages = {re.sub(r'name="csrfmiddlewaretoken"|"X-CSRFToken": "[^"]*"', "", page) for page in pages}
    assert len(pages) == 1


def test_an_unknown_name_costs_one_hash_like_a_wrong_password(client, anna):
    target = "django.contrib.auth.hashers.MD5PasswordHasher.encode"
    counts = []
    for name in (anna.username, "nobody"):
        with patch(target, return_value="md5$x$x") as encode:
            sign_in(client, name, "wrong horse 9")
        counts.append(encode.call_count)

    assert counts == [1, 1]


def test_after_five_wrong_passwords_even_the_right_one_waits(client, anna):
    for _ in range(5):
        sign_in(client, anna.username, "wrong horse 9")

    assert sign_in(client, anna.username).status_code == HTTPStatus.OK
    assert "_auth_user_id" not in client.session


def test_a_flood_of_tries_gets_a_page_that_says_wait(client):
    answers = [sign_in(client, f"name{at}") for at in range(61)]

    assert answers[-1].status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert b"429" not in answers[-1].content[:50]


def test_a_one_time_password_leads_to_nothing_but_a_new_one(client, anna):
    opened = services.reset_password(actor=Actor.system(), user_id=anna.pk)
    sign_in(client, anna.username, opened.one_time_password)
    assert client.get("/me/").headers["Location"] == reverse("account_change_password")

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": opened.one_time_password, "password1": PASSWORD, "password2": PASSWORD},
    )

    assert answer.status_code == HTTPStatus.FOUND
    assert client.get("/me/").status_code == HTTPStatus.OK
    assert User.objects.get(pk=anna.pk).check_password(PASSWORD)


def test_a_closed_login_is_out_at_its_next_request(client, anna):
    person("system_administrator", level="group")
    sign_in(client, anna.username)

    services.close_login(actor=Actor.system(), user_id=anna.pk)

    assert client.get("/me/").headers["Location"].startswith(reverse("account_login"))


def test_a_withdrawn_role_is_gone_at_the_next_request(client, anna):
    person("system_administrator", level="group")
    sign_in(client, anna.username)
    assert client.get("/settings/roles/").status_code == HTTPStatus.OK

    services.withdraw_role(actor=Actor.system(), grant_id=RoleGrant.objects.get(user=anna).pk)

    assert client.get("/settings/roles/").status_code == HTTPStatus.FORBIDDEN


def test_a_reset_ends_every_session(client, anna):
    sign_in(client, anna.username)

    services.reset_password(actor=Actor.system(), user_id=anna.pk)

    assert client.get("/me/").status_code == HTTPStatus.FOUND


def test_a_person_signs_one_of_his_own_devices_out(client, anna):
    phone = Client()
    sign_in(phone, anna.username)
    sign_in(client, anna.username)
    client.get(reverse("usersessions_list"))
    phone_session = UserSession.objects.exclude(session_key=client.session.session_key).get()

    client.post(reverse("organization:session-end", args=[phone_session.pk]))

    assert phone.get("/me/").status_code == HTTPStatus.FOUND
    assert client.get("/me/").status_code == HTTPStatus.OK


def test_nobody_ends_the_session_of_another(client, anna):
    sign_in(client, anna.username)
    session = UserSession.objects.get()
    boris = Client()
    boris.force_login(login_of(person("cashier")))

    answer = boris.post(reverse("organization:session-end", args=[session.pk]))

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert UserSession.objects.filter(pk=session.pk).exists()


@pytest.mark.parametrize(
    "path",
    ["signup/", "email/", "confirm-email/", "password/reset/", "login/code/", "inactive/", "password/set/"],
)
def test_pages_of_e_mail_and_sign_up_do_not_exist(client, path):
    assert client.get(f"/accounts/{path}").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "name",
    ["account_change_password", "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
     "usersessions_list", "account_reauthenticate", "account_logout"],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_of_one_s_own_security_work_in_both_languages(client, anna, name, language):
    User.objects.filter(pk=anna.pk).update(language=language)
    sign_in(client, anna.username)
    if name in {"mfa_activate_totp", "mfa_add_webauthn"}:
        assert client.get(reverse(name)).headers["Location"].startswith(reverse("account_reauthenticate"))
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    answer = client.get(reverse(name))

    assert answer.status_code == HTTPStatus.OK
    page = answer.content.decode()
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*(src=|type=.application/json))|style=|onclick=", page)
    assert page.count("<h1") == 1


def test_a_request_of_a_signed_in_person_reads_session_login_and_grants(
    client, anna, django_assert_num_queries
):
    sign_in(client, anna.username)

    with django_assert_num_queries(3):
        client.get("/accounts/signup/nowhere/")


def test_actor_with_needs_no_rows():
    assert actor_with(["a.b.c"]).can("a.b.c")
