"""The search box over everything: each app's searches, and the pages of the menu."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from forecourt.core.actor import Actor
from forecourt.core.autodiscover import offered
from forecourt.core.errors import Text
from forecourt.core.text import search_terms, search_text
from forecourt.core.ui.menu import menu_of

PER_KIND = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: what it is called, what tells it from others, and where it stands."""

    title: str
    subtitle: str
    url: str


Find = Callable[[Actor, Sequence[str], int], list[Hit]]


@dataclass(frozen=True, slots=True)
class Search:
    """One kind of record that the search box finds, for holders of `permission`.

    `find(actor, terms, limit)` gives at most `limit` hits that hold all terms, within the actor's reach.
    """

    code: str
    label: Text
    permission: str
    find: Find
    icon: str = "search"


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one kind; `has_more` when there are more than these."""

    code: str
    label: Text
    icon: str
    hits: tuple[Hit, ...]
    has_more: bool = False


def search_everything(actor: Actor, text: str, limit: int = PER_KIND) -> list[Found]:
    """What the actor may see that holds every term of `text`: pages of his menu first, then records by kind."""
    terms = search_terms(text)
    if not terms:
        return []
    found = [find_pages(actor, terms, limit)]
    for search in offered("search", "SEARCHES"):
        if actor.can(search.permission):
            hits = search.find(actor, terms, limit + 1)
            found.append(
                Found(search.code, search.label, search.icon, tuple(hits[:limit]), len(hits) > limit)
            )
    return [each for each in found if each.hits]


def find_pages(actor: Actor, terms: Sequence[str], limit: int = PER_KIND) -> Found:
    """Pages of the actor's menu by their name, in his language, by pinyin or initials."""
    hits = [
        Hit(str(entry.label), str(area.label), entry.url)
        for area in menu_of(actor)
        for entry in area.entries
        if _holds(search_text(str(entry.label), str(area.label)), terms)
    ]
    return Found("pages", _("Pages"), "layout-dashboard", tuple(hits[:limit]))


def _holds(text: str, terms: Sequence[str]) -> bool:
    return all(term in text for term in terms)
