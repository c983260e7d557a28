"""Customers and leads of two years: those that bought, those that were lost, those that are worked on today."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from forecourt.apps.customers.services import ContactDraft, CustomerDraft, LeadDraft
from forecourt.demo.names import company_name, customer_phone, person_name
from forecourt.demo.organization import DemoStore
from forecourt.demo.profile import Profile
from forecourt.demo.stock import Plan, Trim, moment

CADENCE = {"H": 2, "A": 7, "B": 14, "C": 30}
AFTER_SALES = (1, 3, 7, 30, 90)
SOURCES = ("walk_in", "walk_in", "walk_in", "phone", "website", "autohome", "autohome", "dongchedi", "dongchedi",
           "yiche", "referral", "retention", "campaign", "field_visit")  # fmt: skip
CHANNELS = ("phone", "phone", "wechat", "wechat", "showroom")
NOTES = (
    "询问价格和优惠",
    "想试驾",
    "对比竞品",
    "等家人商量",
    "关注续航和油耗",
    "问置换补贴",
    "问贷款方案",
    "",
    "",
)
REASONS = ("price", "competitor", "other_dealer", "stock", "finance", "no_need", "unreachable")
COMPETITORS = ("领克 08", "问界 M7", "理想 L6", "小鹏 G6", "日产 轩逸", "马自达 CX-5")


class Prospects:
    """Draws leads of people who never lived, each with a number of his own."""

    def __init__(self, dice: Random, stores: Sequence[DemoStore], trims: Sequence[Trim], today: date) -> None:
        self.dice, self.stores, self.trims, self.today = dice, stores, trims, today
        self.serial = 0

    def customer(self, store: DemoStore, since: date) -> CustomerDraft:
        """A new customer of the store, in the hands of one of its sellers."""
        self.serial += 1
        dice = self.dice
        facts: dict[str, Any] = {"city": store.city.name}
        if dice.random() < 0.06:
            facts["kind"], name = "company", company_name(dice, store.city.name)
        else:
            facts["gender"], name = dice.choice(("male", "female")), person_name(dice)
        return CustomerDraft(
            store_id=store.pk,
            name=name,
            phone=customer_phone(self.serial),
            owner_id=dice.choice(store.sellers),
            known_since=moment(since, hour=dice.randrange(9, 18)),
            facts=facts,
        )

    def bought(self, plan: Plan) -> LeadDraft:
        """The lead behind a sale."""
        assert plan.sold_on is not None  # nosec B101 - only plans that are sold come here
        created = plan.sold_on - timedelta(days=self.dice.randrange(2, 60))
        draft = self._lead(plan.store, plan.trim, created, until=plan.sold_on, path="BAH")
        ahead = [plan.sold_on + timedelta(days=days) for days in AFTER_SALES]
        following = min((day for day in ahead if day >= self.today), default=None)
        return replace(draft, status="delivered", level="D", stage_on=plan.sold_on, next_on=following)

    def lost(self, days: int) -> LeadDraft:
        """A lead of the past `days` that came to nothing."""
        created = self.today - timedelta(days=20 + int(days * self.dice.random()))
        ended = min(self.today, created + timedelta(days=self.dice.randrange(5, 90)))
        draft = self._lead(self.dice.choice(self.stores), self.dice.choice(self.trims), created, ended, "CB")
        reason = self.dice.choice(REASONS)
        facts = {**draft.facts, "defeat_reason": reason}
        if reason == "competitor":
            facts["competitor"] = self.dice.choice(COMPETITORS)
        return replace(draft, status="defeated", level="F", stage_on=ended, next_on=None, facts=facts)

    def live(self) -> LeadDraft:
        """A lead somebody works on: mostly in time, some due today, some overdue, a few not spoken to yet."""
        dice = self.dice
        store, trim = dice.choice(self.stores), dice.choice(self.trims)
        if dice.random() < 0.08:
            return self._lead(store, trim, self.today - timedelta(days=dice.randrange(2)), self.today, "")
        level = dice.choices("HABC", weights=(2, 4, 6, 5))[0]
        next_on = self._next_step(level)
        last = min(next_on - timedelta(days=CADENCE[level]), self.today - timedelta(days=1))
        draft = self._lead(store, trim, last - timedelta(days=int(60 * dice.random())), last, "C" + level)
        return replace(draft, next_on=next_on)

    def _next_step(self, level: str) -> date:
        chance, cadence = self.dice.random(), CADENCE[level]
        if chance < 0.15:
            return self.today - timedelta(days=self.dice.randrange(1, cadence + 3))
        if chance < 0.30:
            return self.today
        return self.today + timedelta(days=self.dice.randrange(1, cadence + 1))

    def _lead(self, store: DemoStore, trim: Trim, created: date, until: date, path: str) -> LeadDraft:
        contacts = tuple(self._contacts(created, until, path))
        guide = trim.guide_price
        return LeadDraft(
            customer=self.customer(store, created),
            source=self.dice.choice(SOURCES),
            level=contacts[-1].level if contacts else "N",
            status="active",
            created_at=moment(created, hour=9),
            stage_on=created,
            next_on=self.today,
            contacts=contacts,
            facts={
                "series_id": trim.series_id,
                "budget_min": guide * 8 // 10,
                "budget_max": guide * 11 // 10,
                "expected_on": until + timedelta(days=self.dice.randrange(1, 60)),
            },
        )

    def _contacts(self, created: date, until: date, path: str) -> Iterator[ContactDraft]:
        """Contacts from the first day to the last, none after yesterday, the level moving along `path`."""
        if not path:
            return
        dice, span = self.dice, max(0, (min(until, self.today - timedelta(days=1)) - created).days)
        count = min(len(path) + dice.randrange(2), span + 1)
        for index in range(count):
            yield ContactDraft(
                at=moment(created + timedelta(days=span * (index + 1) // count), hour=10 + index),
                channel=dice.choice(CHANNELS),
                outcome="reached" if dice.random() < 0.8 else "no_answer",
                level=path[min(index * len(path) // count, len(path) - 1) if index < count - 1 else -1],
                note=dice.choice(NOTES),
            )


def counts(profile: Profile) -> tuple[int, int]:
    """How many leads were lost and how many are live, beside those that bought."""
    rest = max(0, profile.leads - profile.sales)
    return rest * 55 // 100, rest - rest * 55 // 100
