"""Setting and ending price policies."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from forecourt.apps.organization import selectors as organization
from forecourt.apps.sales.errors import PolicyInvalid, PolicyOverlaps
from forecourt.apps.sales.models import PricePolicy
from forecourt.core import audit, clock
from forecourt.core.actor import Actor
from forecourt.core.db import locked, one_transaction, refusing_doubles
from forecourt.core.errors import NotAllowed, Stale

MANAGE = "sales.policy.manage"


@one_transaction
def set_price_policy(  # noqa: PLR0913 - the facts of a policy
    *,
    actor: Actor,
    series_id: int,
    suggested: int,
    floor: int,
    starts_on: date,
    ends_on: date | None = None,
    model_id: int | None = None,
    store_id: int | None = None,
    note: str = "",
) -> PricePolicy:
    """Add the next policy of a series or model in a store (None: the whole group); prices include VAT.

    An open-ended policy of the same scope that began earlier ends the day before; it is otherwise left as it was.

    Raises NotAllowed, PolicyInvalid, PolicyOverlaps, Stale.
    """
    _check(actor, store_id, suggested, floor, starts_on, ends_on)
    _check_scope(actor, series_id, model_id, store_id)
    scope = f"{series_id}.{model_id or 0}.{store_id or 0}"
    earlier = list(locked(PricePolicy.objects.filter(scope=scope)).order_by("pk"))
    _make_room(actor, earlier, starts_on, ends_on)
    number = max((policy.number for policy in earlier), default=0) + 1
    policy = PricePolicy(
        series_id=series_id, model_id=model_id, store_id=store_id, scope=scope, number=number, starts_on=starts_on,
        ends_on=ends_on, suggested=suggested, floor=floor, note=note.strip(), set_by=actor.name, set_at=clock.now(),
    )  # fmt: skip
    _add(policy)
    audit.record(
        actor, "sales.policy.set", policy,
        {"suggested": suggested, "floor": floor, "starts_on": starts_on, "ends_on": ends_on},
    )  # fmt: skip
    return policy


def _check(
    actor: Actor, store_id: int | None, suggested: int, floor: int, starts_on: date, ends_on: date | None
) -> None:
    grant = actor.require(MANAGE)
    if not grant.covers_store(store_id):
        raise NotAllowed(permission=MANAGE)
    if not 0 < floor <= suggested:
        raise PolicyInvalid(field="floor")
    if ends_on and ends_on < starts_on:
        raise PolicyInvalid(_("The last day must not be before the first."), field="ends_on")


def _check_scope(actor: Actor, series_id: int, model_id: int | None, store_id: int | None) -> None:
    """Series, model of it and store are there. Raises PolicyInvalid."""
    if not PricePolicy.series.get_queryset().filter(pk=series_id).exists():
        raise PolicyInvalid(_("There is no such series."), field="series")
    models = PricePolicy.model.get_queryset()
    if model_id is not None and not models.filter(pk=model_id, series=series_id).exists():
        raise PolicyInvalid(_("The series has no such model."), field="model")
    if store_id is not None and store_id not in organization.store_facts(actor, [store_id]):
        raise PolicyInvalid(_("There is no such store."), field="store")


def _make_room(actor: Actor, earlier: list[PricePolicy], starts_on: date, ends_on: date | None) -> None:
    """End the open-ended predecessor; refuse any other overlap."""
    for policy in earlier:
        over = policy.ends_on is not None and policy.ends_on < starts_on
        later = ends_on is not None and ends_on < policy.starts_on
        if over or later:
            continue
        if policy.ends_on is None and policy.starts_on < starts_on:
            _end(actor, policy, starts_on - timedelta(days=1))
        else:
            end = policy.ends_on or _("further notice")
            raise PolicyOverlaps(field="starts_on", begin=policy.starts_on, end=end)


def _end(actor: Actor, policy: PricePolicy, on: date) -> None:
    changes = audit.diff(policy, {"ends_on": on})
    policy.ends_on = on
    policy.save(update_fields=["ends_on"])
    audit.record(actor, "sales.policy.ended", policy, changes)


def _add(policy: PricePolicy) -> None:
    """Insert, unless somebody else took the number of the scope since it was read: the constraint is the judge."""
    with refusing_doubles(Stale()):
        policy.save(force_insert=True)


@one_transaction
def end_price_policy(*, actor: Actor, policy_id: int, on: date) -> PricePolicy:
    """Let `on` be the last day of a policy; its prices stay. Raises NotAllowed, NotFound, PolicyInvalid."""
    policy: PricePolicy = PricePolicy.objects.fetch(actor, MANAGE, lock=True, pk=policy_id)
    if not actor.require(MANAGE).covers_store(policy.store_id):
        raise NotAllowed(permission=MANAGE)
    if on < policy.starts_on or (policy.ends_on is not None and on > policy.ends_on):
        raise PolicyInvalid(_("The last day must lie within the period of the policy."), field="ends_on")
    _end(actor, policy, on)
    return policy
