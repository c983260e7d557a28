"""Group, stores, warehouses: each service, each refusal, and who reaches what."""

from datetime import time

import pytest

from forecourt.apps.organization import errors, selectors, services
from forecourt.apps.organization.models import Bay, Department, Group, OpeningHours, Store, Warehouse
from forecourt.apps.organization.services import Hours, StoreFacts, WarehouseFacts
from forecourt.apps.organization.services.warehouses import bay_codes
from forecourt.apps.organization.tests.factories import (
    BayFactory,
    DepartmentFactory,
    LegalEntityFactory,
    StoreFactory,
    WarehouseFactory,
    acting,
    actor_with,
)
from forecourt.core.actor import Actor
from forecourt.core.contact import CompanyCodeInvalid
from forecourt.core.errors import Invalid, NotAllowed, NotFound, Stale
from forecourt.core.models import AuditEntry
from forecourt.core.numbering import next_number

pytestmark = pytest.mark.django_db
MANAGE = "organization.store.manage"


@pytest.fixture
def ruler() -> Actor:
    return actor_with([MANAGE, "organization.store.view"], everywhere=True)


def last_entry() -> AuditEntry:
    entry = AuditEntry.objects.order_by("pk").last()
    assert entry is not None
    return entry


def test_the_group_is_set_up_once(ruler):
    services.add_group(actor=ruler, name=" Demo Group ")

    with pytest.raises(errors.GroupExists):
        services.add_group(actor=ruler, name="Another")

    assert [group.name for group in Group.objects.all()] == ["Demo Group"]
    assert [entry.action for entry in AuditEntry.objects.all()] == ["organization.group.added"]


def test_a_store_manager_cannot_set_up_the_group():
    with pytest.raises(NotAllowed):
        services.add_group(actor=acting("store_manager"), name="Mine")

    assert not Group.objects.exists()


def test_renaming_the_group_is_audited_with_before_and_after(ruler):
    services.add_group(actor=ruler, name="Old")

    group = services.change_group(actor=ruler, version=1, name="New", short_name="")

    assert (group.name, group.version) == ("New", 2)
    assert last_entry().changes == {"name": ["Old", "New"]}


def test_a_legal_entity_with_a_wrong_check_character_is_refused(ruler):
    with pytest.raises(CompanyCodeInvalid) as refused:
        services.add_legal_entity(actor=ruler, name="Demo Co.", uscc="91110000600037341M")

    assert refused.value.field == "uscc"


def test_two_legal_entities_never_share_a_code(ruler):
    services.add_legal_entity(actor=ruler, name="Demo Co.", uscc="91110000600037341L")

    with pytest.raises(errors.AlreadyThere):
        services.add_legal_entity(actor=ruler, name="Other Co.", uscc="91110000600037341l")


def test_adding_a_store_keeps_its_facts_and_audits_in_its_own_chain(ruler):
    entity = LegalEntityFactory()

    facts = StoreFacts(code="bj01", name="North", legal_entity_id=entity.pk, latitude_e6=39_904_200)
    store = services.add_store(actor=ruler, facts=facts)

    store.refresh_from_db()
    assert (store.code, store.latitude_e6, store.geofence_m) == ("BJ01", 39_904_200, 300)
    assert (last_entry().action, last_entry().store_id) == ("organization.store.added", store.pk)


@pytest.mark.parametrize(
    ("change", "refusal", "field"),
    [
        ({"time_zone": "Mars/Base"}, errors.TimeZoneUnknown, "time_zone"),
        ({"latitude_e6": 91_000_000}, Invalid, "latitude_e6"),
        ({"name": ""}, Invalid, "name"),
        ({"kind": "palace"}, Invalid, "kind"),
        ({"phone": "12"}, Invalid, "phone"),
        ({"legal_entity_id": 999_999}, Invalid, "legal_entity"),
    ],
)
def test_a_store_that_cannot_be_is_refused(ruler, change, refusal, field):
    entity = LegalEntityFactory()
    facts = {"code": "N1", "name": "North", "legal_entity_id": entity.pk} | change

    with pytest.raises(refusal) as refused:
        services.add_store(actor=ruler, facts=StoreFacts(**facts))

    assert refused.value.field == field
    assert not Store.objects.exists()


def test_two_stores_never_share_a_code(ruler):
    store = StoreFactory(code="N1")

    with pytest.raises(errors.AlreadyThere):
        services.add_store(
            actor=ruler, facts=StoreFacts(code="n1", name="Twin", legal_entity_id=store.legal_entity_id)
        )

    assert Store.objects.count() == 1


