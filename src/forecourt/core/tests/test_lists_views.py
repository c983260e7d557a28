"""Saved views: kept, opened, shared by permission, opened first."""

import pytest
from django.db import IntegrityError, transaction

from forecourt.apps.organization.models import RoleGrant
from forecourt.apps.organization.selectors import actor_of
from forecourt.apps.organization.tests.factories import StoreFactory, person
from forecourt.core.errors import Invalid, NotAllowed, NotFound
from forecourt.core.models import AuditEntry, ListPreference, SavedView
from forecourt.core.tests.trial_lists import TRIAL, people
from forecourt.core.ui.lists.saved import delete_view, list_views, may_share, save_view, set_preference

pytestmark = [pytest.mark.django_db, pytest.mark.urls("forecourt.core.tests.trial_urls")]
CODE = TRIAL.code


def acts(employee):
    return actor_of(employee.user)


def kept(actor, name="Mine", params="f.position=Seller", shared="own"):
    return save_view(actor=actor, list_code=CODE, name=name, params=params, shared=shared)


def test_a_view_keeps_what_the_list_shows_and_opens_with_it(client):
    store = StoreFactory()
    people(1, store, name="Seller", position="Seller")
    people(1, store, name="Cleaner", position="Cleaner")
    client.force_login(person("store_manager", store, name="Boss").user)

    saved = client.post(
        "/trial/?f.position=Cleaner&sort=-number&after=x", {"keep": "save", "name": " My  view "}
    )

    view = SavedView.objects.get()
    assert (view.name, view.params) == ("My view", "f.position=Cleaner&sort=-number")
    assert saved["Location"] == f"/trial/?view={view.pk}"
    opened = client.get(saved["Location"]).context["list"]
    assert [row.name for row in opened["rows"]] == ["Cleaner"]
    assert AuditEntry.objects.get(action="core.view.saved").object_id == view.pk


def test_a_choice_in_the_url_goes_before_the_view(client):
    store = StoreFactory()
    boss = person("store_manager", store, name="Boss", position="Boss")
    people(1, store, name="Seller", position="Seller")
    client.force_login(boss.user)
    view = kept(acts(boss), params="f.position=Cleaner")

    changed = client.get(f"/trial/?view={view.pk}&f.position=Seller")

    assert [row.name for row in changed.context["list"]["rows"]] == ["Seller"]
    assert changed.context["views"]["is_changed"]


def test_the_first_view_opens_by_itself_and_can_be_left(client):
    store = StoreFactory()
    boss = person("store_manager", store, name="Boss", position="Boss")
    people(1, store, name="Seller", position="Seller")
    client.force_login(boss.user)
    view = kept(acts(boss))

    client.post(f"/trial/?view={view.pk}", {"keep": "first", "view": view.pk})

    first = client.get("/trial/").context["list"]
    assert [row.name for row in first["rows"]] == ["Seller"]
    assert first["clear"] == "?view=0"
    assert len(client.get("/trial/?view=0").context["list"]["rows"]) == 2
    client.post("/trial/", {"keep": "none_first"})
    assert len(client.get("/trial/").context["list"]["rows"]) == 2


def test_a_name_is_kept_once_and_replaced():
    anna = acts(person("sales_consultant"))

    first, second = kept(anna), kept(anna, params="q=x")

    assert (first.pk, SavedView.objects.get().params) == (second.pk, "q=x")


def test_own_views_are_seen_by_nobody_else_and_shared_ones_by_the_store():
    store = StoreFactory()
    manager, colleague = acts(person("store_manager", store)), acts(person("sales_consultant", store))
    stranger = acts(person("sales_consultant"))
    mine, ours = kept(manager), kept(manager, name="Ours", shared="store")

    assert list_views(manager, CODE) == [mine, ours]
    assert list_views(colleague, CODE) == [ours]
    assert list_views(stranger, CODE) == []


def test_sharing_needs_the_permission_at_that_level():
    consultant, manager = acts(person("sales_consultant")), acts(person("store_manager"))
    head = acts(person("group_executive", level="group"))

    with pytest.raises(NotAllowed):
        kept(consultant, shared="store")
    with pytest.raises(NotAllowed):
        kept(manager, shared="everyone")

    assert not SavedView.objects.exists()
    assert may_share(head, "everyone")
    assert list_views(consultant, CODE) == []
    everyones = kept(head, shared="everyone")
    assert list_views(consultant, CODE) == [everyones]


def test_a_view_is_deleted_by_its_owner_alone(client):
    store = StoreFactory()
    manager, colleague = acts(person("store_manager", store)), acts(person("sales_consultant", store))
    view = kept(manager, shared="store")
    set_preference(actor=colleague, list_code=CODE, view_id=view.pk)

    with pytest.raises(NotFound):
        delete_view(actor=colleague, list_code=CODE, view_id=view.pk)
    assert SavedView.objects.count() == 1

    delete_view(actor=manager, list_code=CODE, view_id=view.pk)
    assert not SavedView.objects.exists()
    assert ListPreference.objects.get().default_view is None


@pytest.mark.parametrize(("name", "shared"), [(" ", "own"), ("A", "all")])
def test_a_view_without_a_name_or_for_nobody_known_is_refused(name, shared):
    with pytest.raises(Invalid):
        kept(acts(person("store_manager")), name=name, shared=shared)

    assert not SavedView.objects.exists()


@pytest.mark.parametrize("view", ["", "x", "9" * 40, "999999", "-1", "١"])
def test_an_unknown_view_breaks_nothing(client, view):
    client.force_login(person("store_manager").user)

    assert client.get("/trial/", {"view": view}).status_code == 200
    for deed in ("first", "delete", "save", "density", "other"):
        assert client.post("/trial/", {"keep": deed, "view": view, "density": view}).status_code == 302
    assert not SavedView.objects.exists()


def test_rows_are_dense_for_who_wants_them_so(client):
    client.force_login(person("store_manager").user)

    client.post("/trial/", {"keep": "density", "density": "dense"})

    assert b"list-dense" in client.get("/trial/").content


def test_the_database_refuses_a_stores_view_without_a_store():
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(list_code=CODE, name="x", owner_id=1, shared="store")


def test_views_of_someone_without_any_role_are_not_read():
    employee = person("store_manager")
    RoleGrant.objects.filter(user=employee.user).delete()

    assert list_views(acts(employee), "other") == []
