"""Adding to the catalogue and changing it."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from forecourt.apps.inventory.errors import NameTaken
from forecourt.apps.inventory.models import Accessory, Brand, CarModel, Series
from forecourt.core import audit
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction, refusing_doubles, transaction_required
from forecourt.core.errors import Stale
from forecourt.core.text import clean_text, search_text

MANAGE = "inventory.catalogue.manage"
CatalogueRow = Brand | Series | CarModel | Accessory
Row = TypeVar("Row", Brand, Series)


@one_transaction
def add_brand(*, actor: Actor, name: str) -> Brand:
    """Add a brand. Raises NotAllowed, NameTaken."""
    actor.require(MANAGE)
    brand = Brand(name=clean_text(name))
    _insert(brand, brand.name)
    audit.record(actor, "inventory.brand.added", brand, {"name": brand.name})
    return brand


@one_transaction
def add_series(*, actor: Actor, brand_id: int, name: str, energy: str = "ice") -> Series:
    """Add a series to a brand. Raises NotAllowed, NotFound, NameTaken."""
    brand = Brand.objects.fetch(actor, MANAGE, lock=True, pk=brand_id)
    series = Series(brand=brand, name=clean_text(name), energy=energy)
    _insert(series, series.name)
    audit.record(actor, "inventory.series.added", series, {"name": series.name, "energy": energy})
    return series


@one_transaction
def add_model(
    *, actor: Actor, series_id: int, name: str, year: int, guide_price: int | None = None
) -> CarModel:
    """Add a model year of a trim; the guide price in minor units. Raises NotAllowed, NotFound, NameTaken."""
    series = Series.objects.fetch(actor, MANAGE, lock=True, pk=series_id)
    model = CarModel(series=series, name=clean_text(name), year=year, guide_price=guide_price)
    _insert(model, model.name)
    changes = {"name": model.name, "year": year, "guide_price": guide_price}
    audit.record(actor, "inventory.model.added", model, changes)
    return model


@one_transaction
def add_accessory(*, actor: Actor, code: str, name: str, price: int, cost: int | None = None) -> Accessory:
    """Add an accessory; price with VAT, cost without, in minor units. Raises NotAllowed, NameTaken."""
    actor.require(MANAGE)
    accessory = Accessory(code=clean_text(code), name=clean_text(name), price=price, cost=cost)
    _insert(accessory, accessory.code)
    changes = {"name": accessory.name, "price": price, "cost": cost}
    audit.record(actor, "inventory.accessory.added", accessory, changes)
    return accessory


@one_transaction
def change_brand(*, actor: Actor, brand_id: int, version: int, **fields: Any) -> Brand:
    """Change a brand's `name` or `is_active`. Raises NotAllowed, NotFound, Stale, NameTaken."""
    brand: Brand = Brand.objects.fetch(actor, MANAGE, lock=True, pk=brand_id)
    _change(actor, "inventory.brand.changed", brand, version, fields)
    return brand


@one_transaction
def change_series(*, actor: Actor, series_id: int, version: int, **fields: Any) -> Series:
    """Change a series' `name`, `energy` or `is_active`. Raises NotAllowed, NotFound, Stale, NameTaken."""
    series: Series = Series.objects.fetch(actor, MANAGE, lock=True, pk=series_id)
    _change(actor, "inventory.series.changed", series, version, fields)
    return series


@one_transaction
def change_model(*, actor: Actor, model_id: int, version: int, **fields: Any) -> CarModel:
    """Change a model's `name`, `year`, `guide_price` or `is_active`. Raises NotAllowed, NotFound, Stale, NameTaken."""
    model: CarModel = CarModel.objects.fetch(actor, MANAGE, lock=True, pk=model_id)
    _change(actor, "inventory.model.changed", model, version, fields)
    return model


@one_transaction
def change_accessory(*, actor: Actor, accessory_id: int, version: int, **fields: Any) -> Accessory:
    """Change an accessory's `name`, `price`, `cost` or `is_active`. Raises NotAllowed, NotFound, Stale."""
    accessory: Accessory = Accessory.objects.fetch(actor, MANAGE, lock=True, pk=accessory_id)
    _change(actor, "inventory.accessory.changed", accessory, version, fields)
    return accessory


@one_transaction
def import_catalogue(
    *, actor: Actor, wanted: Collection[tuple[str, str]]
) -> Mapping[tuple[str, str], Series]:
    """The series of each (brand name, series name), made where missing, with one audit entry for what was made.

    Raises NotAllowed.
    """
    actor.require(MANAGE)
    brands = _brands({brand for brand, _series in wanted})
    names = {(brand, series) for brand, series in wanted}
    known = _series_of(brands)
    missing = [
        _with_search_text(Series(brand=brands[brand], name=name))
        for brand, name in sorted(names - known.keys())
    ]
    if missing:
        Series.objects.bulk_create(missing, batch_size=500)
        audit.record(actor, "inventory.catalogue.imported", missing[0], {"series": len(missing)})
        known = _series_of(brands)
    return {key: known[key] for key in names}


@transaction_required
def _brands(names: Collection[str]) -> dict[str, Brand]:
    known = {brand.name: brand for brand in Brand.objects.filter(name__in=names)}
    missing = [_with_search_text(Brand(name=name)) for name in sorted(set(names) - known.keys())]
    Brand.objects.bulk_create(missing)
    return known | {brand.name: brand for brand in missing}


def _series_of(brands: Mapping[str, Brand]) -> dict[tuple[str, str], Series]:
    rows = Series.objects.filter(brand__in=brands.values()).select_related("brand")
    return {(row.brand.name, row.name): row for row in rows}


def _with_search_text(row: Row) -> Row:
    _set_search_text(row)
    return row


@transaction_required
def _change(actor: Actor, action: str, row: CatalogueRow, version: int, fields: Mapping[str, Any]) -> None:
    """Save the fields that differ."""
    if row.version != version:
        raise Stale(version=row.version)
    changes = audit.diff(row, fields)
    if not changes:
        return
    for name in changes:
        setattr(row, name, fields[name])
    row.version += 1
    _set_search_text(row)
    with refusing_doubles(NameTaken(field="name", name=str(row))):
        row.save()
    audit.record(actor, action, row, changes)


@transaction_required
def _insert(row: CatalogueRow, name: str) -> None:
    _set_search_text(row)
    with refusing_doubles(NameTaken(field="name", name=name)):
        row.save(force_insert=True)


def _set_search_text(row: CatalogueRow) -> None:
    if isinstance(row, Brand):
        row.search_text = search_text(row.name)[:200]
    elif isinstance(row, Series):
        row.search_text = search_text(row.brand.name, row.name)[:300]
    elif isinstance(row, Accessory):
        row.search_text = search_text(row.code, row.name)[:300]
