"""Sales and their accessory lines."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forecourt.core.money import MoneyField
from forecourt.core.scoping import ScopedQuerySet
from forecourt.core.text import SEARCH_TEXT_LIMIT


class SaleQuerySet(ScopedQuerySet["Sale"]):
    """Sales within reach: of the store, of the seller's team, one's own."""

    department_path = "seller__department_id"
    owner_path = "seller_id"


class Sale(models.Model):
    """One vehicle sold, or the reversal of such a sale by the same sums with a minus.

    Amounts are minor units, VAT included; costs are net of VAT and None where unknown. Every row is a fact of its
    `sold_on` and stays as it is: a cancelled sale keeps its sums, and its reversal is a row of the day it was cancelled.
    """

    class Status(models.TextChoices):
        """What became of it."""

        RECORDED = "recorded", _("Recorded")
        CANCELLED = "cancelled", _("Cancelled")
        REVERSAL = "reversal", _("Reversal")

    number = models.CharField(_("number"), max_length=40, unique=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.RECORDED)
    store = models.ForeignKey(
        "organization.Store", verbose_name=_("store"), on_delete=models.PROTECT, related_name="+"
    )
    vehicle = models.ForeignKey(
        "inventory.Vehicle", verbose_name=_("vehicle"), on_delete=models.PROTECT, related_name="sales"
    )
    series = models.ForeignKey(
        "inventory.Series", verbose_name=_("series"), on_delete=models.PROTECT, related_name="+"
    )
    customer = models.ForeignKey(
        "customers.Customer", verbose_name=_("customer"), on_delete=models.PROTECT, related_name="sales"
    )
    lead = models.ForeignKey(
        "customers.Lead", verbose_name=_("lead"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="sales",
    )  # fmt: skip
    seller = models.ForeignKey(
        "organization.Employee", verbose_name=_("salesperson"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    sold_on = models.DateField(_("sold on"))
    price = MoneyField(_("vehicle price"))
    accessories = MoneyField(_("accessories"), default=0)
    total = MoneyField(_("total"))
    vat = MoneyField(_("VAT"))
    vehicle_cost = MoneyField(_("vehicle cost"), null=True, blank=True)
    accessory_cost = MoneyField(_("accessory cost"), default=0)
    gross_profit = MoneyField(_("gross profit"), null=True, blank=True)
    # The floor that held on the day, and who let the price go below it and why.
    floor_price = MoneyField(_("floor price"), null=True, blank=True)
    below_floor_by = models.CharField(_("price approved by"), max_length=120, blank=True)
    below_floor_reason = models.CharField(_("reason for the price"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancel_reason = models.CharField(_("reason"), max_length=200, blank=True)
    reverses = models.OneToOneField(
        "self", verbose_name=_("reverses"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="reversal",
    )  # fmt: skip
    imported = models.BooleanField(_("imported"), default=False)
    external_ref = models.CharField(_("reference in the old system"), max_length=60, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.CharField(_("recorded by"), max_length=120)
    custom = models.JSONField(default=dict, blank=True)
    search_text = models.CharField(max_length=SEARCH_TEXT_LIMIT, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    objects = SaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("sale")
        ordering = ["-sold_on", "-id"]
        constraints = [
            UniqueConstraint(fields=["vehicle"], condition=Q(status="recorded"), name="sale_one_live_per_vehicle"),
            UniqueConstraint(
                fields=["store", "external_ref"], condition=~Q(external_ref=""), name="sale_imported_once"
            ),
            CheckConstraint(
                condition=Q(status="reversal", reverses__isnull=False, price__lt=0, accessories__lte=0)
                | ~Q(status="reversal") & Q(reverses__isnull=True, price__gt=0, accessories__gte=0),
                name="sale_only_a_reversal_is_negative",
            ),
            CheckConstraint(condition=Q(total=F("price") + F("accessories")), name="sale_total_is_its_parts"),
            CheckConstraint(
                condition=Q(vehicle_cost__isnull=True, gross_profit__isnull=True)
                | Q(gross_profit=F("total") - F("vat") - F("vehicle_cost") - F("accessory_cost")),
                name="sale_profit_is_total_less_cost",
            ),
            CheckConstraint(
                condition=Q(status="cancelled", cancelled_at__isnull=False)
                | ~Q(status="cancelled") & Q(cancelled_at__isnull=True),
                name="sale_cancelled_at_iff_cancelled",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["store", "-sold_on", "-id"], name="sale_by_store_day"),
            models.Index(fields=["-sold_on", "-id"], name="sale_by_day"),
            models.Index(fields=["seller", "-sold_on", "-id"], name="sale_by_seller_day"),
            models.Index(fields=["customer"], name="sale_by_customer"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        """How the ledger, the stock and the timeline know this sale."""
        return f"sales.sale:{self.pk}"

    @property
    def is_live(self) -> bool:
        """Whether the vehicle is sold by this sale."""
        return self.status == self.Status.RECORDED

    def get_absolute_url(self) -> str:
        """The record page."""
        return reverse("sales:sale-record", args=[self.pk])


class SaleLineQuerySet(ScopedQuerySet["SaleLine"]):
    """Lines of sales within reach."""

    store_path = "sale__store_id"
    department_path = "sale__seller__department_id"
    owner_path = "sale__seller_id"


class SaleLine(models.Model):
    """An accessory sold with the vehicle. `price` is for one piece with VAT; `amount` and `cost` are of the line."""

    sale = models.ForeignKey(Sale, verbose_name=_("sale"), on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    accessory = models.ForeignKey(
        "inventory.Accessory", verbose_name=_("accessory"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=120)
    quantity = models.IntegerField(_("quantity"))
    price = MoneyField(_("price"))
    amount = MoneyField(_("amount"))
    cost = MoneyField(_("cost"), default=0)
    objects = SaleLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("accessory line")
        ordering = ["sale", "position"]
        constraints = [
            UniqueConstraint(fields=["sale", "position"], name="sale_line_position_once"),
            CheckConstraint(condition=Q(amount=F("price") * F("quantity")), name="sale_line_amount"),
            CheckConstraint(condition=~Q(quantity=0) & Q(price__gte=0), name="sale_line_has_quantity"),
        ]

    def __str__(self) -> str:
        return f"{self.name} × {self.quantity}"
