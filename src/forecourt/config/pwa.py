"""The installable app: manifest, service worker, the page shown without a network."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from forecourt.core.autodiscover import offered

# What every page needs, kept on the device at once.
STATIC_FILES = (
    "vendor/tabler.min.css", "vendor/htmx.min.js", "vendor/icons.svg", "css/forecourt.css",
    "js/theme.js", "js/app.js", "js/keys.js", "icons/forecourt.svg",
)  # fmt: skip


@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, in the reader's language."""
    icons = [
        {"src": static("icons/forecourt.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("icons/forecourt-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("icons/forecourt-512.png"), "sizes": "512x512", "type": "image/png"},
        {
            "src": static("icons/forecourt-maskable-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    content = {
        "id": "/",
        "name": "Forecourt",
        "short_name": "Forecourt",
        "description": _("Sales management for car dealer groups"),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#066fd1",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker with the present names of the static files and of the pages kept for reading offline."""
    context = {
        "files": [static(name) for name in STATIC_FILES],
        "kept": sorted({item.url for item in offered("menu", "MENU") if item.area == "today"}),
    }
    return render(request, "pwa/service_worker.js", context, content_type="text/javascript")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What stands here when there is no network and the page was not kept."""
    return render(request, "pwa/offline.html")
