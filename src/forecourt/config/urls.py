"""Every address, by department."""

from django.urls import include, path

from forecourt.config import health, pages, pwa
from forecourt.core.ui import views as ui

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    path("service-worker.js", pwa.service_worker, name="service-worker"),
    path("offline/", pwa.offline, name="offline"),
    path("", pages.home, name="home"),
    path("me/", pages.me, name="me"),
    path("preferences/", pages.preferences, name="preferences"),
    path("search/", ui.search, name="search"),
    path("imports/", include("forecourt.core.imports.urls")),
    path("jobs/", include("forecourt.core.jobs.urls")),
    path("files/", include("forecourt.core.attachments.urls")),
    path("accounts/", include("forecourt.apps.organization.sign_in_urls")),
    path("", include("forecourt.apps.organization.urls")),
    path("", include("forecourt.apps.finance.urls")),
    path("", include("forecourt.apps.inventory.urls")),
    path("", include("forecourt.apps.customers.urls")),
    path("", include("forecourt.api.urls")),
    path("sales/", include("forecourt.apps.sales.urls")),
    path("insight/", include("forecourt.apps.insight.urls")),
]

handler400 = "forecourt.config.errors.bad_request"
handler403 = "forecourt.config.errors.permission_denied"
handler404 = "forecourt.config.errors.page_not_found"
handler500 = "forecourt.config.errors.server_error"
# allauth answers its throttles with it.
handler429 = "forecourt.config.errors.too_many_requests"
