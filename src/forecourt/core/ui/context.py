"""What the page frame needs on every page. Nothing is read before a template asks for it: fragments ask for nothing."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from forecourt.core.actor import Actor
from forecourt.core.ui.menu import MenuArea, menu_of

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"


@dataclass
class Shell:
    """The frame round one page."""

    request: HttpRequest

    @cached_property
    def actor(self) -> Actor | None:
        """Who looks at the page."""
        return getattr(self.request, "actor", None)

    @cached_property
    def areas(self) -> tuple[MenuArea, ...]:
        """His menu, with the page being shown marked."""
        return menu_of(self.actor, self.request.path) if self.actor else ()

    @cached_property
    def menu_key(self) -> tuple[str, ...]:
        """What tells two menus apart: the pages, and the one being shown."""
        shown = [entry.url for area in self.areas for entry in area.entries if entry.is_active]
        return (*(entry.url for area in self.areas for entry in area.entries), "at", *shown)

    @cached_property
    def is_own_page(self) -> bool:
        """Whether the page being shown is the person's own."""
        return self.request.path == reverse("me")

    @cached_property
    def phone_areas(self) -> tuple[MenuArea, ...]:
        """What of it the phone's bottom bar holds."""
        return tuple(area for area in self.areas if area.on_phone)

    @cached_property
    def active_area(self) -> MenuArea | None:
        """The area the page belongs to."""
        return next((area for area in self.areas if area.is_active), None)

    @cached_property
    def theme(self) -> str:
        """auto, light or dark: what the person chose, else what this browser remembers."""
        chosen = getattr(getattr(self.request, "user", None), "theme", None)
        remembered = self.request.COOKIES.get(THEME_COOKIE, "auto")
        return chosen or (remembered if remembered in THEMES else "auto")

    @cached_property
    def painted(self) -> str:
        """The theme to draw before any script runs."""
        return "dark" if self.theme == "dark" else "light"

    @property
    def is_debug(self) -> bool:
        """Whether this is a development server."""
        return bool(settings.DEBUG)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The actor and the frame."""
    return {"actor": getattr(request, "actor", None), "shell": Shell(request)}
