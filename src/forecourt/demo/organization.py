"""The group, its stores with warehouses, its people and their logins."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta
from random import Random

from django.contrib.auth.hashers import make_password

from forecourt.apps.organization import services
from forecourt.apps.organization.models import Role, User
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.demo.names import person_name, staff_phone
from forecourt.demo.places import CITIES, REGIONS, City
from forecourt.demo.profile import Profile

PASSWORD = "forecourt-demo"  # noqa: S105 # nosec B105 - the demonstration's, told to everybody
BAYS = 40
STORES_WITH_LOGINS = 12

# Position, role template, department kind, share of a store's people (the first of each is always there).
POSITIONS = (
    ("店总", "store_manager", "management", 0),
    ("销售经理", "sales_manager", "sales", 0),
    ("销售顾问", "sales_consultant", "sales", 10),
    ("电销专员", "dcc_agent", "dcc", 2),
    ("车辆管理员", "logistics_clerk", "logistics", 1),
    ("会计", "accountant", "finance", 0),
    ("服务顾问", "service_advisor", "service", 2),
    ("市场专员", "marketing_officer", "marketing", 0),
)
DEPARTMENTS = {
    "management": "总经办", "sales": "销售部", "dcc": "电销部", "logistics": "物流部", "finance": "财务部",
    "service": "售后部", "marketing": "市场部",
}  # fmt: skip
# People above the stores: username, position, role. They are on the staff of the first store.
GROUP_PEOPLE = (("executive", "集团高管", "group_executive"), ("auditor", "集团审计", "auditor"))
OWN_RECORDS = {"sales_consultant", "dcc_agent", "service_advisor"}


@dataclass(slots=True)
class DemoStore:
    """A store with what later steps need of it."""

    pk: int
    code: str
    city: City
    bays: list[int] = field(default_factory=list)
    sellers: list[int] = field(default_factory=list)


def build(dice: Random, profile: Profile, actor: Actor) -> Iterator[DemoStore]:
    """Make the organization; each store as soon as it stands."""
    services.add_group(actor=actor, name="示范汽车集团", short_name="示范汽车")
    regions = {
        code: services.add_region(actor=actor, code=code, name=name).pk for code, name in REGIONS.items()
    }
    entity = services.add_legal_entity(actor=actor, name="示范汽车销售服务有限公司")
    services.add_administrator(actor=actor, username="admin", password=PASSWORD, name="演示管理员")
    number = _numbers()
    for index in range(profile.stores):
        store = _store(actor, index, regions, entity.pk, capacity=2 * (profile.stock // profile.stores) + 400)
        people = profile.staff // profile.stores + (index < profile.staff % profile.stores)
        _people(dice, actor, store, people, number, with_logins=index < STORES_WITH_LOGINS)
        if index == 0:
            _group_people(dice, actor, store, number)
        yield store
    User.objects.update(password=make_password(PASSWORD), must_change_password=False)


def _numbers() -> Iterator[int]:
    number = 0
    while True:
        number += 1
        yield number


def _group_people(dice: Random, actor: Actor, store: DemoStore, number: Iterator[int]) -> None:
    for username, position, role in GROUP_PEOPLE:
        employee_id = _employee(dice, actor, store, position, next(number), department_id=None)
        _login(actor, employee_id, username, role, level="group", store_id=None)


def _login(
    actor: Actor, employee_id: int, username: str, role: str, *, level: str, store_id: int | None
) -> None:
    opened = services.open_login(actor=actor, employee_id=employee_id, username=username)
    facts = services.GrantFacts(
        role_id=Role.objects.get(code=role).pk,
        level=level,
        store_id=store_id,
        starts_on=clock.today() - timedelta(days=700),
    )
    services.grant_role(actor=actor, user_id=opened.user.pk, facts=facts)


def _store(actor: Actor, index: int, regions: dict[str, int], entity_id: int, *, capacity: int) -> DemoStore:
    city = CITIES[index % len(CITIES)]
    round_number = index // len(CITIES) + 1
    facts = services.StoreFacts(
        code=f"{city.code}{round_number:02d}",
        name=f"{city.name}示范{'' if round_number == 1 else round_number}店",
        legal_entity_id=entity_id,
        region_id=regions[city.region],
        city=city.name,
        address=f"{city.name}市示范大道{index + 1}号",
        latitude_e6=city.latitude_e6 + round_number * 8_000,
        longitude_e6=city.longitude_e6 + round_number * 8_000,
    )
    store = services.add_store(actor=actor, facts=facts)
    hours = [services.Hours(weekday, time(8, 30), time(18, 30)) for weekday in range(7)]
    services.set_opening_hours(actor=actor, store_id=store.pk, hours=hours)
    return DemoStore(store.pk, store.code, city, bays=_bays(actor, store.pk, store.code, capacity))


def _bays(actor: Actor, store_id: int, code: str, capacity: int) -> list[int]:
    """A warehouse with a showroom zone and a yard zone; the keys of its bays."""
    facts = services.WarehouseFacts(code=f"{code}-K1", name="商品车库", store_id=store_id, capacity=capacity)
    warehouse = services.add_warehouse(actor=actor, facts=facts)
    each = -(-capacity // BAYS)
    keys: list[int] = []
    for zone_code, name, count in (("A", "展厅", 8), ("B", "露天库区", BAYS - 8)):
        zone = services.add_zone(actor=actor, warehouse_id=warehouse.pk, code=zone_code, name=name)
        bays = services.add_bays(
            actor=actor, warehouse_id=warehouse.pk, first=f"{zone_code}-001", last=f"{zone_code}-{count:03d}",
            zone_id=zone.pk, capacity=each,
        )  # fmt: skip
        keys += [bay.pk for bay in bays]
    return keys


def _people(
    dice: Random, actor: Actor, store: DemoStore, count: int, number: Iterator[int], *, with_logins: bool
) -> None:
    departments = {
        kind: services.add_department(actor=actor, store_id=store.pk, kind=kind, name=name).pk
        for kind, name in DEPARTMENTS.items()
    }
    named: Counter[str] = Counter()
    for position, role, kind in _positions(count):
        employee_id = _employee(dice, actor, store, position, next(number), departments[kind])
        if role in {"sales_consultant", "dcc_agent"}:
            store.sellers.append(employee_id)
        if with_logins:
            named[role] += 1
            username = f"{role}.{store.code.lower()}" + (f".{named[role]}" if named[role] > 1 else "")
            level = "own" if role in OWN_RECORDS else "store"
            _login(actor, employee_id, username, role, level=level, store_id=store.pk)


def _employee(
    dice: Random, actor: Actor, store: DemoStore, position: str, number: int, department_id: int | None
) -> int:
    facts = services.EmployeeFacts(
        number=f"YS{number:05d}",
        name=person_name(dice),
        store_id=store.pk,
        position=position,
        joined_on=clock.today() - timedelta(days=dice.randrange(750, 3000)),
        department_id=department_id,
        phone=staff_phone(number),
    )
    return services.add_employee(actor=actor, facts=facts).pk


def _positions(count: int) -> Iterator[tuple[str, str, str]]:
    """One of each position, then more of those with a share until `count` people are there."""
    yield from ((position, role, kind) for position, role, kind, _share in POSITIONS[:count])
    shared = [(position, role, kind) for position, role, kind, share in POSITIONS for _ in range(share)]
    for index in range(count - len(POSITIONS)):
        yield shared[index % len(shared)]
