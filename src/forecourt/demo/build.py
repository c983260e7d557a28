"""Making the demo group, step by step, with a report of how far it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from forecourt.apps.customers import services as customers
from forecourt.apps.organization.models import Group
from forecourt.apps.sales import services as sales
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.audit.seal import seal_batch
from forecourt.core.batches import batched
from forecourt.core.errors import Conflict
from forecourt.demo import organization, stock
from forecourt.demo.leads import Prospects, counts
from forecourt.demo.organization import DemoStore
from forecourt.demo.profile import Profile
from forecourt.demo.sales import Till, months, set_prices
from forecourt.demo.stock import Plan, Trim

Report = Callable[[str, int, int], None]
BATCH = 2000


class Builder:
    """Builds a group of a size from a seed; the same seed on the same day gives the same group."""

    def __init__(self, profile: Profile, seed: int, report: Report) -> None:
        self.profile, self.report = profile, report
        self.dice = Random(seed)  # nosec B311 - a demonstration, no secret
        self.actor, self.today = Actor.system("演示数据"), clock.today()

    def build(self) -> None:
        """Make everything. Raises Conflict where the installation has a group already."""
        if Group.objects.exists():
            raise Conflict("This installation has a group already.")
        stores = self.make_stores()
        trims = stock.catalogue(self.actor, (self.today.year - 1, self.today.year))
        set_prices(self.actor, trims, self.today)
        planned = stock.plans(self.dice, self.profile, stores, trims, self.today)
        buyers = self.make_leads(planned, stores, trims)
        self.trade(planned, buyers)
        while seal_batch():
            pass

    def make_stores(self) -> list[DemoStore]:
        """The organization."""
        stores = []
        for store in organization.build(self.dice, self.profile, self.actor):
            stores.append(store)
            self.report("stores", len(stores), self.profile.stores)
        return stores

    def make_leads(
        self, planned: Sequence[Plan], stores: Sequence[DemoStore], trims: Sequence[Trim]
    ) -> list["Buyer"]:
        """All leads; the customer and seller of each plan that is sold, in the order of the plans."""
        prospects = Prospects(self.dice, stores, trims, self.today)
        sold = [plan for plan in planned if plan.sold_on]
        lost, live = counts(self.profile)
        buyers, done, total = [], 0, len(sold) + lost + live
        for batch in batched(sold, BATCH):
            drafts = [prospects.bought(plan) for plan in batch]
            leads = customers.import_leads(actor=self.actor, drafts=drafts)
            buyers += [Buyer(lead.customer_id, lead.owner_id) for lead in leads]
            done += len(batch)
            self.report("leads", done, total)
        others = (
            prospects.lost(self.profile.days) if index < lost else prospects.live()
            for index in range(lost + live)
        )
        for drafts in batched(others, BATCH):
            customers.import_leads(actor=self.actor, drafts=drafts)
            done += len(drafts)
            self.report("leads", done, total)
        return buyers

    def trade(self, planned: Sequence[Plan], buyers: Sequence["Buyer"]) -> None:
        """Receive and sell in the order of time, thirty days at a stretch."""
        till, serial = Till(self.dice), 0
        of_plan = dict(zip((id(plan) for plan in planned if plan.sold_on), buyers, strict=True))
        waiting, arrivals = [plan for plan in planned if plan.sold_on], iter(planned)
        following = next(arrivals, None)
        for end in months(planned, self.today):
            arrived = []
            while following is not None and following.received_on < end:
                arrived.append(following)
                following = next(arrivals, None)
            for batch in batched(arrived, BATCH):
                stock.receive(self.dice, self.actor, batch, serial + 1)
                serial += len(batch)
                self.report("vehicles", serial, len(planned))
            due = [plan for plan in waiting if plan.vehicle_id and _before(plan.sold_on, end)]
            waiting = [plan for plan in waiting if not (plan.vehicle_id and _before(plan.sold_on, end))]
            due.sort(key=lambda plan: plan.sold_on or end)
            drafts = [
                till.draft(plan, of_plan[id(plan)].customer_id, of_plan[id(plan)].seller_id) for plan in due
            ]
            sales.import_sales(actor=self.actor, drafts=drafts)


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who bought, and from whom."""

    customer_id: int
    seller_id: int | None


def _before(day: date | None, end: date) -> bool:
    return day is not None and day < end
