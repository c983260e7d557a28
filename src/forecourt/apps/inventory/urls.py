"""Addresses of the stock and the catalogue."""

from django.urls import path

from forecourt.apps.inventory.views import catalogue, stock, vehicle

app_name = "inventory"
urlpatterns = [
    path("stock/", stock.stock_list, name="stock-list"),
    path("stock/group/", stock.group_stock, name="group-stock"),
    path("stock/vehicles/", stock.vehicle_list, name="vehicle-list"),
    path("stock/receive/", vehicle.vehicle_receive, name="vehicle-receive"),
    path("stock/vehicles/<int:pk>/", vehicle.vehicle_detail, name="vehicle-detail"),
    path("stock/vehicles/<int:pk>/history/", vehicle.vehicle_history, name="vehicle-history"),
    path("stock/vehicles/<int:pk>/move/", vehicle.vehicle_move, name="vehicle-move"),
    path("stock/vehicles/<int:pk>/hold/", vehicle.vehicle_hold, name="vehicle-hold"),
    path("stock/vehicles/<int:pk>/release/", vehicle.vehicle_release, name="vehicle-release"),
    path("catalogue/brands/", catalogue.brand_list, name="brand-list"),
    path("catalogue/brands/add/", catalogue.brand_add, name="brand-add"),
    path("catalogue/brands/<int:pk>/", catalogue.brand_detail, name="brand-detail"),
    path("catalogue/series/", catalogue.series_list, name="series-list"),
    path("catalogue/series/add/", catalogue.series_add, name="series-add"),
    path("catalogue/series/<int:pk>/", catalogue.series_detail, name="series-detail"),
    path("catalogue/models/", catalogue.model_list, name="model-list"),
    path("catalogue/models/add/", catalogue.model_add, name="model-add"),
    path("catalogue/models/<int:pk>/", catalogue.model_detail, name="model-detail"),
    path("catalogue/accessories/", catalogue.accessory_list, name="accessory-list"),
    path("catalogue/accessories/add/", catalogue.accessory_add, name="accessory-add"),
    path("catalogue/accessories/<int:pk>/", catalogue.accessory_detail, name="accessory-detail"),
]
