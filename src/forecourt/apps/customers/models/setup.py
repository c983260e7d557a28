"""What a company sets for itself: lead levels with their cadence, and sources."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forecourt.core.scoping import GroupQuerySet

LEVEL_NAMES: dict[str, Promise] = {
    "N": _("New, not yet spoken to"),
    "H": _("Orders within 7 days"),
    "A": _("Orders within 30 days"),
    "B": _("Orders within 90 days"),
    "C": _("Orders later"),
    "O": _("Ordered"),
    "D": _("Delivered"),
    "F": _("Defeated"),
}

SOURCE_NAMES: dict[str, Promise] = {
    "walk_in": _("Walk-in"),
    "phone": _("Phone call"),
    "website": _("Website"),
    "autohome": _("Autohome"),
    "dongchedi": _("Dongchedi"),
    "yiche": _("Yiche"),
    "pcauto": _("PCauto"),
    "xcar": _("XCar"),
    "wechat": _("WeChat"),
    "referral": _("Referral"),
    "retention": _("Returning customer"),
    "campaign": _("Campaign"),
    "auto_show": _("Auto show"),
    "field_visit": _("Field visit"),
    "partner": _("Partner business"),
    "import": _("Import"),
}


class LeadLevel(models.Model):
    """How near a lead is to an order, and how often it must be followed up.

    `cadence_days` is the longest time between two contacts. Where `plan_days` lists days since the stage began, the
    contacts follow that plan instead and end with it. `rank` orders by worth: the lowest first.
    """

    class Stage(models.TextChoices):
        """The status of the leads that may hold the level."""

        ACTIVE = "active", _("Active")
        ORDERED = "ordered", _("Ordered")
        DELIVERED = "delivered", _("Delivered")
        DEFEATED = "defeated", _("Defeated")

    code = models.CharField(_("code"), max_length=4, primary_key=True)
    name = models.CharField(_("name"), max_length=60, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.ACTIVE)
    cadence_days = models.PositiveSmallIntegerField(
        _("follow up at least every … days"), validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    plan_days = models.JSONField(_("contact plan in days"), default=list, blank=True)
    response_hours = models.PositiveSmallIntegerField(
        _("first response within … hours"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    rank = models.PositiveSmallIntegerField(_("rank by worth"), default=50)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)
    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead level")
        ordering = ["rank", "code"]
        constraints = [
            CheckConstraint(
                condition=Q(cadence_days__gte=1, cadence_days__lte=366), name="level_cadence_in_range"
            ),
            CheckConstraint(condition=~Q(code=""), name="level_has_a_code"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def label(self) -> str:
        """The name the company gave, or the built-in one in the reader's language."""
        return self.name or str(LEVEL_NAMES.get(self.code, self.code))


class LeadSource(models.Model):
    """Where leads come from."""

    code = models.CharField(_("code"), max_length=20, primary_key=True)
    name = models.CharField(_("name"), max_length=60, blank=True)
    rank = models.PositiveSmallIntegerField(_("order"), default=50)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)
    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead source")
        ordering = ["rank", "code"]
        constraints = [CheckConstraint(condition=~Q(code=""), name="source_has_a_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def label(self) -> str:
        """The name the company gave, or the built-in one in the reader's language."""
        return self.name or str(SOURCE_NAMES.get(self.code, self.code))
