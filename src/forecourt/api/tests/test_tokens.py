"""Tokens: issued within one's own rights, shown once, narrowed, ended."""

from datetime import timedelta

import pytest
from django.test import Client

from forecourt.api.models import ApiToken
from forecourt.api.selectors import find_token
from forecourt.api.services import issue_token, revoke_token
from forecourt.apps.organization.models import RoleGrant, User
from forecourt.apps.organization.selectors import actor_of
from forecourt.apps.organization.tests.factories import StoreFactory, person
from forecourt.core import clock
from forecourt.core.errors import Invalid, NotFound
from forecourt.core.models import AuditEntry
from tests.calling import Program, login, program_of

pytestmark = pytest.mark.django_db
ME = "/me/"


def test_a_token_acts_as_its_login():
    anna = person("sales_consultant")

    me = program_of(anna).get(ME)

    assert me.status_code == 200
    assert me.json()["employee_id"] == anna.pk
    assert me.json()["store_id"] == anna.store_id


def test_issuing_is_audited_and_keeps_no_secret():
    anna = person("sales_consultant")

    issued = issue_token(
        actor=actor_of(login(anna)), name=" Website ", scopes={"organization.store.view"}, expires_at=None
    )

    entry = AuditEntry.objects.get(action="api.token.issued")
    assert entry.changes == {"scopes": ["organization.store.view"], "expires_at": None}
    assert issued.text.startswith(f"fc_{issued.token.prefix}_")
    assert issued.text not in str(ApiToken.objects.values())
    assert issued.token.name == "Website"


def test_scopes_narrow_what_a_token_may():
    me = program_of(person("store_manager"), "organization.store.view").get(ME).json()

    assert list(me["permissions"]) == ["organization.store.view"]


def test_a_token_loses_what_its_login_loses():
    anna = person("store_manager")
    program = program_of(anna, "organization.store.view")
    RoleGrant.objects.filter(user=anna.user).update(ends_on="2024-01-02")

    assert program.get(ME).json()["permissions"] == {}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"scopes": ["organization.role.manage"]}, "scopes"),
        ({"scopes": []}, "scopes"),
        ({"name": "  "}, "name"),
        ({"expires_at": clock.now() - timedelta(minutes=1)}, "expires_at"),
    ],
)
def test_a_token_beyond_ones_rights_or_without_sense_is_refused(change, field):
    actor = actor_of(login(person("sales_consultant")))
    options = {"name": "Website", "scopes": ["organization.store.view"], "expires_at": None} | change

    with pytest.raises(Invalid) as refused:
        issue_token(actor=actor, **options)

    assert refused.value.field == field
    assert not ApiToken.objects.exists()


def test_an_expired_token_is_refused():
    program = program_of(person("sales_consultant"), expires_at=clock.now() + timedelta(minutes=1))
    ApiToken.objects.update(expires_at=clock.now() - timedelta(seconds=1))

    assert program.get(ME).status_code == 401


def test_a_revoked_token_is_refused_and_stays_revoked():
    anna = person("sales_consultant")
    program = program_of(anna)
    token = ApiToken.objects.get()

    first = revoke_token(actor=actor_of(login(anna)), token_id=token.pk).revoked_at
    again = revoke_token(actor=actor_of(login(anna)), token_id=token.pk).revoked_at

    assert program.get(ME).status_code == 401
    assert first == again
    assert AuditEntry.objects.filter(action="api.token.revoked").count() == 1


def test_nobody_ends_the_token_of_another():
    program_of(person("sales_consultant"))
    boris = person("store_manager")

    with pytest.raises(NotFound):
        revoke_token(actor=actor_of(login(boris)), token_id=ApiToken.objects.get().pk)

    assert ApiToken.objects.get().revoked_at is None


def test_a_closed_login_closes_its_tokens():
    anna = person("sales_consultant")
    program = program_of(anna)
    User.objects.filter(pk=login(anna).pk).update(is_active=False)

    assert program.get(ME).status_code == 401


@pytest.mark.parametrize(
    "text", ["", "fc_", "fc_a_b", "Bearer", "fc_\x00_x", "fc_好_x", "a" * 5000, "fc_a_b_c"]
)
def test_what_is_no_token_is_refused(text):
    response = Program(text).get(ME)

    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")


def test_a_guessed_secret_with_a_known_prefix_is_refused():
    text = program_of(person("sales_consultant")).text

    assert find_token(text) is not None
    assert find_token(text[:-1] + ("A" if text[-1] != "A" else "B")) is None


def test_a_bad_token_is_not_saved_by_a_session():
    anna = person("sales_consultant")
    browser = Client()
    browser.force_login(login(anna))

    assert browser.get("/api/v1/me/", headers={"Authorization": "Bearer fc_a_b"}).status_code == 401


def test_the_last_use_is_written_once_a_minute():
    program = program_of(person("sales_consultant"))

    program.get(ME)
    first = ApiToken.objects.get().last_used_at
    program.get(ME)

    assert first is not None
    assert ApiToken.objects.get().last_used_at == first


def test_signing_in_costs_two_queries(django_assert_num_queries, settings):
    program = program_of(person("sales_consultant"))
    program.get(ME)

    with django_assert_num_queries(2):
        program.get(ME)


def test_a_browser_reads_with_its_session_and_writes_with_the_csrf_token():
    anna = person("sales_consultant", StoreFactory())
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(login(anna))

    assert browser.get("/api/v1/me/").json()["employee_id"] == anna.pk
    assert Client().get("/api/v1/me/").status_code == 401
