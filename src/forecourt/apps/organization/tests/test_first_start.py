"""From nothing to a store that can sell; a stranger gets nowhere."""

import io
import re
from http import HTTPStatus

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from forecourt.apps.organization.first_start import greeting, is_set_up_token, set_up_token
from forecourt.apps.organization.models import Bay, Employee, Group, Role, Store, User
from forecourt.apps.organization.selectors import actor_of, list_sellers
from forecourt.apps.organization.tests.factories import UserFactory
from forecourt.core.actor import Actor, Grant

pytestmark = pytest.mark.django_db
ADMINISTRATOR = {"name": "Chief", "username": "chief", "password": "correct horse 9"}
STORE = {
    "entity_name": "Demo Co.",
    "uscc": "",
    "code": "N1",
    "name": "North",
    "kind": "full",
    "city": "",
    "address": "",
}


def step(code: str) -> str:
    return reverse("organization:setup-step", args=[code])


def test_a_stranger_without_the_token_makes_no_administrator(client):
    assert client.get("/").headers["Location"] == "/setup/"
    assert client.get("/setup/").status_code == HTTPStatus.FORBIDDEN
    assert client.get("/setup/?token=guess").status_code == HTTPStatus.FORBIDDEN

    client.post("/setup/administrator/", ADMINISTRATOR)

    assert not User.objects.exists()


def test_the_printed_token_leads_to_a_store_that_can_sell(client):
    token = "".join(greeting()).partition("token=")[2]
    client.get(f"/setup/?token={token}")
    assert client.post("/setup/administrator/", ADMINISTRATOR).headers["Location"] == step("group")
    assert client.get("/").headers["Location"] == "/setup/"
    assert client.post(step("group"), {"name": "Demo Group"}).headers["Location"] == step("store")
    assert client.post(step("store"), STORE).headers["Location"] == step("warehouse")
    store = Store.objects.get()
    bays = {"store": store.pk, "code": "W1", "name": "Yard", "first": "A-001", "last": "A-040"}
    assert client.post(step("warehouse"), bays).headers["Location"] == step("salesperson")
    role = Role.objects.get(code="sales_consultant").pk
    person = {"store": store.pk, "number": "E1", "name": "Anna", "position": "Seller", "username": "anna",
              "role": role}  # fmt: skip
    answer = client.post(step("salesperson"), person).content.decode()

    assert Group.objects.get().name == "Demo Group"
    assert Bay.objects.count() == 40
    assert [employee.name for employee in list_sellers(Actor.system(), store.pk)] == ["Anna"]
    password = re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", answer)
    assert password
    assert User.objects.get(username="anna").check_password(password[0])
    assert client.get("/setup/").headers["Location"] == "/"


def test_a_refused_step_keeps_what_was_typed_and_makes_nothing(client):
    client.get(f"/setup/?token={set_up_token()}")
    client.post("/setup/administrator/", ADMINISTRATOR)

    answer = client.post(step("store"), STORE | {"uscc": "123"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="North"' in answer.content.decode()
    assert not Store.objects.exists()


def test_the_set_up_goes_on_where_it_stopped_and_steps_can_be_left_out(client):
    client.get(f"/setup/?token={set_up_token()}")
    client.post("/setup/administrator/", ADMINISTRATOR)
    client.post(step("group"), {"name": "Demo Group"})

    assert client.get("/setup/").headers["Location"] == step("store")
    assert step("warehouse") in client.get(step("store")).content.decode()
    assert client.get(step("nonsense")).status_code == HTTPStatus.NOT_FOUND


def test_the_token_opens_nothing_once_there_is_a_login(client):
    token = set_up_token()
    assert is_set_up_token(token)
    UserFactory()

    assert not is_set_up_token(token)
    assert not list(greeting())
    assert client.get(f"/setup/?token={token}").headers["Location"] == reverse("account_login")
    client.post("/setup/administrator/", ADMINISTRATOR)
    assert User.objects.count() == 1


def test_a_salesperson_sees_no_step_of_the_set_up(client):
    user = UserFactory()
    client.force_login(user)

    assert client.get(step("group")).status_code == HTTPStatus.FORBIDDEN
    assert not Employee.objects.exists()


def test_createadmin_prints_the_password_it_made_once():
    out = io.StringIO()

    call_command("createadmin", username="root1", generate=True, stdout=out)

    user = User.objects.get()
    assert user.check_password(out.getvalue().split()[-1])
    assert actor_of(user).grant("organization.role.manage") == Grant(everywhere=True, own=True)
    with pytest.raises(CommandError):
        call_command("createadmin", username="ROOT1", generate=True, stdout=out)
