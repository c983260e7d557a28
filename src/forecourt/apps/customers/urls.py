"""Addresses of the customers department."""

from django.urls import path

from forecourt.apps.customers.views import customers, leads, today

app_name = "customers"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("customers/", customers.customer_list, name="customer-list"),
    path("customers/<int:pk>/", customers.customer_detail, name="customer-detail"),
    path("customers/<int:pk>/edit/", customers.customer_edit, name="customer-edit"),
    path("customers/<int:pk>/reveal/", customers.customer_reveal, name="customer-reveal"),
    path("customers/leads/", leads.lead_list, name="lead-list"),
    path("customers/leads/new/", leads.lead_add, name="lead-add"),
    path("customers/leads/<int:pk>/", leads.lead_detail, name="lead-detail"),
    path("customers/leads/<int:pk>/edit/", leads.lead_edit, name="lead-edit"),
    path("customers/leads/<int:pk>/assign/", leads.lead_assign, name="lead-assign"),
    path("customers/leads/<int:pk>/follow-up/", leads.lead_follow_up, name="lead-follow-up"),
    path("customers/leads/<int:pk>/defeat/", leads.lead_defeat, name="lead-defeat"),
    path("customers/leads/<int:pk>/reopen/", leads.lead_reopen, name="lead-reopen"),
]
