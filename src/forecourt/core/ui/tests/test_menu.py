"""The menu holds what a person may open, and nothing else."""

import pytest

from forecourt.apps.organization.tests.factories import StoreFactory
from forecourt.core.actor import Actor, Grant
from forecourt.core.search import everything, matching
from forecourt.core.search.everything import Hit, Search, search_everything
from forecourt.core.ui import menu
from forecourt.core.ui.menu import MenuItem, first_page, menu_of

MENU = (
    MenuItem("today", "list", "Today's list", "home", ("t.list.view",)),
    MenuItem("stock", "vehicles", "Vehicles", "search", ("t.stock.view", "t.stock.search"), "car"),
    MenuItem("stock", "prices", "Prices", "me", ("t.price.view",)),
    MenuItem("settings", "me", "Everybody", "preferences"),
)


@pytest.fixture(autouse=True)
def _menu(monkeypatch):
    offers = {"menu": MENU, "search": SEARCHES}
    monkeypatch.setattr(menu, "offered", lambda module, constant: offers[module])
    monkeypatch.setattr(everything, "offered", lambda module, constant: offers[module])
    menu._permitted.cache_clear()
    yield
    menu._permitted.cache_clear()


def find_stores(actor, terms, limit):
    return [Hit(f"{' '.join(terms)} {n}", "", f"/{n}/") for n in range(12)][:limit]


SEARCHES = (Search("stores", "Stores", "t.store.view", find_stores),)


def someone(*codes):
    return Actor(name="Olaf", user_id=7, grants=dict.fromkeys(codes, Grant(everywhere=True)))


def codes(areas):
    return {area.code: [entry.code for entry in area.entries] for area in areas}


def test_only_areas_with_a_page_of_his_are_there():
    assert codes(menu_of(someone("t.stock.search"))) == {"stock": ["vehicles"], "settings": ["me"]}
    assert codes(menu_of(someone("t.list.view", "t.price.view"))) == {
        "today": ["list"],
        "stock": ["prices"],
        "settings": ["me"],
    }


def test_a_visitor_has_no_menu():
    assert menu_of(Actor(name="")) == ()


def test_the_page_shown_and_its_area_are_marked():
    areas = menu_of(someone("t.stock.view", "t.price.view"), "/search/42/")
    assert [(area.code, area.is_active) for area in areas] == [("stock", True), ("settings", False)]
    assert [entry.is_active for entry in areas[0].entries] == [True, False]


def test_the_root_is_marked_only_when_it_is_shown():
    olaf = someone("t.list.view")
    assert not menu_of(olaf, "/elsewhere/")[0].is_active
    assert menu_of(olaf, "/")[0].is_active


def test_the_first_page_is_today_or_what_comes_first():
    assert first_page(someone("t.list.view", "t.stock.view")) == "/"
    assert first_page(someone("t.stock.view")) == "/search/"
    assert first_page(Actor(name="")) == ""


def test_people_with_the_same_rights_share_one_menu():
    assert menu_of(someone("t.stock.view"))[0] is menu_of(someone("t.stock.view", "t.other"))[0]


def test_search_goes_to_a_page_by_its_name():
    (pages,) = search_everything(someone("t.stock.view"), "vehic")
    assert [(hit.title, hit.url) for hit in pages.hits] == [("Vehicles", "/search/")]
    assert search_everything(someone(), "vehic") == []


def test_search_asks_only_what_the_actor_may_see():
    assert search_everything(someone(), "north") == []
    (found,) = search_everything(someone("t.store.view"), "north shop", limit=10)
    assert found.hits[0].title == "north shop 0"
    assert (len(found.hits), found.has_more) == (10, True)


def test_an_empty_search_finds_nothing():
    assert search_everything(someone("t.store.view"), "  ") == []


@pytest.mark.django_db
def test_rows_are_found_by_every_term_and_like_signs_are_letters():
    rows = type(StoreFactory()).objects
    rows.update(name="100% sure_thing")
    found = [store.name for store in matching(rows.all(), "100% sure_", field="name")]
    assert found == ["100% sure_thing"]
    assert not matching(rows.all(), "100_ sure", field="name").exists()
    assert matching(rows.all(), "  ", field="name").count() == 1
