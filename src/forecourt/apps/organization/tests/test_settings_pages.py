"""The settings pages: what they show, save and refuse."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from forecourt.apps.organization.models import Bay, Employee, Group, Role, RoleGrant, Store
from forecourt.apps.organization.tests.factories import (
    BayFactory,
    StoreFactory,
    WarehouseFactory,
    login_of,
    person,
)

pytestmark = pytest.mark.django_db


def at(name: str, *args: int) -> str:
    return reverse(f"organization:{name}", args=args)


@pytest.fixture
def store() -> Store:
    Group.objects.create(pk=1, name="Demo Group")
    return StoreFactory(name="North")


@pytest.fixture
def chief(client, store):
    client.force_login(login_of(person("system_administrator", store, level="group")))
    return client


def test_every_settings_page_opens(chief, store):
    bay = BayFactory(warehouse__store=store)
    employee = person("cashier", store)
    role = Role.objects.get(code="cashier")
    services_of_store = ("store-detail", "store-edit", "store-hours", "department-add")
    pages = [at(name) for name in ("group-detail", "group-edit", "store-list", "store-add", "warehouse-list",
             "warehouse-add", "role-list", "role-add", "employee-list", "employee-add", "region-add")]  # fmt: skip
    pages += [at(name, store.pk) for name in services_of_store]
    pages += [
        at(name, bay.warehouse_id) for name in ("warehouse-detail", "warehouse-edit", "zone-add", "bay-add")
    ]
    pages += [at("bay-edit", bay.pk), at("role-detail", role.pk), at("role-edit", role.pk)]
    pages += [
        at(name, employee.pk) for name in ("employee-detail", "employee-edit", "employee-leave", "grant-add")
    ]

    assert {page: chief.get(page).status_code for page in pages} == dict.fromkeys(pages, HTTPStatus.OK)


def test_a_stale_form_says_so_and_keeps_what_was_typed(chief, store):
    Store.objects.filter(pk=store.pk).update(version=2)
    form = {"code": store.code, "name": "Lost", "kind": "full", "legal_entity": store.legal_entity_id,
            "time_zone": "Asia/Shanghai", "geofence_m": 300, "version": 1}  # fmt: skip

    answer = chief.post(at("store-edit", store.pk), form)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="Lost"' in answer.content.decode()
    assert Store.objects.get(pk=store.pk).name == "North"


def test_bays_are_added_by_a_range(chief, store):
    warehouse = WarehouseFactory(store=store)

    chief.post(at("bay-add", warehouse.pk), {"first": "A-01", "last": "A-09", "capacity": 1})

    assert Bay.objects.filter(warehouse=warehouse).count() == 9


def test_a_reset_password_is_shown_once_and_not_cached(chief, store):
    employee = person("cashier", store)

    answer = chief.post(at("login-reset", employee.pk))

    assert "font-monospace" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_role_is_granted_and_withdrawn_on_the_employee_s_page(chief, store):
    employee = person("cashier", store)
    role = Role.objects.get(code="accountant")
    form = {"role": role.pk, "level": "store", "store": store.pk, "starts_on": "2026-01-01"}

    assert chief.post(at("grant-add", employee.pk), form).headers["Location"] == at(
        "employee-detail", employee.pk
    )
    grant = RoleGrant.objects.get(role=role)
    chief.post(at("grant-withdraw", grant.pk))

    assert RoleGrant.objects.get(pk=grant.pk).withdrawn_at is not None


def test_a_form_of_a_role_changes_only_what_was_chosen(chief, store):
    role = Role.objects.get(code="cashier")
    page = chief.get(at("role-edit", role.pk))
    form = {
        name: field.initial for name, field in page.context["form"].fields.items() if name.startswith("may:")
    }

    chief.post(at("role-edit", role.pk), form | {"may:organization.job.view": "-", "name": "", "version": 1})

    before = {name.removeprefix("may:"): level for name, level in form.items() if level != "-"}
    before.pop("organization.job.view")
    assert Role.objects.get(pk=role.pk).permissions == before


def test_records_of_another_store_are_not_found_and_sit_on_no_list(client, store):
    boris = person("cashier", name="Boris Elsewhere")
    anna = person("hr_officer", store)
    client.force_login(login_of(anna))

    for name in ("employee-detail", "employee-edit", "employee-leave"):
        assert client.get(at(name, boris.pk)).status_code == HTTPStatus.NOT_FOUND
    assert "Boris Elsewhere" not in client.get(at("employee-list")).content.decode()
    assert Employee.objects.get(pk=boris.pk).left_on is None


def test_a_person_who_only_sees_gets_no_button(client, store):
    client.force_login(login_of(person("sales_consultant", store)))

    page = client.get(at("store-detail", store.pk)).content.decode()

    assert at("store-edit", store.pk) not in page
