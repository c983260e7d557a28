"""Customers, the stores they are known to, and the one timeline every department writes to."""

from django.db import models
from django.db.models import CheckConstraint, Exists, F, OuterRef, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from forecourt.apps.customers.models.lead import Lead
from forecourt.core.actor import Actor, Grant
from forecourt.core.contact import MAX_PHONE_LENGTH
from forecourt.core.scoping import ScopedQuerySet
from forecourt.core.text import SEARCH_TEXT_LIMIT


class RelationshipQuerySet(ScopedQuerySet["Relationship"]):
    """Relationships within reach."""

    department_path = "owner__department_id"
    owner_path = "owner_id"


class CustomerQuerySet(ScopedQuerySet["Customer"]):
    """Customers within reach: those with a relationship within reach."""

    def reach(self, grant: Grant, actor: Actor) -> Q:
        """A customer is reached through any store that knows him, and by whoever has a lead of his."""
        related = Relationship.objects.filter(customer_id=OuterRef("pk"))
        reached = Q(Exists(related.filter(related.reach(grant, actor))))
        if grant.own and actor.employee_id and not grant.covers_store(actor.store_id):
            reached |= Q(Exists(Lead.objects.filter(customer_id=OuterRef("pk"), owner_id=actor.employee_id)))
        return reached


class Customer(models.Model):
    """A person or a company, once per group: no two rows share a phone, identity number or company code."""

    class Kind(models.TextChoices):
        """Person or company."""

        PERSON = "person", _("Person")
        COMPANY = "company", _("Company")

    class Gender(models.TextChoices):
        """For the form of address."""

        UNKNOWN = "", _("Not known")
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("customer name"), max_length=80)
    # Canonical (core.contact); null, not empty, where there is none, so that "none" may repeat.
    phone = models.CharField(_("phone"), max_length=MAX_PHONE_LENGTH, null=True, blank=True, unique=True)
    phone2 = models.CharField(_("second phone"), max_length=MAX_PHONE_LENGTH, blank=True)
    wechat = models.CharField(_("WeChat"), max_length=40, blank=True)
    gender = models.CharField(_("gender"), max_length=6, choices=Gender, blank=True)
    id_number = models.CharField(_("identity number"), max_length=18, null=True, blank=True, unique=True)
    company_code = models.CharField(_("company code"), max_length=18, null=True, blank=True, unique=True)
    city = models.CharField(_("city"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    note = models.CharField(_("remark"), max_length=500, blank=True)
    custom = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(_("known since"))
    search_text = models.CharField(max_length=SEARCH_TEXT_LIMIT, editable=False)
    version = models.PositiveIntegerField(default=1)
    objects = CustomerQuerySet.as_manager()

    class Meta:
        verbose_name = _("customer")
        ordering = ["-id"]
        constraints = [
            CheckConstraint(condition=~Q(name=""), name="customer_has_a_name"),
            CheckConstraint(condition=Q(phone=None) | ~Q(phone=""), name="customer_no_empty_phone"),
            CheckConstraint(condition=Q(phone2="") | ~Q(phone2=F("phone")), name="customer_phones_differ"),
            CheckConstraint(condition=Q(id_number=None) | ~Q(id_number=""), name="customer_no_empty_id"),
            CheckConstraint(
                condition=Q(company_code=None) | ~Q(company_code="") & Q(kind="company"),
                name="customer_code_of_companies",
            ),
            CheckConstraint(condition=Q(kind__in=("person", "company")), name="customer_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Relationship(models.Model):
    """A customer is known to a store, there in the hands of one person (or of nobody yet)."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="relationships")
    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "organization.Employee", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField()
    objects = RelationshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("relationship")
        constraints = [UniqueConstraint(fields=["customer", "store"], name="relationship_once_per_store")]
        indexes = [
            models.Index(fields=["store", "-customer"], name="relationship_of_store"),
            models.Index(fields=["owner", "-customer"], name="relationship_of_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id}@{self.store_id}"


class TimelineEntry(models.Model):
    """One thing that happened with a customer at a store. Never altered, never deleted.

    `kind` is what happened ("lead", "call", "sale"), `source` names the document it came from ("sales.sale:42").
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="timeline")
    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    text = models.CharField(max_length=500)
    source = models.CharField(max_length=60, blank=True)
    actor_name = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("timeline entry")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["customer", "-at", "-id"], name="timeline_of_customer")]

    def __str__(self) -> str:
        return self.text[:60]
