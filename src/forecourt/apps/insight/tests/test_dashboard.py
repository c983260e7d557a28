"""The dashboard: figures equal the sales behind them, in every split, for everyone as far as he sees."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from forecourt.apps.organization.tests.factories import acting, person
from forecourt.apps.sales.lists import SALES
from forecourt.apps.sales.models import Sale
from forecourt.apps.sales.services import AccessoryDraft, cancel_sale
from forecourt.apps.sales.tests.factories import COST, PRICE, SYSTEM, Shop, browser_of, sold
from forecourt.core.money import format_money

pytestmark = pytest.mark.django_db
MATS = [AccessoryDraft("Mats", 56_500, 2, 60_000)]
MARCH = {"period": "custom", "first": "2026-03-01", "last": "2026-03-31"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-03-31 04:00Z", tick=False):
        yield


@pytest.fixture
def north():
    return Shop.open()


@pytest.fixture
def south():
    return Shop.open()


@pytest.fixture
def sales(north, south):
    """Three sales in the North, one taken back; one in the South; one of last year."""
    first = sold(north, sold_on=date(2026, 3, 2), accessories=MATS, seller_id=north.manager().employee_id)
    second = sold(north, sold_on=date(2026, 3, 2))
    cancel_sale(actor=SYSTEM, sale_id=second.pk, reason="bank")
    sold(south, sold_on=date(2026, 3, 5), vehicle_id=south.car(cost=None).pk)
    sold(north, sold_on=date(2025, 3, 9), price=2 * PRICE)
    return first


def browser(role, shop, **extra):
    return browser_of(person(role, shop.store, **extra))


def figures(text):
    return {code: int(value) for code, value in re.findall(r'data-figure="(\w+)" data-value="(-?\d+)"', text)}


def rows(text, table):
    """Name, address and values of each row of a table of the page."""
    (body,) = re.findall(rf'id="{table}-table">.*?<tbody>(.*?)</tbody>', text, re.DOTALL)
    found = []
    for row in body.split("<tr ")[1:]:
        ((name, url),) = re.findall(r'data-name="(.*?)" data-url="(.*?)"', row)
        found.append(
            (unescape(name), unescape(url), [int(v) for v in re.findall(r'data-value="(-?\d+)"', row)])
        )
    return found


def test_the_headline_is_sales_less_those_taken_back(north, sales):
    text = browser("store_manager", north).get("/insight/", MARCH).content.decode()

    assert figures(text) == {
        "revenue": PRICE + 113_000,
        "units": 1,
        "accessories": 113_000,
        "cost": COST + 60_000,
        "gross_profit": sales.gross_profit,
    }


def test_a_store_manager_sees_his_store_and_an_executive_all(north, south, sales):
    executive = browser("group_executive", north, level="group")

    assert (
        figures(browser("store_manager", south).get("/insight/", MARCH).content.decode())["revenue"] == PRICE
    )
    assert figures(executive.get("/insight/", MARCH).content.decode())["units"] == 2
    one = executive.get("/insight/", MARCH | {"store": south.store.pk}).content.decode()
    assert figures(one)["units"] == 1


def test_a_consultant_sees_his_own_sales_and_no_cost(north, sales):
    anna = person("sales_consultant", north.store)
    sold(north, sold_on=date(2026, 3, 3), seller_id=anna.pk)

    text = browser_of(anna).get("/insight/", MARCH).content.decode()

    assert figures(text) == {"revenue": PRICE, "units": 1, "accessories": 0}
    assert "gross_profit" not in text
    assert f"{COST // 100:,}" not in text


def test_a_role_without_the_permission_is_refused(north):
    assert browser("technician", north).get("/insight/").status_code == 403


@pytest.mark.parametrize("by", ["store", "seller", "series"])
def test_every_figure_leads_to_the_sales_it_sums(north, sales, by):
    text = (
        browser("group_executive", north, level="group").get("/insight/", MARCH | {"by": by}).content.decode()
    )
    executive = acting("group_executive", north.store, level="group")
    found = rows(text, "split") + [row for row in rows(text, "trend") if any(row[2])]

    assert sum(values[1] for _name, _url, values in rows(text, "split")) == 2
    for _name, url, values in found:
        behind = listed(executive, url)
        assert sum(sale.total for sale in behind) == values[0]
        assert sum(-1 if sale.status == "reversal" else 1 for sale in behind) == values[1]


def test_the_list_a_figure_leads_to_says_the_same_sum(north, sales):
    manager = browser("store_manager", north)
    text = manager.get("/insight/", MARCH).content.decode()
    (url,) = set(re.findall(r'href="(/sales/\?[^"]*)" data-figure', text))

    shown = manager.get(unescape(url)).content.decode()

    assert re.findall(r'<dd class="num">(.*?)</dd>', shown) == [
        "1", format_money(PRICE + 113_000), format_money(113_000), format_money(sales.gross_profit),
    ]  # fmt: skip


def listed(actor, url):
    """The sales the list shows at an address."""
    from forecourt.core.ui.lists.rows import matching
    from forecourt.core.ui.lists.state import StateReader

    state = StateReader(SALES, actor, parse_qs(urlsplit(url).query)).read()
    return list(matching(state))


def test_days_without_a_sale_are_shown_too(north, sales):
    text = browser("store_manager", north).get("/insight/", MARCH).content.decode()

    assert [name for name, _url, _values in rows(text, "trend")] == [
        f"2026-03-{day:02d}" for day in range(1, 32)
    ]


def test_a_year_is_shown_by_month(north, sales):
    asked = {"period": "custom", "first": "2025-01-01", "last": "2026-03-31"}
    found = rows(browser("store_manager", north).get("/insight/", asked).content.decode(), "trend")

    assert [(name, values[1]) for name, _url, values in found] == [("2025-03", 1), ("2026-03", 1)]


def test_last_year_is_compared(north, sales):
    text = browser("store_manager", north).get("/insight/", MARCH).content.decode()

    revenue = round((PRICE + 113_000 - 2 * PRICE) * 100 / (2 * PRICE))
    assert f"{revenue} %" in text


def test_a_refresh_brings_the_figures_alone(north, sales):
    text = (
        browser("store_manager", north)
        .get("/insight/", MARCH, headers={"hx-request": "true"})
        .content.decode()
    )

    assert text.lstrip().startswith('<div id="figures"')
    assert figures(text)["units"] == 1


def test_the_dashboard_costs_the_same_whatever_was_sold(north, sales, django_assert_max_num_queries):
    manager = browser("store_manager", north)
    manager.get("/insight/", MARCH)
    with django_assert_max_num_queries(10) as few:
        manager.get("/insight/", MARCH)
    for day in range(1, 11):
        sold(north, sold_on=date(2026, 3, day))
    with django_assert_max_num_queries(len(few)):
        manager.get("/insight/", MARCH)


def test_sums_of_everyone_add_up(north, south, sales):
    parts = [
        figures(browser("store_manager", shop).get("/insight/", MARCH).content.decode())
        for shop in (north, south)
    ]
    whole = figures(browser("group_executive", north, level="group").get("/insight/", MARCH).content.decode())

    assert {code: sum(part[code] for part in parts) for code in whole} == whole
    assert Sale.objects.count() == 5


def test_how_things_stand_leads_to_what_is_counted(north, south):
    north.car()
    south.car()
    text = browser("store_manager", north).get("/insight/standing/").content.decode()

    assert "Overdue follow-ups" in text
    assert "/customers/leads/?f.due=overdue" in text
    assert re.search(r'href="/stock/[^"]*">1</a>', text)
