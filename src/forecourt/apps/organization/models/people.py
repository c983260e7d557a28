"""Logins and employees."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from forecourt.core.scoping import ScopedQuerySet


class UserQuerySet(ScopedQuerySet["User"]):
    """Logins within reach: those of the employees of a store; a login without an employee is the group's."""

    store_path = "employee__store_id"
    department_path = "employee__department_id"
    owner_path = "employee"


class LoginManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager of logins, within reach."""

    use_in_migrations = False


class User(AbstractUser):
    """A login. What it may do follows from role grants alone; `is_staff` and `is_superuser` are not used."""

    class Theme(models.TextChoices):
        """How pages look."""

        AUTO = "auto", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    theme = models.CharField(_("theme"), max_length=8, choices=Theme, default=Theme.AUTO)
    must_change_password = models.BooleanField(_("must change the password"), default=False)
    version = models.PositiveIntegerField(default=1)
    objects = LoginManager()  # type: ignore[misc]

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("login")
        constraints = [UniqueConstraint(Lower("username"), name="username_once_in_any_case")]

    def __str__(self) -> str:
        return self.display_name or self.username


class EmployeeQuerySet(ScopedQuerySet["Employee"]):
    """Employees within reach."""

    department_path = "department_id"
    owner_path = "pk"


class Employee(models.Model):
    """A person at work: always with a store and a position, perhaps with a login."""

    number = models.CharField(_("staff number"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=80)
    store = models.ForeignKey(
        "organization.Store", verbose_name=_("store"), on_delete=models.PROTECT, related_name="employees"
    )
    department = models.ForeignKey(
        "organization.Department",
        verbose_name=_("department"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="employees",
    )
    position = models.CharField(_("position"), max_length=60)
    phone = models.CharField(_("mobile"), max_length=20, blank=True)
    user = models.OneToOneField(
        User,
        verbose_name=_("login"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="employee",
    )
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    search_text = models.CharField(max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    objects = EmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("employee")
        ordering = ["store", "name"]
        constraints = [
            UniqueConstraint(
                fields=["phone"], condition=~Q(phone="") & Q(left_on=None), name="employee_phone_once"
            ),
            CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=models.F("joined_on")),
                name="employee_leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return self.name
