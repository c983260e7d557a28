"""Following up, assigning, defeating, reopening, and what a sale makes of a lead."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction

from forecourt.apps.customers import errors, services
from forecourt.apps.customers.models import FollowUp, Lead, Relationship, TimelineEntry
from forecourt.apps.customers.tests.factories import SYSTEM, a_lead
from forecourt.apps.organization.tests.factories import EmployeeFactory, StoreFactory, acting
from forecourt.core.errors import Invalid, NotAllowed, NotFound, Stale
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


@pytest.fixture
def mira(north):
    return acting("sales_manager", north)


@pytest.fixture
def lead(north, anna):
    return a_lead(north, owner_id=anna.employee_id)


def last_action() -> str:
    return AuditEntry.objects.latest("pk").action


def last_event() -> OutboxEvent:
    return OutboxEvent.objects.latest("pk")


def state(lead):
    return Lead.objects.filter(pk=lead.pk).values().get()


def test_a_follow_up_sets_level_next_date_and_first_response(lead, anna):
    done = services.record_follow_up(
        actor=anna, lead_id=lead.pk, channel="phone", outcome="reached", level="H", note="wants white"
    )

    lead.refresh_from_db()
    assert (lead.level_id, lead.working_level, lead.next_follow_up_on) == (
        "H",
        "H",
        TODAY + timedelta(days=2),
    )
    assert (lead.last_contact_at, lead.first_response_at, lead.version) == (NOON, NOON, 2)
    assert (done.level_before, done.level_after, done.due_on) == ("N", "H", TODAY)
    assert done.next_on == TODAY + timedelta(days=2)
    assert TimelineEntry.objects.filter(text="wants white").count() == 1
    assert last_action() == "customers.lead.followed_up"
    assert (last_event().name, last_event().payload["follow_up_id"]) == ("FollowUpRecorded", done.pk)


def test_the_agreed_date_goes_before_the_cadence(lead, anna):
    agreed = TODAY + timedelta(days=5)

    services.record_follow_up(actor=anna, lead_id=lead.pk, channel="wechat", next_on=agreed)

    lead.refresh_from_db()
    assert (lead.level_id, lead.next_follow_up_on) == ("N", agreed)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"channel": "pigeon"}, Invalid),
        ({"outcome": "married"}, Invalid),
        ({"note": "n" * 501}, Invalid),
        ({"level": "Z"}, errors.LevelUnsuitable),
        ({"level": "O"}, errors.LevelUnsuitable),
        ({"next_on": TODAY - timedelta(days=1)}, errors.NextDateUnsuitable),
    ],
)
def test_a_wrong_follow_up_changes_nothing(lead, anna, facts, error):
    before, entries = state(lead), AuditEntry.objects.count()

    with pytest.raises(error):
        services.record_follow_up(actor=anna, lead_id=lead.pk, **{"channel": "phone", **facts})

    assert state(lead) == before
    assert not FollowUp.objects.exists()
    assert AuditEntry.objects.count() == entries


def test_another_stores_salesperson_finds_no_lead(lead):
    boris = acting("sales_manager", StoreFactory())
    before = state(lead)
    calls = (
        lambda: services.record_follow_up(actor=boris, lead_id=lead.pk, channel="phone"),
        lambda: services.defeat_lead(actor=boris, lead_id=lead.pk, reason="price"),
        lambda: services.change_lead(actor=boris, lead_id=lead.pk, version=1, changes={"wanted": "x"}),
        lambda: services.assign_lead(actor=boris, lead_id=lead.pk, owner_id=None),
        lambda: services.mark_ordered(actor=boris, lead_id=lead.pk, source="sales.sale:1", at=NOON),
    )
    for call in calls:
        with pytest.raises(NotFound):
            call()

    assert state(lead) == before


def test_a_colleague_of_the_same_store_finds_no_lead_of_anna(lead, north):
    colleague = acting("sales_consultant", north)
    colleague_grants = {**colleague.grants}
    assert colleague_grants["customers.lead.manage"].own

    with pytest.raises(NotFound):
        services.record_follow_up(actor=colleague, lead_id=lead.pk, channel="phone")


def test_an_auditor_records_nothing(lead, north):
    with pytest.raises(NotAllowed):
        services.record_follow_up(actor=acting("auditor", north), lead_id=lead.pk, channel="phone")


def test_a_delivered_lead_follows_the_contact_plan_and_ends_with_it(lead, anna):
    services.mark_delivered(actor=SYSTEM, lead_id=lead.pk, source="sales.sale:1", at=NOON)
    days = []
    for _contact in range(5):
        lead.refresh_from_db()
        days.append((lead.next_follow_up_on - TODAY).days)
        with time_machine.travel(NOON + timedelta(days=days[-1]), tick=False):
            services.record_follow_up(actor=anna, lead_id=lead.pk, channel="phone")

    lead.refresh_from_db()
    assert days == [1, 3, 7, 30, 90]
    assert (lead.level_id, lead.next_follow_up_on) == ("D", None)


def test_an_order_and_its_cancellation(lead, anna):
    services.record_follow_up(actor=anna, lead_id=lead.pk, channel="phone", level="A")

    services.mark_ordered(actor=anna, lead_id=lead.pk, source="sales.sale:7", at=NOON)
    lead.refresh_from_db()
    assert (lead.status, lead.level_id, lead.outcome_source) == ("ordered", "O", "sales.sale:7")
    assert lead.next_follow_up_on == TODAY + timedelta(days=7)
    assert (last_action(), last_event().payload["status"]) == ("customers.lead.ordered", "ordered")

    services.mark_reopened(actor=anna, lead_id=lead.pk, source="sales.sale:7", at=NOON)
    lead.refresh_from_db()
    assert (lead.status, lead.level_id, lead.next_follow_up_on) == ("active", "A", TODAY)
    assert last_action() == "customers.lead.reopened"


def test_only_the_document_that_made_the_outcome_takes_it_back(lead, anna):
    services.mark_ordered(actor=anna, lead_id=lead.pk, source="sales.sale:7", at=NOON)
    before = state(lead)

    with pytest.raises(errors.LeadNotReopenable):
        services.mark_reopened(actor=anna, lead_id=lead.pk, source="sales.sale:8", at=NOON)
    with pytest.raises(NotFound):
        services.mark_reopened(actor=anna, lead_id=999_999, source="sales.sale:8", at=NOON)
    with pytest.raises(errors.LeadNotOpen):
        services.mark_ordered(actor=anna, lead_id=lead.pk, source="sales.sale:9", at=NOON)

    assert state(lead) == before


def test_a_defeat_says_why_and_comes_back_for_review(lead, anna):
    services.defeat_lead(actor=anna, lead_id=lead.pk, reason="competitor", competitor="Brand X")

    lead.refresh_from_db()
    assert (lead.status, lead.level_id, lead.defeat_reason, lead.competitor) == (
        "defeated", "F", "competitor", "Brand X",
    )  # fmt: skip
    assert lead.next_follow_up_on == TODAY + timedelta(days=60)
    assert last_action() == "customers.lead.defeated"

    services.reopen_lead(actor=anna, lead_id=lead.pk)
    lead.refresh_from_db()
    assert (lead.status, lead.level_id, lead.defeat_reason) == ("active", "N", "")
    with pytest.raises(errors.LeadNotReopenable):
        services.reopen_lead(actor=anna, lead_id=lead.pk)


def test_a_defeat_is_refused_without_reason_when_stale_or_when_sold(lead, anna):
    with pytest.raises(Invalid):
        services.defeat_lead(actor=anna, lead_id=lead.pk, reason="")
    with pytest.raises(Stale):
        services.defeat_lead(actor=anna, lead_id=lead.pk, reason="price", version=9)
    services.mark_ordered(actor=anna, lead_id=lead.pk, source="sales.sale:1", at=NOON)
    before = state(lead)
    with pytest.raises(errors.LeadNotOpen):
        services.defeat_lead(actor=anna, lead_id=lead.pk, reason="price")
    assert state(lead) == before


def test_a_change_is_recorded_with_before_and_after(lead, anna):
    services.change_lead(
        actor=anna, lead_id=lead.pk, version=1, changes={"wanted": "white", "source_id": "referral"}
    )

    entry = AuditEntry.objects.latest("pk")
    assert entry.action == "customers.lead.changed"
    assert entry.changes == {"wanted": ["", "white"], "source_id": ["walk_in", "referral"]}
    lead.refresh_from_db()
    assert lead.version == 2


@pytest.mark.parametrize(
    ("version", "changes", "error"),
    [
        (2, {"wanted": "x"}, Stale),
        (1, {"status": "ordered"}, Invalid),
        (1, {"source_id": "dream"}, errors.SourceUnknown),
        (1, {"next_follow_up_on": None}, errors.NextDateUnsuitable),
        (1, {"next_follow_up_on": date(2020, 1, 1)}, errors.NextDateUnsuitable),
        (1, {"budget_min": 5, "budget_max": 4}, Invalid),
        (1, {"series_id": 999_999}, Invalid),
    ],
)
def test_a_wrong_change_changes_nothing(lead, anna, version, changes, error):
    before = state(lead)

    with pytest.raises(error):
        services.change_lead(actor=anna, lead_id=lead.pk, version=version, changes=changes)

    assert state(lead) == before


def test_an_assigned_lead_and_its_customer_change_hands(lead, mira, anna, north):
    colleague = EmployeeFactory(store=north)

    services.assign_lead(actor=mira, lead_id=lead.pk, owner_id=colleague.pk)

    lead.refresh_from_db()
    assert lead.owner_id == colleague.pk
    assert Relationship.objects.get().owner_id == colleague.pk
    assert last_action() == "customers.lead.assigned"
    assert last_event().payload == {
        "lead_id": lead.pk, "store_id": north.pk, "owner_id": colleague.pk, "previous_owner_id": anna.employee_id,
    }  # fmt: skip


def test_assigning_is_refused_to_consultants_and_for_strangers(lead, mira, anna):
    before = state(lead)

    with pytest.raises(NotAllowed):
        services.assign_lead(actor=anna, lead_id=lead.pk, owner_id=None)
    with pytest.raises(errors.OwnerUnsuitable):
        services.assign_lead(actor=mira, lead_id=lead.pk, owner_id=EmployeeFactory().pk)

    assert state(lead) == before


def test_several_leads_are_assigned_all_or_none(lead, mira, anna, north):
    other, far = a_lead(north), a_lead(StoreFactory())

    with pytest.raises(NotFound):
        services.assign_leads(actor=mira, lead_ids=[lead.pk, far.pk], owner_id=None)
    lead.refresh_from_db()
    assert lead.owner_id == anna.employee_id

    assert services.assign_leads(actor=mira, lead_ids=[lead.pk, other.pk], owner_id=anna.employee_id) == 1


@pytest.mark.parametrize("table", ["customers_followup", "customers_timelineentry"])
def test_the_database_keeps_follow_ups_and_timeline_as_they_are(lead, anna, table):
    services.record_follow_up(actor=anna, lead_id=lead.pk, channel="phone")

    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_database_refuses_an_open_lead_without_a_next_step(lead):
    with pytest.raises(IntegrityError), transaction.atomic():
        Lead.objects.filter(pk=lead.pk).update(next_follow_up_on=None)