def test_a_stale_edit_of_a_store_changes_nothing(ruler):
    store = StoreFactory(code="N1", name="North", version=2)

    with pytest.raises(Stale):
        services.change_store(
            actor=ruler,
            store_id=store.pk,
            version=1,
            facts=StoreFacts(code="N1", name="Lost", legal_entity_id=store.legal_entity_id),
        )

    assert Store.objects.get().name == "North"
    assert not AuditEntry.objects.exists()


def test_saving_an_unchanged_store_writes_nothing(ruler):
    store = StoreFactory(code="N1", name="North")

    facts = StoreFacts(code="N1", name="North", legal_entity_id=store.legal_entity_id)
    services.change_store(actor=ruler, store_id=store.pk, version=1, facts=facts)

    assert Store.objects.get().version == 1
    assert not AuditEntry.objects.exists()


def test_an_administrator_of_one_store_finds_no_other_store():
    north, south = StoreFactory(), StoreFactory()
    anna = actor_with([MANAGE], store=north)

    with pytest.raises(NotFound):
        services.change_store(
            actor=anna,
            store_id=south.pk,
            version=1,
            facts=StoreFacts(code="X", name="X", legal_entity_id=south.legal_entity_id),
        )

    assert Store.objects.get(pk=south.pk).version == 1


def test_opening_hours_are_replaced_as_a_whole(ruler):
    store = StoreFactory()
    services.set_opening_hours(actor=ruler, store_id=store.pk, hours=[Hours(0, time(8), time(18))])

    services.set_opening_hours(actor=ruler, store_id=store.pk, hours=[Hours(6, time(9), time(17))])

    assert [str(row) for row in OpeningHours.objects.all()] == ["6 09:00-17:00"]
    assert last_entry().changes == {"hours": [["0 08:00-18:00"], ["6 09:00-17:00"]]}


@pytest.mark.parametrize(
    "hours",
    [
        [Hours(0, time(18), time(8))],
        [Hours(0, time(8), time(9)), Hours(0, time(10), time(11))],
        [Hours(7, time(8), time(9))],
    ],
)
def test_hours_that_cannot_be_are_refused_and_the_old_ones_stay(ruler, hours):
    store = StoreFactory()
    services.set_opening_hours(actor=ruler, store_id=store.pk, hours=[Hours(0, time(8), time(18))])

    with pytest.raises(errors.HoursInvalid):
        services.set_opening_hours(actor=ruler, store_id=store.pk, hours=hours)

    assert OpeningHours.objects.count() == 1


def test_a_department_is_added_and_renamed(ruler):
    store = StoreFactory()
    department = services.add_department(actor=ruler, store_id=store.pk, kind="sales", name="Sales")

    services.change_department(actor=ruler, department_id=department.pk, version=1, kind="dcc", name="Calls")

    assert Department.objects.values_list("kind", "name", "version").get() == ("dcc", "Calls", 2)
    assert last_entry().store_id == store.pk


def test_two_departments_of_a_store_never_share_a_name(ruler):
    department = DepartmentFactory(name="Sales")

    with pytest.raises(errors.AlreadyThere):
        services.add_department(actor=ruler, store_id=department.store_id, kind="sales", name="Sales")


def test_regions_are_added_and_changed(ruler):
    region = services.add_region(actor=ruler, code="n", name="North")

    services.change_region(actor=ruler, region_id=region.pk, version=1, code="N", name="Far north")

    assert selectors.get_region(ruler, region.pk).name == "Far north"


def test_a_warehouse_of_the_group_needs_a_grant_over_the_group(ruler):
    with pytest.raises(NotAllowed):
        services.add_warehouse(
            actor=actor_with([MANAGE], store=StoreFactory()), facts=WarehouseFacts(code="W", name="Central")
        )
    assert not Warehouse.objects.exists()

    services.add_warehouse(actor=ruler, facts=WarehouseFacts(code="W", name="Central"))
    assert Warehouse.objects.get().store_id is None


def test_a_warehouse_is_not_moved_to_a_store_out_of_reach():
    warehouse, south = WarehouseFactory(), StoreFactory()
    anna = actor_with([MANAGE], store=warehouse.store)

    with pytest.raises(NotAllowed):
        services.change_warehouse(
            actor=anna,
            warehouse_id=warehouse.pk,
            version=1,
            facts=WarehouseFacts(code=warehouse.code, name=warehouse.name, store_id=south.pk),
        )

    assert Warehouse.objects.get().store_id == warehouse.store_id


