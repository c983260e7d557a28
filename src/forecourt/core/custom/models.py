"""Custom fields of records; and what people keep of a list: named views, the one that opens first, how dense it is."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from forecourt.core.actor import Actor


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Views within reach."""

    def open_to(self, actor: "Actor", list_code: str) -> "SavedViewQuerySet":
        """The views of a list that the actor may open: his own, his store's, everybody's."""
        reached = Q(owner_id=actor.user_id) | Q(shared=SavedView.Shared.EVERYONE)
        if actor.store_id:
            reached |= Q(shared=SavedView.Shared.STORE, store_id=actor.store_id)
        return self.filter(reached, list_code=list_code).order_by("name", "pk")


class SavedView(models.Model):
    """A list's filters, search, order and columns under a name. `params` is what the URL says of them."""

    class Shared(models.TextChoices):
        """Who sees the view."""

        OWN = "own", _("Only me")
        STORE = "store", _("My store")
        EVERYONE = "everyone", _("Everyone")

    list_code = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=60)
    params = models.TextField(blank=True)
    shared = models.CharField(_("seen by"), max_length=8, choices=Shared, default=Shared.OWN)
    owner_id = models.BigIntegerField()
    store_id = models.BigIntegerField(null=True)
    objects: ClassVar[SavedViewQuerySet] = SavedViewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("saved view")
        constraints = [
            UniqueConstraint(fields=["list_code", "owner_id", "name"], name="saved_view_name_once"),
            CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
            CheckConstraint(
                condition=~Q(shared="store") | Q(store_id__isnull=False), name="saved_view_of_a_store"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ListPreference(models.Model):
    """How one person has one list: the view that opens first, and how dense the rows are."""

    class Density(models.TextChoices):
        """How much room a row has."""

        NORMAL = "normal", _("Normal")
        DENSE = "dense", _("Dense")

    user_id = models.BigIntegerField()
    list_code = models.CharField(max_length=60)
    default_view = models.ForeignKey(SavedView, null=True, on_delete=models.SET_NULL, related_name="+")
    density = models.CharField(max_length=8, choices=Density, default=Density.NORMAL)

    class Meta:
        verbose_name = _("list preference")
        constraints = [UniqueConstraint(fields=["user_id", "list_code"], name="list_preference_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.list_code}"


class CustomField(models.Model):
    """A field the company added to a kind of record. Its values stand in the record's own `custom` column."""

    class Kind(models.TextChoices):
        """What a value is."""

        TEXT = "text", _("Text")
        NUMBER = "number", _("Whole number")
        MONEY = "money", _("Amount")
        DATE = "date", _("Date")
        BOOL = "bool", _("Yes or no")
        CHOICE = "choice", _("One of several")

    object_type = models.CharField(_("kind of record"), max_length=60)
    code = models.CharField(_("code"), max_length=30)
    label = models.CharField(_("label"), max_length=60)
    kind = models.CharField(_("kind of value"), max_length=8, choices=Kind)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    required = models.BooleanField(_("must be filled in"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("custom field")
        constraints = [
            UniqueConstraint(fields=["object_type", "code"], name="custom_field_code_once"),
            UniqueConstraint(fields=["object_type", "label"], name="custom_field_label_once"),
        ]

    def __str__(self) -> str:
        return self.label
