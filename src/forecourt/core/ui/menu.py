"""The menu: what apps offer in their `menu.py`, narrowed to what a person may open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forecourt.core.actor import Actor
from forecourt.core.autodiscover import offered

Text = str | Promise

# Areas in the order of a person's day: code, label, icon.
AREAS: tuple[tuple[str, Text, str], ...] = (
    ("today", _("Today"), "home"),
    ("customers", _("Customers"), "users"),
    ("stock", _("Stock"), "car"),
    ("sales", _("Sales"), "receipt"),
    ("service", _("Service"), "tool"),
    ("marketing", _("Marketing"), "speakerphone"),
    ("field", _("Field"), "map-pin"),
    ("insight", _("Insight"), "chart-bar"),
    ("finance", _("Finance"), "coin-yuan"),
    ("people", _("People"), "id"),
    ("settings", _("Settings"), "settings"),
)
# The areas of the phone's bottom bar; the last place is the person's own page.
PHONE_AREAS = ("today", "customers", "stock", "field")


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One page of an area. It is there for whoever holds one of `permissions` (none named: everyone signed in)."""

    area: str
    code: str
    label: Text
    url_name: str
    permissions: tuple[str, ...] = ()
    icon: str = ""

    @property
    def url(self) -> str:
        """Where the page lies."""
        return reverse(self.url_name)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A menu item with its address, and whether it is the page being shown."""

    code: str
    label: Text
    url: str
    icon: str
    is_active: bool = False


@dataclass(frozen=True, slots=True)
class MenuArea:
    """An area with the pages a person may open."""

    code: str
    label: Text
    icon: str
    entries: tuple[MenuEntry, ...]
    is_active: bool = False

    @property
    def url(self) -> str:
        """The first page of the area."""
        return self.entries[0].url

    @property
    def on_phone(self) -> bool:
        """Whether the phone's bottom bar has it."""
        return self.code in PHONE_AREAS


def menu_of(actor: Actor, path: str = "") -> tuple[MenuArea, ...]:
    """The areas with at least one page for `actor`; the page that `path` belongs to, and its area, are active."""
    if actor.user_id is None and not actor.is_system:
        return ()
    areas = _permitted(_codes_of(actor))
    active = _best_match((entry.url for area in areas for entry in area.entries), path)
    return tuple(_marked(area, active) for area in areas) if active else areas


def _codes_of(actor: Actor) -> frozenset[str]:
    """The permissions of the actor that matter to the menu."""
    return frozenset(code for item in offered("menu", "MENU") for code in item.permissions if actor.can(code))


@lru_cache(maxsize=256)
def _permitted(codes: frozenset[str]) -> tuple[MenuArea, ...]:
    """The menu of everyone who holds these permissions: the same objects for all of them."""
    items = [
        item
        for item in offered("menu", "MENU")
        if not item.permissions or not codes.isdisjoint(item.permissions)
    ]
    areas = []
    for code, label, icon in AREAS:
        entries = tuple(
            MenuEntry(item.code, item.label, item.url, item.icon or icon)
            for item in items
            if item.area == code
        )
        if entries:
            areas.append(MenuArea(code, label, icon, entries))
    return tuple(areas)


def _best_match(urls: Iterable[str], path: str) -> str:
    """The longest address that `path` begins with."""
    return max(
        (url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default=""
    )


def _marked(area: MenuArea, active: str) -> MenuArea:
    if not any(entry.url == active for entry in area.entries):
        return area
    entries = tuple(replace(entry, is_active=entry.url == active) for entry in area.entries)
    return replace(area, entries=entries, is_active=True)


def first_page(actor: Actor) -> str:
    """The address of the person's first page: his Today, or whatever comes first in his menu; nothing without any."""
    areas = menu_of(actor)
    return areas[0].url if areas else ""
