"""Employees and logins: join, change, leave; open, reset, close."""

from datetime import date, timedelta

import pytest

from forecourt.apps.organization import errors, selectors, services
from forecourt.apps.organization.models import Employee, RoleGrant, User
from forecourt.apps.organization.selectors import actor_of
from forecourt.apps.organization.services import EmployeeFacts
from forecourt.apps.organization.tests.factories import (
    DepartmentFactory,
    EmployeeFactory,
    StoreFactory,
    UserFactory,
    acting,
    actor_with,
    login_of,
    person,
)
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.contact import PhoneInvalid
from forecourt.core.errors import Invalid, NotAllowed, NotFound, Stale
from forecourt.core.models import AuditEntry

pytestmark = pytest.mark.django_db
ADMIN = ("organization.employee.manage", "organization.login.manage", "organization.role.manage")
JOINED = date(2025, 1, 1)


@pytest.fixture
def ruler() -> Actor:
    return actor_with(ADMIN, everywhere=True)


def facts(store, **changes) -> EmployeeFacts:
    known = {
        "number": "E1",
        "name": "单小明",
        "store_id": store.pk,
        "position": "Seller",
        "joined_on": JOINED,
    }
    return EmployeeFacts(**known | changes)


def last_action() -> str:
    return AuditEntry.objects.order_by("-pk").values_list("action", flat=True)[0]


def test_an_employee_is_found_by_name_pinyin_and_mobile(ruler):
    employee = services.add_employee(actor=ruler, facts=facts(StoreFactory(), phone="138 0013 8000"))

    assert employee.phone == "+8613800138000"
    assert all(term in employee.search_text for term in ("单小明", "shanxiaoming", "sxm", "13800138000"))
    assert last_action() == "organization.employee.added"


def test_an_employee_joins_a_department_of_his_own_store_only(ruler):
    with pytest.raises(errors.DepartmentElsewhere):
        services.add_employee(actor=ruler, facts=facts(StoreFactory(), department_id=DepartmentFactory().pk))

    assert not Employee.objects.exists()


@pytest.mark.parametrize(
    ("changes", "refusal"), [({"phone": "123"}, PhoneInvalid), ({"number": "E00"}, errors.AlreadyThere)]
)
def test_an_employee_that_cannot_be_is_refused(ruler, changes, refusal):
    store = EmployeeFactory(number="E00").store

    with pytest.raises(refusal):
        services.add_employee(actor=ruler, facts=facts(store, **changes))

    assert Employee.objects.count() == 1


def test_two_people_at_work_never_share_a_mobile(ruler):
    store = EmployeeFactory(number="E00", phone="+8613800138000").store

    with pytest.raises(errors.AlreadyThere):
        services.add_employee(actor=ruler, facts=facts(store, phone="13800138000"))


def test_an_hr_officer_takes_on_nobody_for_another_store():
    anna = actor_with(ADMIN, store=StoreFactory())

    with pytest.raises(NotAllowed):
        services.add_employee(actor=anna, facts=facts(StoreFactory()))

    assert not Employee.objects.exists()


def test_a_stale_edit_of_an_employee_changes_nothing(ruler):
    employee = EmployeeFactory(name="Anna", version=3)

    with pytest.raises(Stale):
        services.change_employee(actor=ruler, employee_id=employee.pk, version=2, facts=facts(employee.store))

    assert Employee.objects.get().name == "Anna"


def test_an_employee_of_another_store_is_not_found():
    boris = EmployeeFactory()
    anna = actor_with([*ADMIN, "organization.employee.view"], store=StoreFactory())

    with pytest.raises(NotFound):
        services.change_employee(actor=anna, employee_id=boris.pk, version=1, facts=facts(boris.store))
    with pytest.raises(NotFound):
        services.open_login(actor=anna, employee_id=boris.pk, username="boris")
    with pytest.raises(NotFound):
        services.close_login(actor=anna, user_id=login_of(boris).pk)
    with pytest.raises(NotFound):
        selectors.get_employee(anna, boris.pk)


def test_leaving_closes_the_login_and_every_role_at_once(ruler):
    employee = person("sales_consultant")

    services.leave_employee(actor=ruler, employee_id=employee.pk, version=1, on=clock.today())

    employee.refresh_from_db()
    assert employee.left_on == clock.today()
    assert not User.objects.get(pk=login_of(employee).pk).is_active
    assert not RoleGrant.objects.filter(withdrawn_at=None).exists()
    assert actor_of(User.objects.get(pk=login_of(employee).pk)).grants == {}
    actions = list(AuditEntry.objects.values_list("action", flat=True).order_by("pk"))
    assert actions == ["organization.login.closed", "organization.employee.left"]


