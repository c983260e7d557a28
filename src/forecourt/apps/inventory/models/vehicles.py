"""Vehicles, their movements and holds."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from forecourt.apps.inventory.vin import VIN_LENGTH, format_vin
from forecourt.core.money import MoneyField
from forecourt.core.scoping import ScopedQuerySet


class VehicleQuerySet(ScopedQuerySet["Vehicle"]):
    """Vehicles within reach; one of a group warehouse is reached by whoever reaches everything."""

    def in_stock(self) -> "VehicleQuerySet":
        """Those that stand in stock, free, being fitted or reserved: just those that have a bay, by constraint.

        Asked by the bay, for both databases have an index over the rows with one.
        """
        return self.filter(bay__isnull=False)


class MovementQuerySet(ScopedQuerySet["Movement"]):
    """Movements of the vehicles within reach."""

    store_path = "vehicle__store_id"


class HoldQuerySet(ScopedQuerySet["Hold"]):
    """Holds of the vehicles within reach."""

    store_path = "vehicle__store_id"


class Vehicle(models.Model):
    """One car. Its place and status are the result of its movements and kept beside them.

    `cost` is the purchase cost without VAT in minor units, null where it is not known. `store` is whose stock it is, or
    was when it was sold; null for a warehouse of the group.
    """

    class Status(models.TextChoices):
        """Where it is in its life."""

        ORDERED = "ordered", _("Ordered")
        IN_TRANSIT = "in_transit", _("In transit")
        IN_STOCK = "in_stock", _("In stock")
        FITTING = "fitting", _("Being fitted")
        RESERVED = "reserved", _("Reserved")
        SOLD = "sold", _("Sold")
        DELIVERED = "delivered", _("Delivered")
        OFF_STOCK = "off_stock", _("Off stock")

    class Condition(models.TextChoices):
        """In what condition it is sold."""

        NEW = "new", _("New")
        DEMO = "demo", _("Demo car")
        USED = "used", _("Used")

    class CheckDigit(models.TextChoices):
        """What the check digit of its VIN says."""

        NONE = "none", _("No VIN")
        RIGHT = "right", _("Right")
        WRONG = "wrong", _("Wrong")

    STOCK = (Status.IN_STOCK, Status.FITTING, Status.RESERVED)

    vin = models.CharField(_("VIN"), max_length=VIN_LENGTH, null=True, unique=True)
    stock_number = models.CharField(_("stock number"), max_length=40, unique=True)
    check_digit = models.CharField(_("check digit"), max_length=8, choices=CheckDigit)
    override_reason = models.CharField(_("reason for an unusual receipt"), max_length=200, blank=True)
    series = models.ForeignKey(
        "inventory.Series", verbose_name=_("series"), on_delete=models.PROTECT, related_name="vehicles"
    )
    model = models.ForeignKey(
        "inventory.CarModel",
        verbose_name=_("model"),
        null=True,
        on_delete=models.PROTECT,
        related_name="vehicles",
    )
    exterior_colour = models.CharField(_("exterior colour"), max_length=40, blank=True)
    interior_colour = models.CharField(_("interior colour"), max_length=40, blank=True)
    engine_number = models.CharField(_("engine number"), max_length=40, blank=True)
    condition = models.CharField(_("condition"), max_length=8, choices=Condition, default=Condition.NEW)
    production_on = models.DateField(_("production date"), null=True)
    cost = MoneyField(_("cost"), null=True)
    guide_price = MoneyField(_("guide price"), null=True)
    custom = models.JSONField(default=dict)
    status = models.CharField(_("status"), max_length=12, choices=Status)
    store = models.ForeignKey(
        "organization.Store", verbose_name=_("store"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    warehouse = models.ForeignKey(
        "organization.Warehouse",
        verbose_name=_("warehouse"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    bay = models.ForeignKey(
        "organization.Bay",
        verbose_name=_("bay"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    received_on = models.DateField(_("received on"), null=True)
    search_text = models.CharField(max_length=400, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    objects = VehicleQuerySet.as_manager()

    class Meta:
        verbose_name = _("vehicle")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["store", "status", "received_on", "id"], name="vehicle_of_store"),
            models.Index(fields=["status", "received_on", "id"], name="vehicle_by_status"),
            models.Index(fields=["bay"], condition=Q(bay__isnull=False), name="vehicle_in_bay"),
            models.Index(
                fields=["received_on", "id"], condition=Q(bay__isnull=False), name="vehicle_in_stock"
            ),
            models.Index(
                fields=["store", "received_on", "id"],
                condition=Q(bay__isnull=False),
                name="vehicle_in_stock_by_store",
            ),
        ]
        constraints = [
            CheckConstraint(
                condition=Q(vin=None)
                | (
                    Q(Exact(Length("vin"), VIN_LENGTH))
                    & Q(Exact(Upper("vin"), models.F("vin")))
                    & ~Q(vin__contains="I")
                    & ~Q(vin__contains="O")
                    & ~Q(vin__contains="Q")
                ),
                name="vehicle_vin_is_one",
            ),
            CheckConstraint(condition=Q(cost=None) | Q(cost__gte=0), name="vehicle_cost_not_negative"),
            CheckConstraint(
                condition=Q(vin=None, check_digit="none") | Q(vin__isnull=False) & ~Q(check_digit="none"),
                name="vehicle_check_digit_of_its_vin",
            ),
            CheckConstraint(
                condition=Q(bay=None, warehouse=None) | Q(bay__isnull=False, warehouse__isnull=False),
                name="vehicle_bay_in_warehouse",
            ),
            CheckConstraint(
                condition=Q(status__in=("in_stock", "fitting", "reserved"), bay__isnull=False)
                | ~Q(status__in=("in_stock", "fitting", "reserved")) & Q(bay=None),
                name="vehicle_in_stock_iff_in_a_bay",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The VIN, or the stock number of a vehicle without one."""
        return self.vin or self.stock_number

    @property
    def vin_in_groups(self) -> str:
        """The VIN written for reading aloud; empty without one."""
        return format_vin(self.vin) if self.vin else ""

    @property
    def is_in_stock(self) -> bool:
        """Whether it stands in stock."""
        return self.status in self.STOCK


