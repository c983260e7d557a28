"""The group, its regions, legal entities, stores, departments and warehouses."""

from typing import TypeVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from forecourt.core.scoping import GroupQuerySet, ScopedQuerySet

M = TypeVar("M", bound=models.Model, covariant=True)


class StoreQuerySet(ScopedQuerySet["Store"]):
    """Stores within reach."""

    store_path = "pk"


class OfStoreQuerySet(ScopedQuerySet[M]):
    """Rows that hang on a store."""

    store_path = "store_id"


class OfWarehouseQuerySet(ScopedQuerySet[M]):
    """Zones and bays: they hang on the store of their warehouse."""

    store_path = "warehouse__store_id"


class Group(models.Model):
    """The company that runs the installation: one row."""

    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        constraints = [CheckConstraint(condition=Q(pk=1), name="organization_one_group")]

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """An optional level between group and store."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=80)
    version = models.PositiveIntegerField(default=1)
    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class LegalEntity(models.Model):
    """A company in law, with its own books; `uscc` is the unified social credit code."""

    name = models.CharField(_("name"), max_length=160)
    uscc = models.CharField(_("social credit code"), max_length=18, blank=True)
    version = models.PositiveIntegerField(default=1)
    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal entity")
        constraints = [
            UniqueConstraint(fields=["uscc"], condition=~Q(uscc=""), name="legal_entity_uscc_once")
        ]

    def __str__(self) -> str:
        return self.name


class Store(models.Model):
    """A place that sells and serves: 4S shop, city showroom or second-hand yard."""

    class Kind(models.TextChoices):
        """What the store is."""

        FULL = "full", _("4S shop")
        SHOWROOM = "showroom", _("City showroom")
        USED = "used", _("Second-hand yard")

    code = models.CharField(
        _("code"), max_length=12, unique=True, help_text=_("Stands in every document number.")
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.FULL)
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stores",
    )
    legal_entity = models.ForeignKey(
        LegalEntity, verbose_name=_("legal entity"), on_delete=models.PROTECT, related_name="stores"
    )
    city = models.CharField(_("city"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Shanghai")
    # Position in WGS-84 millionths of a degree: exact, and the same on both databases.
    latitude_e6 = models.IntegerField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90_000_000), MaxValueValidator(90_000_000)],
    )
    longitude_e6 = models.IntegerField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180_000_000), MaxValueValidator(180_000_000)],
    )
    geofence_m = models.PositiveIntegerField(_("geofence radius in metres"), default=300)
    is_active = models.BooleanField(_("open for business"), default=True)
    version = models.PositiveIntegerField(default=1)
    objects = StoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("store")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class OpeningHours(models.Model):
    """When a store is open on one weekday (0 = Monday), in its own time zone."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), validators=[MaxValueValidator(6)])
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    objects = OfStoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening hours")
        ordering = ["weekday"]
        constraints = [
            UniqueConstraint(fields=["store", "weekday"], name="hours_once_per_weekday"),
            CheckConstraint(condition=Q(closes__gt=models.F("opens")), name="hours_close_after_opening"),
        ]

    @property
    def weekday_name(self) -> str:
        """The name of the day."""
        return str(WEEKDAYS[self.weekday])

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}-{self.closes:%H:%M}"


class Department(models.Model):
    """A team of a store: sales, DCC, service, parts, finance, HR, marketing, logistics."""

    class Kind(models.TextChoices):
        """What the department does."""

        SALES = "sales", _("Sales")
        DCC = "dcc", _("DCC (phone and online leads)")
        SERVICE = "service", _("Service")
        PARTS = "parts", _("Parts")
        FINANCE = "finance", _("Finance")
        PEOPLE = "people", _("HR")
        MARKETING = "marketing", _("Marketing")
        LOGISTICS = "logistics", _("Logistics")
        MANAGEMENT = "management", _("Management")

    store = models.ForeignKey(
        Store, verbose_name=_("store"), on_delete=models.PROTECT, related_name="departments"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=80)
    version = models.PositiveIntegerField(default=1)
    objects = OfStoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        ordering = ["store", "name"]
        constraints = [UniqueConstraint(fields=["store", "name"], name="department_name_once_per_store")]

    def __str__(self) -> str:
        return self.name


class Warehouse(models.Model):
    """A place that holds vehicles, accessories or parts, of a store or (without one) of the group."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=80)
    store = models.ForeignKey(
        Store,
        verbose_name=_("store"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="warehouses",
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    capacity = models.PositiveIntegerField(_("capacity in vehicles"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)
    objects = OfStoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("warehouse")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Zone(models.Model):
    """A part of a warehouse, such as a hall or a yard."""

    warehouse = models.ForeignKey(
        Warehouse, verbose_name=_("warehouse"), on_delete=models.PROTECT, related_name="zones"
    )
    code = models.CharField(_("code"), max_length=12)
    name = models.CharField(_("name"), max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)
    objects = OfWarehouseQuerySet.as_manager()

    class Meta:
        verbose_name = _("zone")
        ordering = ["warehouse", "code"]
        constraints = [UniqueConstraint(fields=["warehouse", "code"], name="zone_code_once_per_warehouse")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


class Bay(models.Model):
    """A place for vehicles in a warehouse, within a zone where there is one."""

    warehouse = models.ForeignKey(
        Warehouse, verbose_name=_("warehouse"), on_delete=models.PROTECT, related_name="bays"
    )
    zone = models.ForeignKey(
        Zone, verbose_name=_("zone"), null=True, blank=True, on_delete=models.PROTECT, related_name="bays"
    )
    code = models.CharField(_("code"), max_length=20)
    capacity = models.PositiveIntegerField(_("capacity in vehicles"), default=1)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)
    objects = OfWarehouseQuerySet.as_manager()

    class Meta:
        verbose_name = _("bay")
        ordering = ["warehouse", "code"]
        constraints = [UniqueConstraint(fields=["warehouse", "code"], name="bay_code_once_per_warehouse")]

    def __str__(self) -> str:
        return self.code
