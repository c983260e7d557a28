"""Price policies: what a car should cost and must not go below."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from forecourt.core.actor import Actor, Grant
from forecourt.core.money import MoneyField
from forecourt.core.scoping import ScopedQuerySet


class PricePolicyQuerySet(ScopedQuerySet["PricePolicy"]):
    """Policies within reach: those of one's stores and those of the whole group."""

    def reach(self, grant: Grant, actor: Actor) -> Q:
        """A policy without a store holds in every store."""
        return super().reach(grant, actor) | Q(store=None)


class PricePolicy(models.Model):
    """Suggested and floor price of a series, or of one model of it, in a store or the whole group, for a period.

    Prices include VAT. A policy is never overwritten: a new one with the next `number` of its scope follows it.
    """

    series = models.ForeignKey(
        "inventory.Series", verbose_name=_("series"), on_delete=models.PROTECT, related_name="+"
    )
    model = models.ForeignKey(
        "inventory.CarModel", verbose_name=_("model"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    store = models.ForeignKey(
        "organization.Store", verbose_name=_("store"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", help_text=_("Empty: the whole group."),
    )  # fmt: skip
    # Series, model and store as one text, for the unique number: nulls would not collide.
    scope = models.CharField(max_length=60, editable=False)
    number = models.PositiveIntegerField(_("version"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    suggested = MoneyField(_("suggested price"))
    floor = MoneyField(_("floor price"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    set_by = models.CharField(_("set by"), max_length=120)
    set_at = models.DateTimeField(_("set at"))
    objects = PricePolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("price policy")
        verbose_name_plural = _("price policies")
        ordering = ["series", "-starts_on"]
        constraints = [
            UniqueConstraint(fields=["scope", "number"], name="policy_number_once_per_scope"),
            UniqueConstraint(fields=["scope", "starts_on"], name="policy_start_once_per_scope"),
            CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="policy_ends_after_start"
            ),
            CheckConstraint(
                condition=Q(floor__gt=0, suggested__gte=F("floor")), name="policy_floor_below_suggested"
            ),
        ]
        indexes = [models.Index(fields=["series", "starts_on"], name="policy_by_series")]

    def __str__(self) -> str:
        return f"{self.scope} v{self.number}"
