"""The catalogue: brands, series, models and accessories. It belongs to the group as a whole."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from forecourt.core.money import MoneyField
from forecourt.core.scoping import GroupQuerySet


class Brand(models.Model):
    """A make of cars."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    search_text = models.CharField(max_length=200, blank=True, editable=False)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)
    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("brand")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Series(models.Model):
    """A line of a brand, such as one saloon through all its trims and years."""

    class Energy(models.TextChoices):
        """What drives it."""

        ICE = "ice", _("Fuel")
        HEV = "hev", _("Hybrid")
        PHEV = "phev", _("Plug-in hybrid")
        EREV = "erev", _("Range extender")
        BEV = "bev", _("Battery electric")

    brand = models.ForeignKey(Brand, verbose_name=_("brand"), on_delete=models.PROTECT, related_name="series")
    name = models.CharField(_("name"), max_length=80)
    energy = models.CharField(_("energy type"), max_length=4, choices=Energy, default=Energy.ICE)
    search_text = models.CharField(max_length=300, blank=True, editable=False)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)
    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["brand", "name"]
        constraints = [UniqueConstraint(fields=["brand", "name"], name="series_name_once_per_brand")]

    def __str__(self) -> str:
        return self.name


class CarModel(models.Model):
    """A trim of a series in a model year, with the maker's guide price (VAT included)."""

    series = models.ForeignKey(
        Series, verbose_name=_("series"), on_delete=models.PROTECT, related_name="models"
    )
    name = models.CharField(_("name"), max_length=120)
    year = models.PositiveSmallIntegerField(_("model year"))
    guide_price = MoneyField(_("guide price"), null=True, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)
    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("model")
        ordering = ["series", "-year", "name"]
        constraints = [
            UniqueConstraint(fields=["series", "name", "year"], name="model_once_per_series_and_year"),
            CheckConstraint(
                condition=Q(guide_price=None) | Q(guide_price__gte=0), name="guide_price_not_negative"
            ),
            CheckConstraint(condition=Q(year__gte=1950, year__lte=2100), name="model_year_possible"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.name}"


class Accessory(models.Model):
    """Something sold with a car: price with VAT, cost without."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=80)
    price = MoneyField(_("price"))
    cost = MoneyField(_("cost"), null=True, blank=True)
    search_text = models.CharField(max_length=300, blank=True, editable=False)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)
    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("accessory")
        verbose_name_plural = _("accessories")
        ordering = ["code"]
        constraints = [
            CheckConstraint(
                condition=Q(price__gte=0) & (Q(cost=None) | Q(cost__gte=0)),
                name="accessory_amounts_not_negative",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
