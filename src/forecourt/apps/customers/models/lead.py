"""Leads and what was done about them."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from forecourt.core.contact import MAX_PHONE_LENGTH
from forecourt.core.money import MoneyField
from forecourt.core.scoping import ScopedQuerySet
from forecourt.core.text import SEARCH_TEXT_LIMIT

OPEN_STATUSES = ("active", "ordered")


class LeadQuerySet(ScopedQuerySet["Lead"]):
    """Leads within reach."""

    department_path = "owner__department_id"
    owner_path = "owner_id"


class FollowUpQuerySet(ScopedQuerySet["FollowUp"]):
    """Follow-ups of leads within reach."""

    store_path = "lead__store_id"
    department_path = "lead__owner__department_id"
    owner_path = "lead__owner_id"


class Lead(models.Model):
    """One intention to buy, at one store, with one owner.

    `next_follow_up_on` is the one open next step; a lead that is still worked on always has it. The customer's name,
    phone and search text are kept here too, so that a list of leads reads one table. `stage_on` is the day on which
    the present status began, and `outcome_source` names the document that made it so.
    """

    class Status(models.TextChoices):
        """Where the lead stands."""

        ACTIVE = "active", _("Active")
        ORDERED = "ordered", _("Ordered")
        DELIVERED = "delivered", _("Delivered")
        DEFEATED = "defeated", _("Defeated")
        DORMANT = "dormant", _("Dormant")

    class DefeatReason(models.TextChoices):
        """Why a lead was lost."""

        NONE = "", _("Not defeated")
        PRICE = "price", _("Price")
        COMPETITOR = "competitor", _("Bought another brand")
        OTHER_DEALER = "other_dealer", _("Bought from another dealer")
        STOCK = "stock", _("No suitable vehicle in time")
        FINANCE = "finance", _("No finance")
        NO_NEED = "no_need", _("Buys nothing")
        UNREACHABLE = "unreachable", _("Cannot be reached")
        INVALID = "invalid", _("Not a real lead")
        OTHER = "other", _("Another reason")

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="leads")
    customer_name = models.CharField(_("customer"), max_length=80)
    customer_phone = models.CharField(_("phone"), max_length=MAX_PHONE_LENGTH, blank=True)
    store = models.ForeignKey(
        "organization.Store", verbose_name=_("store"), on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(
        "organization.Employee",
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    source = models.ForeignKey(
        "customers.LeadSource", verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )
    level = models.ForeignKey(
        "customers.LeadLevel", verbose_name=_("lead level"), on_delete=models.PROTECT, related_name="+"
    )
    # The last level held while the lead was being worked on: where it returns to when a sale is cancelled.
    working_level = models.CharField(max_length=4)
    series = models.ForeignKey(
        "inventory.Series",
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    wanted = models.CharField(_("wanted"), max_length=120, blank=True)
    budget_min = MoneyField(_("budget from"), null=True, blank=True)
    budget_max = MoneyField(_("budget to"), null=True, blank=True)
    expected_on = models.DateField(_("expected purchase"), null=True, blank=True)
    note = models.CharField(_("remark"), max_length=500, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    stage_on = models.DateField(_("in this status since"))
    outcome_source = models.CharField(max_length=60, blank=True)
    next_follow_up_on = models.DateField(_("next follow-up"), null=True, blank=True)
    last_contact_at = models.DateTimeField(_("last contact"), null=True, blank=True)
    first_response_due_at = models.DateTimeField(_("first response due"), null=True, blank=True)
    first_response_at = models.DateTimeField(_("first response"), null=True, blank=True)
    defeat_reason = models.CharField(
        _("reason of defeat"), max_length=16, choices=DefeatReason, blank=True, default=""
    )
    competitor = models.CharField(_("bought instead"), max_length=80, blank=True)
    created_at = models.DateTimeField(_("created"))
    custom = models.JSONField(default=dict, blank=True)
    search_text = models.CharField(max_length=SEARCH_TEXT_LIMIT, editable=False)
    version = models.PositiveIntegerField(default=1)
    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        ordering = ["-id"]
        constraints = [
            CheckConstraint(
                condition=Q(status__in=("active", "ordered", "delivered", "defeated", "dormant")),
                name="lead_status_known",
            ),
            CheckConstraint(
                condition=~Q(status__in=OPEN_STATUSES) | Q(next_follow_up_on__isnull=False),
                name="lead_open_has_next_step",
            ),
            CheckConstraint(
                condition=Q(status="defeated") & ~Q(defeat_reason="")
                | ~Q(status="defeated") & Q(defeat_reason=""),
                name="lead_defeated_iff_reason",
            ),
            CheckConstraint(
                condition=Q(budget_min=None) | Q(budget_min__gte=0), name="lead_budget_not_negative"
            ),
            CheckConstraint(
                condition=Q(budget_max=None) | Q(budget_min=None) | Q(budget_max__gte=F("budget_min")),
                name="lead_budget_in_order",
            ),
            CheckConstraint(
                condition=Q(first_response_at=None) | Q(last_contact_at__isnull=False),
                name="lead_response_is_a_contact",
            ),
        ]
        indexes = [
            # Today's list and the counts beside it.
            models.Index(
                fields=["owner", "next_follow_up_on", "id"],
                condition=Q(next_follow_up_on__isnull=False),
                name="lead_due_of_owner",
            ),
            models.Index(
                fields=["store", "next_follow_up_on", "id"],
                condition=Q(next_follow_up_on__isnull=False),
                name="lead_due_of_store",
            ),
            # The lead list, newest first.
            models.Index(fields=["store", "-id"], name="lead_of_store"),
            models.Index(fields=["owner", "-id"], name="lead_of_owner"),
        ]

    def __str__(self) -> str:
        return self.customer_name

    @property
    def is_open(self) -> bool:
        """Whether somebody still works for an order or its delivery."""
        return self.status in OPEN_STATUSES


class FollowUp(models.Model):
    """A contact that took place or was tried. Never altered, never deleted.

    `due_on` is the day it was planned for, `next_on` the next step agreed on; levels are those before and after.
    """

    class Channel(models.TextChoices):
        """How the customer was approached."""

        PHONE = "phone", _("Call")
        WECHAT = "wechat", _("WeChat")
        SHOWROOM = "showroom", _("Showroom")
        VISIT = "visit", _("Visit")
        MESSAGE = "message", _("Message")
        OTHER = "other", _("Other")

    class Outcome(models.TextChoices):
        """What came of it."""

        REACHED = "reached", _("Spoken to")
        NO_ANSWER = "no_answer", _("No answer")
        APPOINTED = "appointed", _("Comes to the store")
        CALL_BACK = "call_back", _("Call back later")
        REFUSED = "refused", _("Wants no contact")

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="follow_ups")
    employee = models.ForeignKey(
        "organization.Employee", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(max_length=120)
    due_on = models.DateField(_("planned for"), null=True)
    done_at = models.DateTimeField(_("done"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    note = models.CharField(_("remark"), max_length=500, blank=True)
    level_before = models.CharField(max_length=4)
    level_after = models.CharField(max_length=4)
    next_on = models.DateField(_("next follow-up"), null=True)
    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["lead", "-id"], name="follow_up_of_lead"),
            models.Index(fields=["employee", "done_at"], name="follow_up_of_employee"),
        ]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.done_at:%Y-%m-%d}"
