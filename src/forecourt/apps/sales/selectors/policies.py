"""Which price policy holds."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from forecourt.apps.sales.models import PricePolicy
from forecourt.apps.sales.models.policies import PricePolicyQuerySet
from forecourt.core.actor import Actor


class PriceHint(NamedTuple):
    """What a person is told about the price of a vehicle; `floor` only with `sales.policy.view` in the store."""

    suggested: int | None
    floor: int | None


def policy_for(
    actor: Actor, *, series_id: int, model_id: int | None, store_id: int, on: date
) -> PricePolicy | None:
    """The policy that holds: that of the model before that of the series, the store's before the group's.

    One query, not narrowed: a floor holds whoever sells.
    """
    holding = PricePolicy.objects.filter(
        Q(model=None) | Q(model=model_id),
        Q(store=None) | Q(store=store_id),
        Q(ends_on=None) | Q(ends_on__gte=on),
        series=series_id,
        starts_on__lte=on,
    )
    return max(
        holding, key=lambda policy: (policy.model_id is not None, policy.store_id is not None), default=None
    )


def floor_price(actor: Actor, *, series_id: int, model_id: int | None, store_id: int, on: date) -> int | None:
    """The floor price on a day, or None where no policy holds."""
    policy = policy_for(actor, series_id=series_id, model_id=model_id, store_id=store_id, on=on)
    return policy.floor if policy else None


def price_hint(actor: Actor, *, series_id: int, model_id: int | None, store_id: int, on: date) -> PriceHint:
    """Suggested and floor price of a vehicle for a person about to sell it."""
    policy = policy_for(actor, series_id=series_id, model_id=model_id, store_id=store_id, on=on)
    if policy is None:
        return PriceHint(None, None)
    return PriceHint(policy.suggested, policy.floor if actor.covers("sales.policy.view", store_id) else None)


def list_policies(actor: Actor) -> PricePolicyQuerySet:
    """Price policies within reach with what their rows show, the newest first within a series."""
    rows: PricePolicyQuerySet = PricePolicy.objects.visible_to(actor, "sales.policy.view")
    return rows.select_related("series__brand", "model", "store").order_by("series", "-starts_on", "-pk")
