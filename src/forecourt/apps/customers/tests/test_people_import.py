"""Customers and leads come in by file once; nobody is doubled, and nobody is taken for somebody else."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import pytest
from django.utils import translation

from forecourt.apps.customers.imports import CUSTOMERS, LEADS
from forecourt.apps.customers.models import Customer, Lead, Relationship
from forecourt.apps.organization.models import Store
from forecourt.apps.organization.tests.factories import StoreFactory, acting
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.errors import Invalid, NotAllowed
from forecourt.core.imports.engine import Pass, Tally
from forecourt.core.imports.importer import Importer
from forecourt.core.imports.mapping import suggest
from forecourt.core.spreadsheets import open_table

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
LEAD_HEAD = "reference,name,phone,store,source,level,customer_reference"


def bring_in(
    importer: Importer,
    rows: Sequence[str],
    head: str,
    actor: Actor = SYSTEM,
    options: Mapping[str, str] | None = None,
) -> Tally:
    table = open_table(BytesIO("\n".join([head, *rows]).encode()), "people.csv")
    return Pass(importer, actor, suggest(table.headers, importer.fields), options or {}).bring_in(table)


def customers(*rows: str, actor: Actor = SYSTEM, **options: str) -> Tally:
    return bring_in(CUSTOMERS, rows, "reference,name,phone,store", actor, options)


def leads(*rows: str, **options: str) -> Tally:
    return bring_in(LEADS, rows, LEAD_HEAD, options=options)


def refusals(tally: Tally) -> list[str]:
    return [reason for _number, _row, reason in tally.refused]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def north():
    return StoreFactory(name="North")


def test_a_customer_comes_in_once_and_is_known_to_his_store(north):
    row = "C1,Zhang San,138 0013 8000,North"

    assert customers(row).outcomes == {"new": 1}
    assert customers(row).outcomes == {"known": 1}

    customer = Customer.objects.get()
    assert (customer.name, customer.phone) == ("Zhang San", "+8613800138000")
    assert Relationship.objects.get().store == north


def test_a_phone_the_group_knows_is_the_same_customer_at_another_store():
    StoreFactory(name="South")
    customers("C1,Zhang San,13800138000,North")

    assert customers("S7,Z. San,+86 138 0013 8000,South").outcomes == {"joined": 1}

    assert Customer.objects.get().name == "Zhang San"
    assert Relationship.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("C2,,13900139000,North", "Name is missing"),
        ("C2,Li Si,12,North", "“12” is not a phone number"),
        ("C2,Li Si,13900139000,South", "There is no store “South” to which you may add."),
        (",Li Si,,North", "A customer without a phone needs a number in the old system."),
        ("C1,Li Si,13900139000,North", "Row 2 is the same."),
    ],
    ids=["name", "phone", "store", "nothing to know him by", "twice"],
)
def test_a_row_that_cannot_be_a_customer_says_why(row, reason):
    tally = customers("C1,Zhang San,13800138000,North", row)

    assert len(tally.refused) == 1
    assert refusals(tally)[0].startswith(reason)
    assert Customer.objects.count() == 1


def test_leads_of_one_customer_without_a_phone_have_one_customer():
    rows = ("L1,601,,North,Walk-in,H,601", "L2,601,,North,referral,,601", "L3,7,,North,website,A,7")

    assert leads(*rows).outcomes == {"new": 3}
    assert leads(*rows).outcomes == {"known": 3}

    assert (Lead.objects.count(), Customer.objects.count()) == (3, 2)
    first = Lead.objects.order_by("pk").first()
    assert first is not None
    assert (first.level_id, first.source_id, first.status) == ("H", "walk_in", "active")
    assert first.next_follow_up_on == clock.today()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("L2,Li Si,13900139000,North,Facebook,H,", "“Facebook” is not a known source."),
        ("L2,Li Si,13900139000,North,website,X,", "“X” is not a level for this lead."),
        ("L2,Li Si,13900139000,North,website,O,", "“O” is not a level for this lead."),
        ("L1,Li Si,13900139000,North,website,H,", "Row 2 is the same."),
    ],
    ids=["source", "level", "level of an order", "twice"],
)
def test_a_row_that_cannot_be_a_lead_says_why(row, reason):
    tally = leads("L1,Zhang San,13800138000,North,website,H,", row)

    assert refusals(tally) == [reason]
    assert (Lead.objects.count(), Customer.objects.count()) == (1, 1)


def test_a_source_the_group_does_not_have_counts_as_the_one_chosen_for_such():
    leads("L1,Zhang San,13800138000,North,Facebook,H,", other_source="campaign")

    lead = Lead.objects.get()
    assert (lead.source_id, lead.custom) == ("campaign", {"source_as_given": "Facebook"})


def test_a_customer_with_an_open_lead_at_the_store_gets_no_second_one():
    leads("L1,Zhang San,13800138000,North,website,H,")

    tally = leads("L9,Zhang San,138 0013 8000,North,website,H,")

    assert refusals(tally) == ["This customer already has an open lead at this store."]
    assert Lead.objects.count() == 1


def test_an_unknown_choice_of_source_is_refused_before_any_row():
    with pytest.raises(Invalid):
        leads("L1,Zhang San,13800138000,North,website,H,", other_source="facebook")

    assert not Lead.objects.exists()


def test_a_manager_of_another_store_adds_nothing_here():
    olaf = acting("store_manager", StoreFactory(name="South"))

    tally = customers("C1,Zhang San,13800138000,North", actor=olaf)

    assert refusals(tally) == ["There is no store “North” to which you may add."]
    with pytest.raises(NotAllowed):
        customers("C1,Zhang San,13800138000,North", actor=olaf, add_stores="yes")
    assert not Customer.objects.exists()
    assert Store.objects.count() == 2
