"""The records that addresses of the matrix are tried with: the same of one's own store and of another."""

from dataclasses import dataclass, field

from forecourt.apps.organization.models import Group, Role, RoleGrant, User, Zone
from forecourt.apps.organization.permissions import ROLES
from forecourt.apps.organization.tests.factories import (
    BayFactory,
    DepartmentFactory,
    LegalEntityFactory,
    RegionFactory,
    StoreFactory,
    WarehouseFactory,
    login_of,
    person,
)

ROLE_CODES = tuple(code for code, _name in ROLES)


@dataclass
class World:
    """Two stores, and a login for each role in the first of them."""

    own: dict[str, int] = field(default_factory=dict)
    other: dict[str, int] = field(default_factory=dict)
    logins: dict[str, User] = field(default_factory=dict)


def build_world() -> World:
    """The records every app's table may name; an app that needs more adds them in `STORE_RECORDS`."""
    Group.objects.create(pk=1, name="Demo Group")
    north, south = StoreFactory(), StoreFactory()
    world = World(records_of(north), records_of(south))
    shared = {"region": RegionFactory().pk, "legal_entity": LegalEntityFactory().pk}
    shared["role"] = Role.objects.get(code="cashier").pk
    world.own |= shared
    world.other |= shared
    for code in ROLE_CODES:
        user = login_of(person(code, north))
        user.language = "en"
        user.save(update_fields=["language"])
        world.logins[code] = user
    return world


def records_of(store) -> dict[str, int]:
    """The keys of one store's records."""
    warehouse = WarehouseFactory(store=store)
    employee = person("technician", store)
    return {
        "store": store.pk,
        "department": DepartmentFactory(store=store).pk,
        "warehouse": warehouse.pk,
        "zone": Zone.objects.create(warehouse=warehouse, code="Z").pk,
        "bay": BayFactory(warehouse=warehouse).pk,
        "employee": employee.pk,
        "grant": RoleGrant.objects.get(user=login_of(employee)).pk,
    }
