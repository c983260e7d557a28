"""Price policies: which one holds, and that none is ever overwritten."""

from datetime import date

import pytest

from forecourt.apps.inventory.tests.factories import CarModelFactory
from forecourt.apps.organization.tests.factories import StoreFactory, acting
from forecourt.apps.sales.errors import PolicyInvalid, PolicyOverlaps
from forecourt.apps.sales.models import PricePolicy
from forecourt.apps.sales.selectors import floor_price, list_policies, price_hint
from forecourt.apps.sales.services import end_price_policy, set_price_policy
from forecourt.apps.sales.tests.factories import SYSTEM
from forecourt.core.errors import NotAllowed, NotFound
from forecourt.core.models import AuditEntry

NEW_YEAR, MAY = date(2026, 1, 1), date(2026, 5, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def model():
    return CarModelFactory()


@pytest.fixture
def store():
    return StoreFactory()


def policy(model, floor, *, actor=SYSTEM, starts_on=NEW_YEAR, **facts):
    return set_price_policy(
        actor=actor,
        series_id=model.series_id,
        suggested=floor + 100,
        floor=floor,
        starts_on=starts_on,
        **facts,
    )


def floor(model, store, on=date(2026, 6, 1)):
    return floor_price(SYSTEM, series_id=model.series_id, model_id=model.pk, store_id=store.pk, on=on)


def test_without_a_policy_there_is_no_floor(model, store):
    assert floor(model, store) is None


def test_the_nearest_policy_holds(model, store):
    policy(model, 100)
    assert floor(model, store) == 100
    policy(model, 200, store_id=store.pk)
    assert floor(model, store) == 200
    policy(model, 300, model_id=model.pk)
    assert floor(model, store) == 300
    policy(model, 400, model_id=model.pk, store_id=store.pk)
    assert floor(model, store) == 400
    assert floor(model, StoreFactory()) == 300


def test_a_policy_holds_from_its_first_to_its_last_day(model, store):
    policy(model, 100, ends_on=date(2026, 3, 31))

    days = [date(2025, 12, 31), NEW_YEAR, date(2026, 3, 31), date(2026, 4, 1)]
    assert [floor(model, store, on) for on in days] == [None, 100, 100, None]


def test_a_new_policy_ends_the_open_one_and_leaves_its_prices(model, store):
    first = policy(model, 100)

    second = policy(model, 90, starts_on=MAY)

    first.refresh_from_db()
    assert (first.floor, first.ends_on, first.number, second.number) == (100, date(2026, 4, 30), 1, 2)
    assert (floor(model, store, date(2026, 4, 30)), floor(model, store, MAY)) == (100, 90)
    assert AuditEntry.objects.get(action="sales.policy.ended").changes["ends_on"] == [None, "2026-04-30"]


@pytest.mark.parametrize(
    "period",
    [
        {"starts_on": NEW_YEAR},
        {"starts_on": date(2026, 3, 31)},
        {"starts_on": date(2025, 12, 1)},
        {"starts_on": date(2025, 12, 1), "ends_on": NEW_YEAR},
    ],
)
def test_periods_of_a_scope_do_not_overlap(model, period):
    policy(model, 100, ends_on=date(2026, 3, 31))

    with pytest.raises(PolicyOverlaps):
        policy(model, 90, **period)

    assert PricePolicy.objects.get().floor == 100


@pytest.mark.parametrize(("suggested", "lowest"), [(100, 101), (100, 0), (100, -1)])
def test_the_floor_lies_above_nothing_and_not_above_the_suggested_price(model, suggested, lowest):
    with pytest.raises(PolicyInvalid):
        set_price_policy(
            actor=SYSTEM, series_id=model.series_id, suggested=suggested, floor=lowest, starts_on=NEW_YEAR
        )

    assert not PricePolicy.objects.exists()


def test_a_policy_does_not_end_before_it_begins(model):
    with pytest.raises(PolicyInvalid):
        policy(model, 100, ends_on=date(2025, 12, 31))

    assert not PricePolicy.objects.exists()


def test_ending_a_policy_keeps_it(model, store):
    mira = acting("store_manager", store)
    held = policy(model, 100, store_id=store.pk)

    end_price_policy(actor=mira, policy_id=held.pk, on=MAY)

    assert PricePolicy.objects.get().ends_on == MAY
    with pytest.raises(PolicyInvalid):
        end_price_policy(actor=mira, policy_id=held.pk, on=date(2026, 6, 1))


def test_a_store_manager_sets_policies_of_his_store_only(model, store):
    mira = acting("store_manager", store)
    policy(model, 100, actor=mira, store_id=store.pk)

    for elsewhere in (None, StoreFactory().pk):
        with pytest.raises(NotAllowed):
            policy(model, 100, actor=mira, store_id=elsewhere)

    assert PricePolicy.objects.get().store == store


def test_a_policy_of_another_store_is_not_found_and_that_of_the_group_not_ended(model, store):
    mira = acting("store_manager", store)
    elsewhere = policy(model, 100, store_id=StoreFactory().pk)
    everywhere = policy(model, 100)

    with pytest.raises(NotFound):
        end_price_policy(actor=mira, policy_id=elsewhere.pk, on=MAY)
    with pytest.raises(NotAllowed):
        end_price_policy(actor=mira, policy_id=everywhere.pk, on=MAY)

    assert set(list_policies(mira)) == {everywhere}


def test_a_consultant_is_told_the_suggested_price_and_not_the_floor(model, store):
    policy(model, 100)

    def told(role):
        return price_hint(
            acting(role, store), series_id=model.series_id, model_id=model.pk, store_id=store.pk, on=MAY
        )

    assert told("sales_consultant") == (200, None)
    assert told("sales_manager") == (200, 100)
