"""What dashboards read: sums of sales per day, store, salesperson and series."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from forecourt.core.money import MoneyField
from forecourt.core.scoping import ScopedQuerySet

NOBODY = 0
"""The seller of sales that name none. Null would not collide in a unique constraint."""


class SalesSummaryQuerySet(ScopedQuerySet["SalesSummary"]):
    """Sums of the sales within reach."""

    department_path = "seller__department_id"
    owner_path = "seller_id"


class SalesSummary(models.Model):
    """The sums of one day, store, seller and series; a reversal counts on the day of the reversal, with a minus.

    `gross_profit` sums sales with a known cost only; the others are counted in `units_uncosted` and, net of VAT and
    accessory cost, in `uncosted_amount`.
    """

    day = models.DateField(_("day"))
    store = models.ForeignKey(
        "organization.Store", verbose_name=_("store"), on_delete=models.PROTECT, related_name="+"
    )
    # Nullable for the ORM only, so that a join keeps the rows of nobody (0); a constraint refuses null.
    seller = models.ForeignKey(
        "organization.Employee", verbose_name=_("salesperson"), null=True, on_delete=models.DO_NOTHING,
        related_name="+", db_constraint=False, db_index=False,
    )  # fmt: skip
    series = models.ForeignKey(
        "inventory.Series",
        verbose_name=_("series"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    units = models.IntegerField(_("units"), db_default=0)
    amount = MoneyField(_("revenue"), db_default=0)
    vat = MoneyField(_("VAT"), db_default=0)
    vehicle_cost = MoneyField(_("vehicle cost"), db_default=0)
    accessories = MoneyField(_("accessories"), db_default=0)
    accessory_cost = MoneyField(_("accessory cost"), db_default=0)
    gross_profit = MoneyField(_("gross profit"), db_default=0)
    units_uncosted = models.IntegerField(_("units of unknown cost"), db_default=0)
    uncosted_amount = MoneyField(_("revenue of unknown cost"), db_default=0)
    objects = SalesSummaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("sales summary")
        constraints = [
            UniqueConstraint(fields=["day", "store", "seller", "series"], name="sales_summary_key"),
            CheckConstraint(condition=Q(seller__isnull=False), name="sales_summary_seller_given"),
        ]
        indexes = [models.Index(fields=["store", "day"], name="sales_summary_by_store")]

    def __str__(self) -> str:
        return f"{self.day} {self.store_id} {self.seller_id} {self.series_id}"
