"""Roles and who holds them where, from when until when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from forecourt.core.scoping import GroupQuerySet, ScopedQuerySet


class RoleGrantQuerySet(ScopedQuerySet["RoleGrant"]):
    """Role grants within reach: those of the employees of a store."""

    store_path = "user__employee__store_id"
    department_path = "user__employee__department_id"
    owner_path = "user__employee"

    def running(self, on: date) -> Self:
        """Those that hold on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, withdrawn_at=None)


class Role(models.Model):
    """A bundle of permissions.

    `permissions` maps a permission code to a level ("" = the level of the grant). It is null for a built-in role that
    nobody changed: such a role follows its template, so that new permissions reach it with an upgrade.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    is_builtin = models.BooleanField(default=False)
    permissions = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name or self.code


class RoleGrant(models.Model):
    """A role held by a login at a level, at a place, from a date until a date."""

    class Level(models.TextChoices):
        """How far the grant reaches."""

        OWN = "own", _("Own records")
        TEAM = "team", _("Team")
        STORE = "store", _("Store")
        REGION = "region", _("Region")
        GROUP = "group", _("Group")

    user = models.ForeignKey(
        "organization.User", verbose_name=_("login"), on_delete=models.PROTECT, related_name="role_grants"
    )
    role = models.ForeignKey(Role, verbose_name=_("role"), on_delete=models.PROTECT, related_name="grants")
    level = models.CharField(_("level"), max_length=8, choices=Level, default=Level.STORE)
    store = models.ForeignKey(
        "organization.Store",
        verbose_name=_("store"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="role_grants",
    )
    department = models.ForeignKey(
        "organization.Department",
        verbose_name=_("department"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="role_grants",
    )
    region = models.ForeignKey(
        "organization.Region",
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="role_grants",
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role grant")
        constraints = [
            CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="grant_ends_after_start",
            ),
            CheckConstraint(
                condition=~Q(level="region") | Q(region__isnull=False), name="grant_of_region_names_it"
            ),
            CheckConstraint(
                condition=~Q(level="store") | Q(store__isnull=False), name="grant_of_store_names_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} {self.level}"
