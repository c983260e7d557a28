"""Whoever changes the database behind the program's back is found, and what was changed is named."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F

from forecourt.apps.customers.models import Customer
from forecourt.apps.finance.models import AccountBalance, JournalEntry, JournalLine
from forecourt.apps.inventory.models import Movement, Vehicle
from forecourt.apps.sales.models import Sale, SaleLine, SalesSummary
from forecourt.core.models import AuditEntry, AuditSeal, NumberSequence
from forecourt.core.triggers import append_only_lifted
from forecourt.demo.build import Builder
from forecourt.demo.profile import Profile

pytestmark = pytest.mark.django_db
SMALL = Profile(stores=2, staff=24, customers=30, leads=40, stock=12, sales=20, days=120)


def first_movement_deleted() -> str:
    with append_only_lifted(Movement._meta.db_table):
        movement = Movement.objects.filter(kind="sale").order_by("pk")[0]
        movement.delete()
    return f"vehicle {movement.vehicle.stock_number} is sold"


def receipt_deleted() -> str:
    sale = Movement.objects.filter(kind="sale").order_by("pk")[0]
    with append_only_lifted(Movement._meta.db_table):
        Movement.objects.filter(vehicle=sale.vehicle_id, kind="receipt").delete()
    return f"movement {sale.pk} of vehicle {sale.vehicle_id} does not begin where the one before ended"


def summary_raised() -> str:
    row = SalesSummary.objects.order_by("pk")[0]
    SalesSummary.objects.filter(pk=row.pk).update(units=F("units") + 1)
    return f"sales summary of {row.day}, store {row.store_id}"


def summary_deleted() -> str:
    row = SalesSummary.objects.order_by("pk")[0]
    SalesSummary.objects.filter(pk=row.pk).delete()
    return f"sales summary of {row.day}, store {row.store_id}"


def audit_entry_edited() -> str:
    entry = AuditEntry.objects.order_by("pk")[3]
    with append_only_lifted(AuditEntry._meta.db_table):
        AuditEntry.objects.filter(pk=entry.pk).update(actor="nobody")
    return f"audit entry {entry.pk} of chain {entry.store_id or 0}: the entry was altered"


def audit_entry_deleted() -> str:
    entry = AuditEntry.objects.order_by("pk")[3]
    with append_only_lifted(AuditEntry._meta.db_table):
        AuditEntry.objects.filter(pk=entry.pk).delete()
    return f"audit entry {entry.pk} of chain {entry.store_id or 0}: the entry was deleted"


def audit_entry_deleted_with_its_seal() -> str:
    seal, after = AuditSeal.objects.filter(chain=AuditSeal.objects.order_by("chain")[0].chain).order_by(
        "position"
    )[:2]
    with append_only_lifted(AuditEntry._meta.db_table), append_only_lifted(AuditSeal._meta.db_table):
        AuditSeal.objects.filter(pk=seal.pk).delete()
        AuditEntry.objects.filter(pk=seal.entry_id).delete()
    return f"audit entry {after.entry_id} of chain {after.chain}: a seal before it is missing"


def ledger_line_altered() -> str:
    line = JournalLine.objects.select_related("entry").order_by("pk")[0]
    with append_only_lifted(JournalLine._meta.db_table):
        JournalLine.objects.filter(pk=line.pk).update(amount=F("amount") + 100)
    return f"journal entry {line.entry.number} is out of balance by ¥1.00"


def ledger_line_moved_to_another_account() -> str:
    line = JournalLine.objects.select_related("entry").filter(account="1405").order_by("pk")[0]
    with append_only_lifted(JournalLine._meta.db_table):
        JournalLine.objects.filter(pk=line.pk).update(account="1403")
    return f"balance of account 1405 in {line.entry.on:%Y-%m} of books {line.entry.store_id}"


def ledger_line_deleted() -> str:
    line = JournalLine.objects.select_related("entry").order_by("pk")[0]
    with append_only_lifted(JournalLine._meta.db_table):
        line.delete()
    return f"journal entry {line.entry.number} has {line.entry.line_count - 1} lines"


def entry_moved_to_another_month() -> str:
    entry = JournalEntry.objects.order_by("pk")[0]
    with append_only_lifted(JournalEntry._meta.db_table):
        JournalEntry.objects.filter(pk=entry.pk).update(on=entry.on.replace(day=1) - timedelta(days=1))
    return f"in {entry.on:%Y-%m} of books {entry.store_id}"


def balance_changed() -> str:
    row = AccountBalance.objects.order_by("pk")[0]
    AccountBalance.objects.filter(pk=row.pk).update(debit=F("debit") + 1, credit=F("credit") + 1)
    return f"balance of account {row.account_id} in {row.month:%Y-%m} of books {row.books}"


def price_of_a_sale_changed() -> str:
    sale = Sale.objects.order_by("pk")[0]
    more = {name: F(name) + 100 for name in ("price", "total")}
    Sale.objects.filter(pk=sale.pk).update(**more | {"gross_profit": F("gross_profit") + 100})
    return f"sale {sale.number}: 1 ledger entries of"


def accessory_line_changed() -> str:
    line = SaleLine.objects.select_related("sale").order_by("pk")[0]
    with append_only_lifted(SaleLine._meta.db_table):
        SaleLine.objects.filter(pk=line.pk).update(cost=F("cost") + 1)
    return f"sale {line.sale.number}: accessories"


def sold_vehicle_put_back() -> str:
    vehicle = Vehicle.objects.filter(status="sold").order_by("pk")[0]
    Vehicle.objects.filter(pk=vehicle.pk).update(status="delivered")
    return f"vehicle {vehicle.stock_number} is delivered"


def cost_of_a_vehicle_changed() -> str:
    vehicle = Vehicle.objects.in_stock().exclude(cost=None).order_by("pk")[0]
    Vehicle.objects.filter(pk=vehicle.pk).update(cost=F("cost") + 1)
    return f"stock of store {vehicle.store_id} is worth"


def number_sequence_set_forward() -> str:
    row = NumberSequence.objects.filter(kind="XS").order_by("pk")[0]
    NumberSequence.objects.filter(pk=row.pk).update(last=F("last") + 1)
    return f"sale numbers of store {row.store_id} in {row.year}: {row.last} of {row.last + 1}"


def name_of_a_customer_changed() -> str:
    customer = Customer.objects.filter(leads__isnull=False).order_by("pk")[0]
    Customer.objects.filter(pk=customer.pk).update(name="Somebody Else")
    return f"customer {customer.pk}: the search text is not that of his facts"


TAMPERINGS: tuple[Callable[[], str], ...] = (
    first_movement_deleted, receipt_deleted, summary_raised, summary_deleted, audit_entry_edited, audit_entry_deleted,
    audit_entry_deleted_with_its_seal, ledger_line_altered, ledger_line_moved_to_another_account, ledger_line_deleted,
    entry_moved_to_another_month, balance_changed, price_of_a_sale_changed, accessory_line_changed,
    sold_vehicle_put_back, cost_of_a_vehicle_changed, number_sequence_set_forward, name_of_a_customer_changed,
)  # fmt: skip


def verdict(capsys: pytest.CaptureFixture[str]) -> tuple[bool, str]:
    """Whether `forecourt verify` is content, and what it said, in one line."""
    capsys.readouterr()
    try:
        call_command("verify")
    except CommandError:
        return False, " ".join(capsys.readouterr().out.split())
    return True, " ".join(capsys.readouterr().out.split())


def test_every_tampering_is_found_and_named(capsys):
    Builder(SMALL, 7, lambda what, done, total: None).build()
    assert verdict(capsys)[0]

    missed = []
    for tamper in TAMPERINGS:
        with transaction.atomic():
            named = tamper()
            content, said = verdict(capsys)
            transaction.set_rollback(True)
        if content or named not in said:
            missed.append((tamper.__name__, named, said))

    assert missed == []
    assert verdict(capsys)[0]
