"""Reads of the catalogue and the stock."""

from forecourt.apps.inventory.selectors.catalogue import (
    accessories_by_id,
    get_accessory,
    get_brand,
    get_model,
    get_series,
    list_accessories,
    list_brands,
    list_models,
    list_series,
)
from forecourt.apps.inventory.selectors.stock import (
    AGE_BANDS,
    StockBand,
    age_band_filter,
    find_vehicles,
    get_live_hold,
    get_vehicle,
    list_group_stock,
    list_holds,
    list_movements,
    list_stock,
    list_vehicles,
    sees_cost,
    stock_bands,
    with_live_holds,
)

__all__ = [
    "AGE_BANDS", "StockBand", "accessories_by_id", "age_band_filter", "find_vehicles", "get_accessory", "get_brand",
    "get_live_hold", "get_model", "get_series", "get_vehicle", "list_accessories", "list_brands", "list_group_stock",
    "list_holds",
    "list_models", "list_movements", "list_series", "list_stock", "list_vehicles", "sees_cost",
    "stock_bands", "with_live_holds",
]  # fmt: skip
