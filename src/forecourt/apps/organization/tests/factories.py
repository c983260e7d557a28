"""Rows of the organization for tests, and the cast of every permission test."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from forecourt.apps.organization.models import (
    Bay,
    Department,
    Employee,
    LegalEntity,
    Region,
    Role,
    RoleGrant,
    Store,
    User,
    Warehouse,
)
from forecourt.apps.organization.selectors import actor_of
from forecourt.core.actor import Actor, Grant


class LegalEntityFactory(DjangoModelFactory[LegalEntity]):
    class Meta:
        model = LegalEntity

    name = factory.Sequence(lambda n: f"Demo Motors {n} Co., Ltd.")


class RegionFactory(DjangoModelFactory[Region]):
    class Meta:
        model = Region

    code = factory.Sequence(lambda n: f"R{n}")
    name = factory.Sequence(lambda n: f"Region {n}")


class StoreFactory(DjangoModelFactory[Store]):
    class Meta:
        model = Store

    code = factory.Sequence(lambda n: f"ST{n:02d}")
    name = factory.Sequence(lambda n: f"Store {n}")
    legal_entity = factory.SubFactory(LegalEntityFactory)


class DepartmentFactory(DjangoModelFactory[Department]):
    class Meta:
        model = Department

    store = factory.SubFactory(StoreFactory)
    kind = Department.Kind.SALES
    name = factory.Sequence(lambda n: f"Sales {n}")


class WarehouseFactory(DjangoModelFactory[Warehouse]):
    class Meta:
        model = Warehouse

    code = factory.Sequence(lambda n: f"W{n}")
    name = factory.Sequence(lambda n: f"Yard {n}")
    store = factory.SubFactory(StoreFactory)
    capacity = 100


class BayFactory(DjangoModelFactory[Bay]):
    class Meta:
        model = Bay

    warehouse = factory.SubFactory(WarehouseFactory)
    code = factory.Sequence(lambda n: f"A-{n:03d}")
    capacity = 10


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    display_name = factory.Sequence(lambda n: f"Demo Person {n}")


class EmployeeFactory(DjangoModelFactory[Employee]):
    class Meta:
        model = Employee

    number = factory.Sequence(lambda n: f"E{n:05d}")
    name = factory.Sequence(lambda n: f"Demo Person {n}")
    store = factory.SubFactory(StoreFactory)
    position = "Sales consultant"
    user = factory.SubFactory(UserFactory)
    joined_on = date(2024, 1, 1)


def person(role: str, store: Store | None = None, *, level: str = "store", **extra: Any) -> Employee:
    """An employee of `store` with a login that holds `role` at `level`."""
    employee = EmployeeFactory(store=store or StoreFactory(), **extra)
    RoleGrant.objects.create(
        user=employee.user,
        role=Role.objects.get(code=role),
        level=level,
        store=employee.store,
        department=employee.department,
        region=employee.store.region,
        starts_on=date(2024, 1, 1),
    )
    return employee


def login_of(employee: Employee) -> User:
    """The login of an employee who has one."""
    assert employee.user is not None
    return employee.user


def acting(role: str, store: Store | None = None, **extra: Any) -> Actor:
    """The actor of a new employee with `role`; Anna of the North store, Boris of the South store, and so on."""
    employee = person(role, store, **extra)
    assert employee.user is not None
    return actor_of(employee.user)


def actor_with(permissions: Iterable[str], *, store: Store | None = None, everywhere: bool = False) -> Actor:
    """An actor without rows who holds just these permissions, in one store or everywhere."""
    stores = frozenset({store.pk} if store else ())
    grant = Grant(everywhere=everywhere, store_ids=stores)
    return Actor(name="Olaf", store_id=store.pk if store else None, grants=dict.fromkeys(permissions, grant))
