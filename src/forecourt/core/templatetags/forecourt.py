"""Filters and tags every template has."""

from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import RenderContext
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language

from forecourt.core.contact import format_phone
from forecourt.core.money import MINOR_UNITS, format_money, format_wan
from forecourt.core.ui.forms import field_kind, field_options, field_widget
from forecourt.core.ui.tones import tone_class

register = template.Library()
register.filter("money", format_money)
register.filter("field_kind", field_kind)
register.filter("field_options", field_options)
register.filter("tone", tone_class)
register.simple_tag(field_widget, name="field_widget")

# From how much on a Chinese dealer says an amount in 万: 10,000 in major units.
WAN_FROM = 10_000 * MINOR_UNITS


@register.filter
def big_money(minor: int | None) -> str:
    """An amount for headlines: in 万 in Chinese from 10,000 on, in whole major units in English."""
    if minor is None:
        return ""
    if (get_language() or "").startswith("zh") and abs(minor) >= WAN_FROM:
        return format_wan(minor)
    return format_money(minor).partition(".")[0]


@register.filter
def phone(canonical: str | None) -> str:
    """138 0013 8000."""
    return format_phone(canonical) if canonical else ""


@register.filter
def tel(canonical: str | None) -> str:
    """The number as a `tel:` address dials it."""
    return (canonical or "").replace(";ext=", ",")


@register.filter
def vin(number: str | None) -> str:
    """LSV AA418 7 N2 123456: maker, description, check digit, year and plant, serial number."""
    if not number or len(number) != 17:
        return number or ""
    return " ".join((number[:3], number[3:8], number[8], number[9:11], number[11:]))


@register.filter
def moment(value: datetime | None, zone: str = "") -> str:
    """2026-11-23 15:04 in `zone` (an IANA name), or in the installation's."""
    if value is None:
        return ""
    return value.astimezone(_zone(zone or settings.TIME_ZONE)).strftime("%Y-%m-%d %H:%M")


@register.filter
def day(value: date | datetime | None, zone: str = "") -> str:
    """2026-11-23; of a moment, the date in `zone` or in the installation's."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(_zone(zone or settings.TIME_ZONE)).date()
    return value.isoformat()


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@register.simple_tag
@lru_cache(maxsize=1024)
def icon(name: str, extra: str = "") -> str:
    """An icon of the sprite, hidden from screen readers: say the meaning in text beside it or in an aria-label."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        extra,
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def badge(text: Any, tone: str = "neutral", icon_name: str = "") -> str:
    """A status in a colour by its meaning: neutral, info, progress, good, warn or bad."""
    drawn = icon(icon_name, "icon-inline") if icon_name else ""
    return format_html('<span class="badge {}">{}{}</span>', tone_class(tone), drawn, text)


@register.simple_tag
def currency_symbol() -> str:
    """The sign before an amount."""
    return format_money(0)[:1]


@register.simple_tag(takes_context=True)
def again(context: template.Context, name: str) -> str:
    """What a block of this page says, a second time: the title in the tab and on the page."""
    blocks = _blocks(context.render_context)
    node = blocks.get_block(name) if blocks else None
    return str(node.render(context)).strip() if node else ""


def _blocks(state: RenderContext) -> Any:
    return state.get(BLOCK_CONTEXT_KEY)


@register.tag
def kept(parser: Parser, token: Token) -> "KeptNode":
    """{% kept name key … %} … {% endkept %}: draw a part of the frame once for each language and keys, then keep it.

    Only for what says nothing of the person or the data: the menu, the dialogs. The keys must tell all that differs.
    """
    _tag, name, *keys = token.split_contents()
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name, [parser.compile_filter(key) for key in keys], nodes)


class KeptNode(template.Node):
    """See `kept`."""

    drawn: ClassVar[dict[tuple[Any, ...], str]] = {}
    at_most = 2000

    def __init__(self, name: str, keys: list[FilterExpression], nodes: NodeList) -> None:
        self.name, self.keys, self.nodelist = name, keys, nodes

    def render(self, context: template.Context) -> str:
        """The kept part, drawn anew where it is not kept yet."""
        key = (self.name, get_language(), *(each.resolve(context) for each in self.keys))
        if key not in self.drawn:
            if len(self.drawn) >= self.at_most:
                self.drawn.clear()
            self.drawn[key] = self.nodelist.render(context)
        return self.drawn[key]
