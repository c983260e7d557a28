"""Addresses of the sales department."""

from django.urls import path

from forecourt.apps.sales.views import entry, policies, sales

app_name = "sales"
urlpatterns = [
    path("", sales.sale_list, name="sale-list"),
    path("new/", entry.sale_add, name="sale-add"),
    path("<int:pk>/", sales.sale_record, name="sale-record"),
    path("<int:pk>/history/", sales.sale_history, name="sale-history"),
    path("<int:pk>/cancel/", sales.sale_cancel, name="sale-cancel"),
    path("policies/", policies.policy_list, name="policy-list"),
    path("policies/new/", policies.policy_add, name="policy-add"),
]
