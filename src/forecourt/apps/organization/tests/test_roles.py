"""Roles and grants: what they carry, where they reach, and who may give them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecourt.apps.organization import errors, selectors, services
from forecourt.apps.organization.models import Role, RoleGrant, User
from forecourt.apps.organization.selectors import actor_of
from forecourt.apps.organization.services import GrantFacts
from forecourt.apps.organization.tests.factories import (
    DepartmentFactory,
    EmployeeFactory,
    RegionFactory,
    StoreFactory,
    UserFactory,
    acting,
    actor_with,
    login_of,
    person,
)
from forecourt.core import clock
from forecourt.core.actor import Actor, Grant
from forecourt.core.errors import Invalid, NotAllowed, NotFound, Stale
from forecourt.core.models import AuditEntry

MANAGE = "organization.role.manage"


def role(code: str) -> Role:
    return Role.objects.get(code=code)


def granted(code: str, level: str = "store", **facts) -> GrantFacts:
    return GrantFacts(role_id=role(code).pk, level=level, **{"starts_on": clock.today()} | facts)


@pytest.fixture
def ruler() -> Actor:
    return actor_with([MANAGE, "organization.role.view"], everywhere=True)


def test_a_role_of_the_company_carries_what_it_says(db, ruler):
    own = services.add_role(
        actor=ruler, code="Greeter", name="Greeter", permissions={"organization.store.view": "store"}
    )
    employee = EmployeeFactory()
    services.grant_role(
        actor=ruler,
        user_id=login_of(employee).pk,
        facts=GrantFacts(role_id=own.pk, level="group", starts_on=clock.today()),
    )

    actor = actor_of(login_of(employee))

    assert set(actor.grants) == {"organization.store.view"}
    assert actor.covers("organization.store.view", employee.store_id)
    assert not actor.covers("organization.store.view", 0)


@pytest.mark.parametrize("permissions", [{"no.such.code": ""}, {"organization.store.view": "planet"}])
def test_a_role_with_an_unknown_permission_or_level_is_refused(db, ruler, permissions):
    with pytest.raises(errors.PermissionUnknown):
        services.add_role(actor=ruler, code="x", name="X", permissions=permissions)

    assert Role.objects.count() == 15


def test_two_roles_never_share_a_code(db, ruler):
    with pytest.raises(errors.AlreadyThere):
        services.add_role(actor=ruler, code="Auditor", name="", permissions={})


def test_a_changed_built_in_role_goes_back_to_its_template(db, ruler):
    employee = person("cashier")
    changed = services.change_role(
        actor=ruler, role_id=role("cashier").pk, version=1, name="Till", permissions={}
    )
    assert actor_of(login_of(employee)).grants == {}

    services.reset_role(actor=ruler, role_id=changed.pk, version=2)

    assert actor_of(User.objects.get(pk=login_of(employee).pk)).can("organization.store.view")
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["organization.role.changed", "organization.role.reset"]


def test_only_a_built_in_role_has_a_template(db, ruler):
    own = services.add_role(actor=ruler, code="x", name="X", permissions={})

    with pytest.raises(errors.RoleNotBuiltIn):
        services.reset_role(actor=ruler, role_id=own.pk, version=1)


def test_a_stale_edit_of_a_role_changes_nothing(db, ruler):
    with pytest.raises(Stale):
        services.change_role(actor=ruler, role_id=role("cashier").pk, version=9, name="X", permissions={})

    assert role("cashier").permissions is None


def test_administrators_keep_the_right_to_change_roles(db, ruler):
    with pytest.raises(errors.LastAdministrator):
        services.change_role(
            actor=ruler, role_id=role("system_administrator").pk, version=1, name="", permissions={}
        )

    assert role("system_administrator").permissions is None


def test_roles_are_changed_by_holders_for_the_whole_group_alone(db):
    anna = actor_with([MANAGE], store=StoreFactory())

    with pytest.raises(NotAllowed):
        services.add_role(actor=anna, code="x", name="X", permissions={})
    with pytest.raises(NotAllowed):
        services.change_role(actor=anna, role_id=role("cashier").pk, version=1, name="X", permissions={})
    with pytest.raises(NotAllowed):
        services.reset_role(actor=anna, role_id=role("cashier").pk, version=1)


def test_a_grant_for_a_store_takes_effect_and_its_withdrawal_too(db, ruler):
    employee = EmployeeFactory()
    grant = services.grant_role(actor=ruler, user_id=login_of(employee).pk, facts=granted("store_manager"))
    assert actor_of(login_of(employee)).covers("organization.role.view", employee.store_id)

    services.withdraw_role(actor=ruler, grant_id=grant.pk)

    assert actor_of(login_of(employee)).grants == {}
    with pytest.raises(errors.GrantWithdrawn):
        services.withdraw_role(actor=ruler, grant_id=grant.pk)


def test_a_grant_holds_from_its_first_to_its_last_day(db, ruler):
    employee = EmployeeFactory()
    today = clock.today()
    day = timedelta(days=1)
    for starts, ends in ((today + day, None), (today - 3 * day, today - day)):
        services.grant_role(
            actor=ruler,
            user_id=login_of(employee).pk,
            facts=granted("cashier", starts_on=starts, ends_on=ends),
        )
    assert actor_of(login_of(employee)).grants == {}

    grant = services.grant_role(
        actor=ruler, user_id=login_of(employee).pk, facts=granted("cashier", starts_on=today, ends_on=today)
    )
    assert actor_of(login_of(employee)).can("organization.store.view")

    services.set_grant_end(actor=ruler, grant_id=grant.pk, ends_on=None)
    assert RoleGrant.objects.get(pk=grant.pk).ends_on is None


def test_a_grant_over_a_region_reaches_its_stores(db, ruler):
    region = RegionFactory()
    inside, outside = StoreFactory(region=region), StoreFactory()
    employee = EmployeeFactory()

    services.grant_role(
        actor=ruler,
        user_id=login_of(employee).pk,
        facts=granted("store_manager", "region", region_id=region.pk),
    )

    actor = actor_of(login_of(employee))
    assert actor.covers("organization.role.view", inside.pk)
    assert not actor.covers("organization.role.view", outside.pk)


@pytest.mark.parametrize(
    ("level", "facts", "refusal"),
    [
        ("region", {}, errors.GrantPlaceMissing),
        ("planet", {}, Invalid),
        ("store", {"store_id": 10**9}, NotFound),
        ("store", {"ends_on": clock.today() - timedelta(days=9)}, errors.GrantDatesInvalid),
    ],
)
def test_a_grant_that_cannot_be_is_refused(db, ruler, level, facts, refusal):
    employee = EmployeeFactory()

    with pytest.raises(refusal):
        services.grant_role(
            actor=ruler, user_id=login_of(employee).pk, facts=granted("store_manager", level, **facts)
        )

    assert not RoleGrant.objects.exists()


def test_a_login_without_an_employee_needs_a_store_to_be_named(db, ruler):
    with pytest.raises(errors.GrantPlaceMissing):
        services.grant_role(actor=ruler, user_id=UserFactory().pk, facts=granted("store_manager"))


def test_a_closed_login_gets_no_role(db, ruler):
    employee = EmployeeFactory(user__is_active=False)

    with pytest.raises(errors.LoginClosed):
        services.grant_role(actor=ruler, user_id=login_of(employee).pk, facts=granted("cashier"))


def test_an_administrator_of_a_store_grants_only_what_he_holds_there(db):
    store = StoreFactory()
    anna = acting("system_administrator", store)
    employee = EmployeeFactory(store=store)

    for code, level in (
        ("accountant", "group"),
        ("system_administrator", "group"),
        ("store_manager", "group"),
    ):
        with pytest.raises(errors.HoldsMore):
            services.grant_role(actor=anna, user_id=login_of(employee).pk, facts=granted(code, level))
    assert RoleGrant.objects.filter(user=login_of(employee)).count() == 0

    services.grant_role(actor=anna, user_id=login_of(employee).pk, facts=granted("system_administrator"))
    assert actor_of(login_of(employee)).covers("organization.store.manage", store.pk)


def test_an_administrator_of_a_store_finds_no_login_of_another(db):
    anna = acting("system_administrator")
    boris = person("cashier")
    grant = RoleGrant.objects.get(user=login_of(boris))

    with pytest.raises(NotFound):
        services.grant_role(actor=anna, user_id=login_of(boris).pk, facts=granted("cashier"))
    with pytest.raises(NotFound):
        services.withdraw_role(actor=anna, grant_id=grant.pk)
    with pytest.raises(NotFound):
        selectors.get_user(anna, login_of(boris).pk)
    assert login_of(boris) not in selectors.list_users(anna)
    assert list(selectors.list_grants(anna, login_of(boris).pk)) == []


def test_the_last_administrator_of_the_group_stays(db, ruler):
    chief = person("system_administrator", level="group")
    grant = RoleGrant.objects.get(user=login_of(chief))
    hr = actor_with(["organization.employee.manage", "organization.login.manage", MANAGE], everywhere=True)

    attempts = (
        lambda: services.withdraw_role(actor=hr, grant_id=grant.pk),
        lambda: services.set_grant_end(actor=hr, grant_id=grant.pk, ends_on=clock.today()),
        lambda: services.close_login(actor=hr, user_id=login_of(chief).pk),
        lambda: services.leave_employee(actor=hr, employee_id=chief.pk, version=1, on=clock.today()),
    )
    for attempt in attempts:
        with pytest.raises(errors.LastAdministrator):
            attempt()
    assert actor_of(User.objects.get(pk=login_of(chief).pk)).grant(MANAGE) == Grant(everywhere=True, own=True)
    assert not AuditEntry.objects.exists()

    person("system_administrator", level="group")
    services.withdraw_role(actor=hr, grant_id=grant.pk)


def test_the_first_administrator_is_made_once(db):
    user = services.add_first_administrator(
        actor=Actor.system("set-up"), username="chief", password="correct horse 9", name="Chief"
    )

    assert actor_of(user).grant(MANAGE) == Grant(everywhere=True, own=True)
    with pytest.raises(errors.SetUpAlready):
        services.add_first_administrator(
            actor=Actor.system("set-up"), username="thief", password="correct horse 9"
        )
    assert User.objects.count() == 1


def test_a_weak_password_makes_no_administrator(db):
    with pytest.raises(errors.PasswordWeak):
        services.add_first_administrator(actor=Actor.system("set-up"), username="chief", password="chief")

    assert not User.objects.exists()
    assert not RoleGrant.objects.exists()


def test_an_actor_costs_one_query_when_login_and_employee_are_read_together(db, django_assert_num_queries):
    employee = person("sales_manager")
    user = User.objects.select_related("employee").get(pk=login_of(employee).pk)
    with django_assert_num_queries(1):
        actor_of(user)


def test_a_team_grant_reaches_the_department_of_the_employee(db):
    department = DepartmentFactory()
    actor = acting("sales_manager", department.store, level="team", department=department)

    assert actor.grants["organization.employee.view"].department_ids == {department.pk}


ids = st.frozensets(st.integers(1, 6))
grants = st.builds(Grant, everywhere=st.booleans(), store_ids=ids, department_ids=ids, own=st.booleans())


@given(one=grants, other=grants, third=grants)
def test_a_union_of_grants_reaches_what_each_reaches_and_no_more(one, other, third):
    union = one | other

    assert union == other | one
    assert (union | third) == (one | (other | third))
    assert (union | union) == union
    assert union.includes(one)
    assert union.includes(other)
    for store_id in range(8):
        assert union.covers_store(store_id) == (one.covers_store(store_id) or other.covers_store(store_id))


@given(one=grants, other=grants)
def test_a_grant_includes_another_only_when_it_covers_every_store_of_it(one, other):
    if one.includes(other):
        assert all(one.covers_store(pk) for pk in range(8) if other.covers_store(pk))
