"""A program: one shop, and many processes that sell its cars at the same moment.

`prepare N` opens the shop with N cars, one more that somebody holds, and a buyer; `one` lets 32 processes sell the same
car, `one-unlocked` the same without the lock and without the constraint; `many` lets each fail to sell the one that is held
and sell a car of its own; `check` prints what became of it.
"""

import json
import multiprocessing
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from multiprocessing.synchronize import Barrier

import django

django.setup()

from django.db import connection  # noqa: E402 - Django first

from forecourt.apps.customers.models import Customer  # noqa: E402
from forecourt.apps.finance.models import AccountBalance, JournalLine  # noqa: E402
from forecourt.apps.inventory import services  # noqa: E402
from forecourt.apps.inventory.models import Vehicle  # noqa: E402
from forecourt.apps.inventory.services import hold_vehicle, sell  # noqa: E402
from forecourt.apps.organization.models import Store  # noqa: E402
from forecourt.apps.organization.tests.factories import acting  # noqa: E402
from forecourt.apps.sales.models import Sale, SalesSummary  # noqa: E402
from forecourt.apps.sales.services import record_sale  # noqa: E402
from forecourt.apps.sales.tests.factories import PRICE, SYSTEM, Shop  # noqa: E402
from forecourt.core import clock  # noqa: E402
from forecourt.core.errors import DomainError  # noqa: E402
from forecourt.core.verify import run_checks  # noqa: E402

SELLERS = 32
HELD = "held car"


def prepare(cars: int) -> None:
    """Open the shop."""
    shop = Shop.open()
    shop.buyer()
    series = shop.car(exterior_colour=HELD).series_id
    for _car in range(cars):
        shop.car(series_id=series)
    held = Vehicle.objects.get(exterior_colour=HELD)
    until = clock.now() + timedelta(days=1)
    hold_vehicle(
        actor=acting("sales_manager", shop.store), vehicle_id=held.pk, until=until, for_text="a buyer"
    )


def sell_car(vehicle_id: int) -> str:
    """Sell one car; "sold" or the code of the refusal. Anything else that is raised is a failure, by its name."""
    try:
        record_sale(
            actor=SYSTEM, store_id=Store.objects.get().pk, vehicle_id=vehicle_id, price=PRICE,
            customer_id=Customer.objects.values_list("pk", flat=True)[0], sold_on=date(2026, 3, 10),
        )  # fmt: skip
    except DomainError as error:
        return error.code
    except Exception as error:  # noqa: BLE001 - the control must show what comes instead of a clear refusal
        return f"failure {type(error).__name__}"
    return "sold"


def race(work: Callable[[int, Barrier], list[str]]) -> None:
    """Run `work` in 32 processes that start together; print how often each result came."""
    fork = multiprocessing.get_context("fork")
    start, results = fork.Barrier(SELLERS), fork.SimpleQueue()
    sellers = [
        fork.Process(target=lambda place=place: results.put(work(place, start))) for place in range(SELLERS)
    ]
    for seller in sellers:
        seller.start()
    said = Counter(result for _seller in sellers for result in results.get())
    for seller in sellers:
        seller.join()
    print(json.dumps(dict(said)))


def sell_the_one(place: int, start: Barrier) -> list[str]:
    """Everybody wants the same car."""
    car = Vehicle.objects.exclude(exterior_colour=HELD).get()
    start.wait()
    return [sell_car(car.pk)]


def sell_the_one_unlocked(place: int, start: Barrier) -> list[str]:
    """Everybody wants the same car, and judges it by a row that nobody locked."""
    seen = Vehicle.objects.exclude(exterior_colour=HELD).get()
    for module in (sell, services):
        vars(module)["lock_vehicle"] = lambda *, actor, vehicle_id: seen
    start.wait()
    return [sell_car(seen.pk)]


def sell_some(place: int, start: Barrier) -> list[str]:
    """A car that is held, whose number goes back, and a car of one's own."""
    cars = Vehicle.objects.exclude(exterior_colour=HELD).order_by("pk").values_list("pk", flat=True)
    held, own = Vehicle.objects.get(exterior_colour=HELD), cars[place]
    start.wait()
    return [sell_car(held.pk), sell_car(own)]


def drop_constraint() -> None:
    """Take out the last line of defence."""
    with connection.cursor() as cursor:
        cursor.execute('DROP INDEX "sale_one_live_per_vehicle"')


def check() -> None:
    """Print the facts, and what verify finds."""
    sums = SalesSummary.objects.values_list("units", "amount")
    ignored = {"core.audit_chain"}
    findings = [
        f"{check.code}: {finding.what}"
        for check, found in run_checks()
        if check.code not in ignored
        for finding in found
        if not finding.is_notice
    ]
    facts = {
        "sales": Sale.objects.count(),
        "numbers": sorted(int(number[-6:]) for number in Sale.objects.values_list("number", flat=True)),
        "units": sum(units for units, _amount in sums),
        "amount": sum(amount for _units, amount in sums),
        "ledger": sum(JournalLine.objects.values_list("amount", flat=True)),
        "receivable": sum(row.debit - row.credit for row in AccountBalance.objects.filter(account="1122")),
        "findings": findings,
    }
    print(json.dumps(facts))


def main(verb: str, *arguments: str) -> None:
    """Do one verb."""
    if verb == "prepare":
        prepare(int(arguments[0]))
    elif verb == "drop-constraint":
        drop_constraint()
    elif verb == "check":
        check()
    else:
        works = {"one": sell_the_one, "one-unlocked": sell_the_one_unlocked, "many": sell_some}
        race(works[verb])


if __name__ == "__main__":
    main(*sys.argv[1:])
