"""Reads of the catalogue."""

from django.db.models import QuerySet

from forecourt.apps.inventory.models import Accessory, Brand, CarModel, Series
from forecourt.core.actor import Actor

VIEW = "inventory.catalogue.view"


def list_brands(actor: Actor) -> "QuerySet[Brand]":
    """All brands by name."""
    return Brand.objects.visible_to(actor, VIEW).order_by("name", "pk")


def list_series(actor: Actor) -> "QuerySet[Series]":
    """All series with their brands, by name."""
    rows = Series.objects.visible_to(actor, VIEW).select_related("brand")
    return rows.order_by("brand__name", "name", "pk")


def list_models(actor: Actor) -> "QuerySet[CarModel]":
    """All models with series and brand, the latest year first."""
    rows = CarModel.objects.visible_to(actor, VIEW).select_related("series__brand")
    return rows.order_by("series__brand__name", "series__name", "-year", "name", "pk")


def list_accessories(actor: Actor) -> "QuerySet[Accessory]":
    """All accessories by code."""
    return Accessory.objects.visible_to(actor, VIEW).order_by("code", "pk")


def get_brand(actor: Actor, brand_id: int) -> Brand:
    """One brand. Raises NotAllowed, NotFound."""
    brand: Brand = Brand.objects.fetch(actor, VIEW, pk=brand_id)
    return brand


def get_series(actor: Actor, series_id: int) -> Series:
    """One series with its brand. Raises NotAllowed, NotFound."""
    series: Series = Series.objects.select_related("brand").fetch(actor, VIEW, pk=series_id)
    return series


def get_model(actor: Actor, model_id: int) -> CarModel:
    """One model with series and brand. Raises NotAllowed, NotFound."""
    model: CarModel = CarModel.objects.select_related("series__brand").fetch(actor, VIEW, pk=model_id)
    return model


def get_accessory(actor: Actor, accessory_id: int) -> Accessory:
    """One accessory. Raises NotAllowed, NotFound."""
    accessory: Accessory = Accessory.objects.fetch(actor, VIEW, pk=accessory_id)
    return accessory


def accessories_by_id(actor: Actor, accessory_ids: set[int]) -> dict[int, Accessory]:
    """Accessories by their ids, as far as they exist."""
    return Accessory.objects.visible_to(actor, VIEW).in_bulk(accessory_ids)