def test_a_warehouse_with_bays_stays_with_its_store(ruler):
    warehouse, south = BayFactory().warehouse, StoreFactory()
    facts = WarehouseFacts(code=warehouse.code, name=warehouse.name, store_id=south.pk)

    with pytest.raises(errors.WarehouseInUse):
        services.change_warehouse(actor=ruler, warehouse_id=warehouse.pk, version=1, facts=facts)

    assert Warehouse.objects.get().store_id == warehouse.store_id
    assert not AuditEntry.objects.exists()


def test_an_empty_warehouse_goes_to_another_store(ruler):
    warehouse, south = WarehouseFactory(), StoreFactory()
    facts = WarehouseFacts(code=warehouse.code, name=warehouse.name, store_id=south.pk)

    services.change_warehouse(actor=ruler, warehouse_id=warehouse.pk, version=1, facts=facts)

    assert Warehouse.objects.get().store_id == south.pk


def test_the_code_of_a_store_stays_once_a_number_carries_it(ruler):
    store = StoreFactory(code="N1", name="North")
    next_number(kind="XS", store_id=store.pk, store_code="N1", year=2026)
    facts = StoreFacts(code="N2", name="North", legal_entity_id=store.legal_entity_id)

    with pytest.raises(errors.StoreCodeInUse):
        services.change_store(actor=ruler, store_id=store.pk, version=1, facts=facts)

    assert Store.objects.get().code == "N1"
    assert not AuditEntry.objects.exists()


def test_bays_are_added_as_a_range_with_one_audit_entry(ruler):
    warehouse = WarehouseFactory()
    zone = services.add_zone(actor=ruler, warehouse_id=warehouse.pk, code="a")

    services.add_bays(
        actor=ruler, warehouse_id=warehouse.pk, first="A-001", last="a-040", zone_id=zone.pk, capacity=2
    )

    codes = list(Bay.objects.values_list("code", flat=True))
    assert (len(codes), codes[0], codes[-1]) == (40, "A-001", "A-040")
    assert last_entry().changes == {"first": "A-001", "last": "A-040", "count": 40, "zone": zone.pk}


def test_a_range_with_one_bay_that_exists_adds_none(ruler):
    bay = BayFactory(code="A-002")

    with pytest.raises(errors.AlreadyThere):
        services.add_bays(actor=ruler, warehouse_id=bay.warehouse_id, first="A-001", last="A-003")

    assert list(Bay.objects.values_list("code", flat=True)) == ["A-002"]
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("first", "last"), [("A-001", "B-002"), ("A-9", "A-1"), ("A", "B"), ("A-0", "A-9999"), ("A-001", "A-9")]
)
def test_ends_that_make_no_range_are_refused(first, last):
    with pytest.raises(errors.BayRangeInvalid):
        bay_codes(first, last)


def test_a_bay_never_stands_in_a_zone_of_another_warehouse(ruler):
    warehouse, other = WarehouseFactory(), WarehouseFactory()
    zone = services.add_zone(actor=ruler, warehouse_id=other.pk, code="Z")

    with pytest.raises(errors.ZoneElsewhere):
        services.add_bay(actor=ruler, warehouse_id=warehouse.pk, code="A", zone_id=zone.pk)

    assert not Bay.objects.exists()


def test_a_bay_is_taken_out_of_use(ruler):
    bay = BayFactory(code="A-1", capacity=1)

    services.change_bay(
        actor=ruler, bay_id=bay.pk, version=1, code="A-1", zone_id=None, capacity=1, is_active=False
    )

    assert last_entry().changes == {"is_active": [True, False]}
    assert last_entry().store_id == bay.warehouse.store_id


def test_everybody_at_work_sees_the_stores_of_the_group():
    north, south = StoreFactory(), StoreFactory()

    assert set(selectors.list_stores(acting("sales_consultant", north))) == {north, south}


def test_an_outsider_finds_nothing_and_a_guessed_number_is_no_store():
    store, bay = StoreFactory(), BayFactory()
    olaf = actor_with(["organization.store.view"], store=store)

    assert list(selectors.list_bays(olaf)) == []
    for guess in (bay.warehouse.store_id, 0, 10**30):
        with pytest.raises(NotFound):
            selectors.get_store(olaf, guess)
    with pytest.raises(NotFound):
        selectors.get_bay(olaf, bay.pk)
    with pytest.raises(NotAllowed):
        selectors.get_store(Actor(name=""), store.pk)