class Movement(models.Model):
    """One step of a vehicle: where from, where to, and what it is afterwards. Only ever added."""

    class Kind(models.TextChoices):
        """What moved it."""

        RECEIPT = "receipt", _("Received")
        MOVE = "move", _("Moved")
        SALE = "sale", _("Sold")
        SALE_REVERSED = "sale_reversed", _("Sale reversed")
        DISPATCH = "dispatch", _("Dispatched")

    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="movements", db_index=False)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    source = models.CharField(_("source"), max_length=60, blank=True)
    from_store = models.ForeignKey(
        "organization.Store", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    from_warehouse = models.ForeignKey(
        "organization.Warehouse", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    from_bay = models.ForeignKey(
        "organization.Bay", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_store = models.ForeignKey(
        "organization.Store", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_warehouse = models.ForeignKey(
        "organization.Warehouse", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_bay = models.ForeignKey(
        "organization.Bay", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    status_after = models.CharField(_("status"), max_length=12, choices=Vehicle.Status)
    at = models.DateTimeField(_("at"))
    actor = models.CharField(_("by"), max_length=120)
    note = models.CharField(_("note"), max_length=200, blank=True)
    objects = MovementQuerySet.as_manager()

    class Meta:
        verbose_name = _("movement")
        ordering = ["pk"]
        indexes = [models.Index(fields=["vehicle", "id"], name="movement_of_vehicle")]
        constraints = [
            CheckConstraint(
                condition=~Q(kind__in=("sale", "sale_reversed")) | ~Q(source=""),
                name="movement_of_sale_has_source",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.vehicle_id}"


class Hold(models.Model):
    """A vehicle kept for somebody until a moment. An expired hold no longer counts, released or not."""

    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="holds")
    employee = models.ForeignKey(
        "organization.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    held_by = models.CharField(_("held by"), max_length=120)
    for_text = models.CharField(_("held for"), max_length=120)
    at = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"))
    released_at = models.DateTimeField(_("released at"), null=True)
    release_reason = models.CharField(_("reason"), max_length=120, blank=True)
    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("hold")
        ordering = ["-pk"]
        constraints = [
            UniqueConstraint(
                fields=["vehicle"], condition=Q(released_at=None), name="hold_one_live_per_vehicle"
            ),
            CheckConstraint(condition=Q(until__gt=models.F("at")), name="hold_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.vehicle_id} {self.held_by}"
