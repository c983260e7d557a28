"""The organization for programs."""

from datetime import date

from ninja import Router, Schema

from forecourt.apps.organization import lists, selectors
from forecourt.apps.organization.models import Bay, Employee, Store
from forecourt.core.api import ApiRequest, allows
from forecourt.core.api.lists import add_list

router = Router(tags=["Organization"])

add_list(router, "/stores/", lists.STORES, name="list_stores")
add_list(router, "/warehouses/", lists.WAREHOUSES, name="list_warehouses")
add_list(router, "/employees/", lists.EMPLOYEES, name="list_employees")


class GrantOut(Schema):
    """Where a permission holds: everywhere, in stores, in departments, for own records."""

    everywhere: bool
    store_ids: list[int]
    department_ids: list[int]
    own: bool


class MeOut(Schema):
    """Who calls, and what he may do with this token or session."""

    name: str
    user_id: int | None
    employee_id: int | None
    store_id: int | None
    permissions: dict[str, GrantOut]


@router.get("/me/", response=MeOut)
@allows()
def get_me(request: ApiRequest) -> MeOut:
    """The caller: the login, the employee behind it, and where each permission holds."""
    actor = request.actor
    permissions = {
        code: GrantOut(
            everywhere=grant.everywhere,
            store_ids=sorted(grant.store_ids),
            department_ids=sorted(grant.department_ids),
            own=grant.own,
        )
        for code, grant in sorted(actor.grants.items())
    }
    return MeOut(
        name=actor.name,
        user_id=actor.user_id,
        employee_id=actor.employee_id,
        store_id=actor.store_id,
        permissions=permissions,
    )


class StoreOut(Schema):
    """A store. Its position is in millionths of a degree (WGS 84), null where it has not been set."""

    id: int
    code: str
    name: str
    kind: str
    region_id: int | None
    legal_entity_id: int
    city: str
    address: str
    phone: str
    time_zone: str
    latitude_e6: int | None
    longitude_e6: int | None
    geofence_m: int
    is_active: bool
    version: int


class BayOut(Schema):
    """A place for vehicles in a warehouse."""

    id: int
    code: str
    warehouse_id: int
    capacity: int


class EmployeeOut(Schema):
    """A person at work; `left_on` is null while he is."""

    id: int
    number: str
    name: str
    store_id: int
    department_id: int | None
    position: str
    phone: str
    joined_on: date
    left_on: date | None
    version: int


@router.get("/stores/{int:pk}/", response=StoreOut)
@allows("organization.store.view")
def get_store(request: ApiRequest, pk: int) -> Store:
    """One store."""
    return selectors.get_store(request.actor, pk)


@router.get("/warehouses/{int:pk}/bays/", response=list[BayOut])
@allows("organization.store.view")
def list_bays(request: ApiRequest, pk: int) -> list[Bay]:
    """The bays of a warehouse, into which vehicles are received and moved."""
    warehouse = selectors.get_warehouse(request.actor, pk)
    return list(selectors.list_bays(request.actor, warehouse.pk))


@router.get("/employees/{int:pk}/", response=EmployeeOut)
@allows("organization.employee.view")
def get_employee(request: ApiRequest, pk: int) -> Employee:
    """One employee. 404 out of reach."""
    return selectors.get_employee(request.actor, pk)
