"""The sales of two years, and what cars should cost."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from forecourt.apps.inventory.models import Accessory
from forecourt.apps.sales import services
from forecourt.apps.sales.drafts import AccessoryDraft, SaleDraft
from forecourt.core.actor import Actor
from forecourt.core.money import apply_rate
from forecourt.demo.stock import Plan, Trim

_YUAN = 100


def set_prices(actor: Actor, trims: Sequence[Trim], today: date) -> None:
    """A suggested and a floor price for every model, group-wide, from the first of January on."""
    for trim in trims:
        services.set_price_policy(
            actor=actor,
            series_id=trim.series_id,
            model_id=trim.model_id,
            starts_on=today.replace(month=1, day=1),
            suggested=_round(apply_rate(trim.guide_price, Decimal("0.97"))),
            floor=_round(apply_rate(trim.guide_price, Decimal("0.91"))),
        )


def _round(minor: int) -> int:
    """Down to whole hundreds of yuan, as prices are told."""
    return minor // (100 * _YUAN) * (100 * _YUAN)


class Till:
    """Draws what a car was sold for and with."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.accessories = list(Accessory.objects.order_by("pk"))

    def draft(self, plan: Plan, customer_id: int, seller_id: int | None) -> SaleDraft:
        """The sale of a plan's vehicle."""
        assert plan.sold_on is not None  # nosec B101 - only plans that are sold come here
        dice = self.dice
        chosen = dice.sample(self.accessories, dice.choices((0, 1, 2, 3), weights=(45, 30, 18, 7))[0])
        share = Decimal(dice.randrange(915, 1000)) / 1000
        return SaleDraft(
            store_id=plan.store.pk,
            vehicle_id=plan.vehicle_id,
            customer_id=customer_id,
            seller_id=seller_id,
            price=_round(apply_rate(plan.trim.guide_price, share)),
            sold_on=plan.sold_on,
            accessories=[
                AccessoryDraft(name=each.name, price=each.price, cost=each.cost or 0, accessory_id=each.pk)
                for each in chosen
            ],
        )


def months(planned: Sequence[Plan], today: date) -> list[date]:
    """The first days after each stretch of thirty days from the first receipt until today."""
    ends, end = [], planned[0].received_on
    while end < today:
        end += timedelta(days=30)
        ends.append(min(end, today + timedelta(days=1)))
    return ends or [today + timedelta(days=1)]
