"""The demo group: small, by seed, and proven."""

from datetime import timedelta

import pytest
from django.db import transaction

from forecourt.apps.customers.models import Customer, Lead
from forecourt.apps.inventory.models import Vehicle
from forecourt.apps.organization.models import Store
from forecourt.apps.sales.models import Sale
from forecourt.core import clock
from forecourt.core.errors import Conflict
from forecourt.core.verify import run_checks
from forecourt.demo.build import Builder
from forecourt.demo.profile import Profile

pytestmark = pytest.mark.django_db
SMALL = Profile(stores=2, staff=24, customers=60, leads=120, stock=30, sales=40, days=200)


def build(seed: int = 7) -> None:
    Builder(SMALL, seed, lambda what, done, total: None).build()


def test_the_demo_group_has_the_size_it_was_asked_for_and_is_proven():
    build()

    in_stock = Vehicle.objects.in_stock().count()
    assert (Store.objects.count(), in_stock, Sale.objects.count(), Lead.objects.count()) == (2, 30, 40, 120)
    assert [finding for _check, found in run_checks() for finding in found if not finding.is_notice] == []


def test_its_history_ends_today():
    build()

    sold = Sale.objects.order_by("sold_on").values_list("sold_on", flat=True)
    assert clock.today() - timedelta(days=200) <= sold[0] <= sold[len(sold) - 1] <= clock.today()
    assert Lead.objects.filter(next_follow_up_on=clock.today()).exists()


def drawn(seed: int) -> tuple[list[str], list[str | None]]:
    """The names and VINs of a group that is not kept."""
    with transaction.atomic():
        build(seed)
        names = list(Customer.objects.order_by("pk").values_list("name", flat=True))
        vins = list(Vehicle.objects.order_by("pk").values_list("vin", flat=True))
        transaction.set_rollback(True)
    return names, vins


def test_the_same_seed_gives_the_same_group_and_another_one_another():
    first, again, other = drawn(7), drawn(7), drawn(8)

    assert first == again
    assert first != other


def test_a_group_is_never_overwritten():
    build()

    with pytest.raises(Conflict):
        build()

    assert Store.objects.count() == 2
