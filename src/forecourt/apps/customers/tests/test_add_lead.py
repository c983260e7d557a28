"""Adding a lead, with the duplicate seen at entry."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forecourt.apps.customers import errors, services
from forecourt.apps.customers.models import Customer, Lead, Relationship, TimelineEntry
from forecourt.apps.customers.services import customers
from forecourt.apps.customers.tests.factories import SYSTEM, a_lead
from forecourt.apps.organization.tests.factories import EmployeeFactory, StoreFactory, acting, actor_with
from forecourt.core.contact import PhoneInvalid
from forecourt.core.errors import Invalid, NotAllowed, NotFound
from forecourt.core.models import AuditEntry, OutboxEvent

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def north():
    return StoreFactory(name="North")


@pytest.fixture
def anna(north):
    return acting("sales_consultant", north)


def nothing_written() -> bool:
    return not (
        Customer.objects.exists()
        or Lead.objects.exists()
        or AuditEntry.objects.exists()
        or OutboxEvent.objects.exists()
    )


def test_a_new_lead_is_the_salespersons_own_and_due_today(north, anna):
    lead = services.add_lead(
        actor=anna,
        store_id=north.pk,
        source="walk_in",
        name="单雄信",
        phone="138 0013 8000",
        budget_max=20_000_000,
    )

    lead.refresh_from_db()
    assert (lead.owner_id, lead.level_id, lead.status) == (anna.employee_id, "N", "active")
    assert (lead.next_follow_up_on, lead.stage_on) == (TODAY, TODAY)
    assert lead.first_response_due_at == NOON + timedelta(hours=24)
    assert (lead.customer_name, lead.customer_phone) == ("单雄信", "+8613800138000")
    assert lead.search_text == lead.customer.search_text
    assert "shanxiongxin" in lead.search_text
    assert Relationship.objects.get().owner_id == anna.employee_id
    assert TimelineEntry.objects.get().source == f"customers.lead:{lead.pk}"
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "customers.customer.added",
        "customers.lead.added",
    ]
    event = OutboxEvent.objects.get()
    assert (event.name, event.payload["lead_id"]) == ("LeadAdded", lead.pk)


def test_a_known_level_plans_the_first_contact_by_its_cadence(north, anna):
    lead = services.add_lead(
        actor=anna, store_id=north.pk, source="phone", name="A", phone="13800138000", level="B"
    )

    assert lead.next_follow_up_on == TODAY + timedelta(days=14)
    assert lead.first_response_due_at is None


SPELLINGS = [
    "13800138000",
    "138 0013 8000",
    "+86 138-0013-8000",
    "0086 13800138000",
    "138.0013.8000",
    "１３８００１３８０００",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_same_phone_in_any_spelling_is_the_same_customer(north, spelling):
    first = a_lead(north, phone="13800138000")
    south = StoreFactory(name="South")

    second = a_lead(south, name="Somebody Else", phone=spelling)

    assert second.customer_id == first.customer_id
    assert Customer.objects.get().name == first.customer_name
    assert sorted(Relationship.objects.values_list("store_id", flat=True)) == sorted([north.pk, south.pk])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    mobile=st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    prefix=st.sampled_from(["", "+86", "86", "0086", "+86 ", "(+86) "]),
    gaps=st.tuples(st.sampled_from(["", " ", "-", ".", "  "]), st.sampled_from(["", " ", "-", "."])),
)
def test_however_a_mobile_is_written_it_finds_its_customer(mobile, prefix, gaps):
    store = StoreFactory()
    written = f"{prefix}{mobile[:3]}{gaps[0]}{mobile[3:7]}{gaps[1]}{mobile[7:]}"

    first = services.add_customer(actor=SYSTEM, store_id=store.pk, name="First", phone=mobile)
    second = services.add_customer(actor=SYSTEM, store_id=store.pk, name="Second", phone=written)

    assert second.pk == first.pk


def test_a_customer_of_another_store_becomes_one_of_this_store_too(north, anna):
    far = a_lead(StoreFactory(), phone="13800138000")
    assert not Customer.objects.visible_to(anna, "customers.customer.view").exists()

    near = services.add_lead(actor=anna, store_id=north.pk, source="phone", name="X", phone="13800138000")

    assert near.customer_id == far.customer_id
    assert list(Customer.objects.visible_to(anna, "customers.customer.view")) == [near.customer]
    assert list(Lead.objects.visible_to(anna, "customers.lead.view")) == [near]


def test_an_open_lead_at_the_store_refuses_a_second_one(north, anna):
    first = services.add_lead(actor=anna, store_id=north.pk, source="phone", name="X", phone="13800138000")

    with pytest.raises(errors.LeadExists) as refusal:
        services.add_lead(actor=anna, store_id=north.pk, source="phone", name="X", phone="13800138000")

    assert refusal.value.details["lead_id"] == first.pk
    assert Lead.objects.get() == first
    assert OutboxEvent.objects.count() == 1


def test_a_second_lead_is_possible_when_it_is_meant(north, anna):
    facts = {"store_id": north.pk, "source": "phone", "name": "X", "phone": "13800138000"}
    services.add_lead(actor=anna, **facts)

    services.add_lead(actor=anna, **facts, even_if_open=True)

    assert (Customer.objects.count(), Lead.objects.count(), Relationship.objects.count()) == (1, 2, 1)


def test_a_defeated_lead_does_not_stand_in_the_way(north, anna):
    facts = {"store_id": north.pk, "source": "phone", "name": "X", "phone": "13800138000"}
    first = services.add_lead(actor=anna, **facts)
    services.defeat_lead(actor=anna, lead_id=first.pk, reason="price")

    assert services.add_lead(actor=anna, **facts).customer_id == first.customer_id


def test_a_manager_gives_the_new_lead_to_a_person_of_the_store(north):
    mira, seller = acting("sales_manager", north), EmployeeFactory(store=north)

    lead = services.add_lead(
        actor=mira, store_id=north.pk, source="phone", name="X", phone="13800138000", owner_id=seller.pk
    )

    assert lead.owner_id == seller.pk


@pytest.mark.parametrize(
    ("facts", "error", "field"),
    [
        ({"phone": ""}, errors.CustomerUnreachable, "phone"),
        ({"phone": "12"}, PhoneInvalid, "phone"),
        ({"name": "  "}, Invalid, "name"),
        ({"name": "n" * 81}, Invalid, "name"),
        ({"source": "dream"}, errors.SourceUnknown, "source"),
        ({"level": "Z"}, errors.LevelUnsuitable, "level"),
        ({"level": "D"}, errors.LevelUnsuitable, "level"),
        ({"budget_min": -1}, Invalid, "budget_min"),
        ({"budget_min": 2, "budget_max": 1}, Invalid, "budget_max"),
        ({"next_on": TODAY - timedelta(days=1)}, errors.NextDateUnsuitable, "next_on"),
        ({"next_on": TODAY + timedelta(days=400)}, errors.NextDateUnsuitable, "next_on"),
        ({"series_id": 999_999}, Invalid, "series"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(north, anna, facts, error, field):
    given_facts = {"source": "walk_in", "name": "X", "phone": "13800138000", **facts}

    with pytest.raises(error) as refusal:
        services.add_lead(actor=anna, store_id=north.pk, **given_facts)

    assert refusal.value.field == field
    assert nothing_written()


def test_an_owner_of_another_store_is_refused(north):
    mira, far = acting("sales_manager", north), EmployeeFactory()

    with pytest.raises(errors.OwnerUnsuitable):
        services.add_lead(
            actor=mira, store_id=north.pk, source="phone", name="X", phone="13800138000", owner_id=far.pk
        )

    assert nothing_written()


def test_a_consultant_gives_no_lead_to_a_colleague(north, anna):
    colleague = EmployeeFactory(store=north)

    with pytest.raises(NotAllowed):
        services.add_lead(
            actor=anna,
            store_id=north.pk,
            source="phone",
            name="X",
            phone="13800138000",
            owner_id=colleague.pk,
        )

    assert nothing_written()


def test_a_salesperson_adds_no_lead_in_another_store(anna):
    with pytest.raises(NotAllowed):
        services.add_lead(
            actor=anna, store_id=StoreFactory().pk, source="phone", name="X", phone="13800138000"
        )

    assert nothing_written()


def test_without_the_permission_nothing_is_added(north):
    olaf = actor_with(["customers.lead.view"], store=north)

    with pytest.raises(NotAllowed):
        services.add_lead(actor=olaf, store_id=north.pk, source="phone", name="X", phone="13800138000")

    assert nothing_written()


def test_a_customer_out_of_reach_is_not_found_by_his_id(north, anna):
    far = a_lead(StoreFactory())

    with pytest.raises(NotFound):
        services.add_lead(actor=anna, store_id=north.pk, source="phone", customer_id=far.customer_id)

    assert Lead.objects.get() == far


def test_a_store_that_does_not_exist_is_not_found():
    with pytest.raises(NotFound):
        services.add_lead(actor=SYSTEM, store_id=999_999, source="phone", name="X", phone="13800138000")

    assert nothing_written()


def test_a_lead_of_somebody_new_costs_nine_statements(north, anna, django_assert_max_num_queries):
    facts = {"actor": anna, "store_id": north.pk, "source": "walk_in", "name": "王小明"}
    services.add_lead(phone="13800138001", **facts)  # what a process keeps is warm

    with django_assert_max_num_queries(9):
        services.add_lead(phone="13800138002", **facts)


def test_the_number_of_somebody_who_came_in_meanwhile_is_his(north, anna, monkeypatch):
    known = services.add_customer(actor=SYSTEM, store_id=north.pk, name="王小明", phone="13800138000")
    found = iter([None, known])
    monkeypatch.setattr(customers, "find_by_number", lambda _facts: next(found))

    lead = services.add_lead(
        actor=anna, store_id=north.pk, source="walk_in", name="Wang", phone="13800138000"
    )

    assert (lead.customer, lead.customer_name) == (known, "王小明")
    assert Customer.objects.count() == 1