@pytest.mark.parametrize("days", [1, -100_000 // 30])
def test_nobody_leaves_in_the_future_or_before_he_joined(ruler, days):
    employee = person("sales_consultant")

    with pytest.raises(errors.LeavingDateInvalid):
        services.leave_employee(
            actor=ruler, employee_id=employee.pk, version=1, on=clock.today() + timedelta(days=days)
        )

    assert User.objects.get(pk=login_of(employee).pk).is_active


def test_somebody_who_left_is_not_changed_and_gets_no_login(ruler):
    employee = EmployeeFactory(left_on=date(2026, 1, 1), user=None)

    with pytest.raises(errors.EmployeeHasLeft):
        services.change_employee(actor=ruler, employee_id=employee.pk, version=1, facts=facts(employee.store))
    with pytest.raises(errors.EmployeeHasLeft):
        services.open_login(actor=ruler, employee_id=employee.pk, username="gone")
    with pytest.raises(errors.EmployeeHasLeft):
        services.leave_employee(actor=ruler, employee_id=employee.pk, version=1, on=clock.today())


def test_a_login_opens_with_a_password_that_must_be_changed_and_is_kept_nowhere(ruler):
    employee = EmployeeFactory(user=None)

    opened = services.open_login(actor=ruler, employee_id=employee.pk, username="anna")

    employee.refresh_from_db()
    assert employee.user_id == opened.user.pk
    assert opened.user.must_change_password
    assert opened.user.check_password(opened.one_time_password)
    assert len(opened.one_time_password) == 14
    assert opened.one_time_password not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize("username", ["Anna", "", "with space", "x" * 151])
def test_a_login_name_is_unique_in_any_case_and_well_formed(ruler, username):
    UserFactory(username="anna")
    employee = EmployeeFactory(user=None)

    with pytest.raises((errors.UsernameTaken, Invalid)) as refused:
        services.open_login(actor=ruler, employee_id=employee.pk, username=username)

    assert refused.value.field == "username"
    assert User.objects.count() == 1


def test_an_employee_has_one_login(ruler):
    employee = EmployeeFactory()

    with pytest.raises(errors.LoginExists):
        services.open_login(actor=ruler, employee_id=employee.pk, username="second")


def test_a_reset_replaces_the_password_and_asks_for_a_new_one(ruler):
    employee = person("sales_consultant")

    reset = services.reset_password(actor=ruler, user_id=login_of(employee).pk)

    user = User.objects.get(pk=login_of(employee).pk)
    assert user.must_change_password
    assert user.check_password(reset.one_time_password)
    assert last_action() == "organization.login.reset"


def test_a_closed_login_holds_nothing_and_opens_again_without_roles(ruler):
    employee = person("sales_consultant")
    services.close_login(actor=ruler, user_id=login_of(employee).pk)
    assert actor_of(User.objects.get(pk=login_of(employee).pk)).grants == {}
    with pytest.raises(errors.LoginClosed):
        services.reset_password(actor=ruler, user_id=login_of(employee).pk)
    with pytest.raises(errors.LoginClosed):
        services.close_login(actor=ruler, user_id=login_of(employee).pk)

    services.reopen_login(actor=ruler, user_id=login_of(employee).pk)

    user = User.objects.get(pk=login_of(employee).pk)
    assert (user.is_active, user.must_change_password) == (True, True)
    assert actor_of(user).grants == {}
    with pytest.raises(errors.LoginExists):
        services.reopen_login(actor=ruler, user_id=login_of(employee).pk)


def test_an_administrator_of_a_store_takes_over_nobody_who_holds_more():
    store = StoreFactory()
    anna = acting("system_administrator", store)
    chief = person("system_administrator", store, level="group")
    before = User.objects.get(pk=login_of(chief).pk).password

    for service in (services.reset_password, services.close_login):
        with pytest.raises(errors.HoldsMore):
            service(actor=anna, user_id=login_of(chief).pk)

    user = User.objects.get(pk=login_of(chief).pk)
    assert (user.password, user.is_active) == (before, True)


def test_one_changes_only_his_own_password_and_name():
    anna, boris = person("sales_consultant"), person("sales_consultant")
    me = actor_of(login_of(anna))

    services.set_own_password(actor=me, user_id=login_of(anna).pk, password="correct horse 9")
    services.change_own_name(actor=me, user_id=login_of(anna).pk, name="Anna")

    user = User.objects.get(pk=login_of(anna).pk)
    assert user.check_password("correct horse 9")
    assert user.display_name == "Anna"
    with pytest.raises(NotAllowed):
        services.set_own_password(actor=me, user_id=login_of(boris).pk, password="correct horse 9")
    with pytest.raises(NotAllowed):
        services.change_own_name(actor=me, user_id=login_of(boris).pk, name="")


@pytest.mark.parametrize("password", ["short", "password123", "1234567890123"])
def test_a_password_that_is_easy_to_guess_is_refused(password):
    anna = person("sales_consultant")
    before = login_of(anna).password

    with pytest.raises(errors.PasswordWeak):
        services.set_own_password(
            actor=actor_of(login_of(anna)), user_id=login_of(anna).pk, password=password
        )

    assert User.objects.get(pk=login_of(anna).pk).password == before


def test_sellers_are_people_at_work_who_hold_a_selling_role_today():
    store = StoreFactory()
    anna = person("sales_consultant", store)
    mira = person("sales_manager", store)
    person("technician", store)
    person("sales_consultant", store, left_on=date(2026, 1, 1))
    person("sales_consultant")

    found = selectors.list_sellers(acting("store_manager", store), store.pk)

    assert {anna, mira} <= set(found)
    assert {employee.store_id for employee in found} == {store.pk}
    assert len(found) == 3
