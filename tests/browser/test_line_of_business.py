"""From a lead to a sold car: a salesperson with a phone beside the car, and the manager's dashboard at the desk."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from forecourt.apps.customers.models import Lead
from forecourt.apps.customers.tests.factories import a_lead
from forecourt.apps.inventory.tests.factories import AccessoryFactory
from forecourt.apps.organization.models import Group
from forecourt.apps.organization.tests.factories import login_of, person
from forecourt.apps.sales.models import Sale
from forecourt.apps.sales.services import set_price_policy
from forecourt.apps.sales.tests.factories import SYSTEM, Shop
from forecourt.core import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PRICE, FLOOR, MATS = 11_300_000, 11_000_000, 80_000


@pytest.fixture
def shop():
    Group.objects.create(pk=1, name="示范集团")
    return Shop.open()


@pytest.fixture
def car(shop):
    vehicle = shop.car()
    AccessoryFactory(name="全包围脚垫", price=MATS)
    set_price_policy(
        actor=SYSTEM, series_id=vehicle.series_id, suggested=PRICE, floor=FLOOR, starts_on=clock.today()
    )
    return vehicle


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def look(request, enter):
    """Open a page in Chinese, once with scripts and once without."""

    def opened(employee: Any, url: str, size: str) -> Any:
        page = enter(login_of(employee), url, size=size, locale="zh-CN", java_script_enabled=request.param)
        page.scripted = request.param
        return page

    return opened


def figures(page: Any) -> dict[str, int]:
    """The dashboard's figures."""
    page.goto("/insight/")
    shown = page.locator("#figures [data-figure]").all()
    return {each.get_attribute("data-figure"): int(each.get_attribute("data-value")) for each in shown}


def follow_up(page: Any) -> None:
    """Two taps on a card of Today."""
    card = page.locator(".due-card").first
    card.locator(".due-record").first.tap()
    page.locator("button[name=outcome]").first.tap()
    done = page.locator(".due-card .text-success") if page.scripted else page.locator("h1", has_text="陈小姐")
    expect(done).to_be_visible()
    page.goto("/today/")
    expect(page.locator(".due-card .due-record")).to_have_count(0)


def add_lead(page: Any) -> None:
    """By phone number, from Today."""
    page.locator("main a[href='/customers/leads/new/']").first.tap()
    page.locator("[name=phone]").fill("139 0013 8001")
    page.locator("[name=name]").fill("秦晓梅")
    page.locator("#lead-panel button.btn-primary").tap()
    expect(page.locator("h1")).to_have_text("秦晓梅")


def find_and_hold(page: Any, vehicle: Any) -> None:
    """By the tail of the VIN in the stock of the whole group."""
    page.goto("/stock/group/")
    box = page.locator("main input[name=q]")
    box.fill(vehicle.vin[-6:])
    box.press("Enter")
    page.locator(f"main a[href='/stock/vehicles/{vehicle.pk}/']").first.tap()
    page.locator(f"main a[href='/stock/vehicles/{vehicle.pk}/hold/']").first.tap()
    page.locator("[name=for_text]").fill("秦晓梅")
    until = page.locator("[name=until]")
    gap = "T" if until.get_attribute("type") == "datetime-local" else " "
    until.fill(f"{clock.today() + timedelta(days=2)}{gap}18:00")
    page.locator("#act button.btn-primary").tap()
    expect(page.locator("main")).to_contain_text(re.compile("· 秦晓梅 ·"))


def sell(page: Any, vehicle: Any, price: str, reason: str = "") -> None:
    """From the vehicle's page to the button that records, with one accessory."""
    page.goto(f"/stock/vehicles/{vehicle.pk}/")
    page.locator("main a[href*='/sales/new/']").first.click()
    box = page.locator("#entry-q")
    box.fill("秦晓梅")
    box.press("Enter")
    page.locator("#sale-panel .list-group-item", has_text="秦晓梅").click()
    page.locator("[name=price]").fill(price)
    page.locator("button[name=step][value=add]").click()
    accessory = page.locator("[name=line-0-accessory] option", has_text="全包围脚垫").get_attribute("value")
    page.locator("[name=line-0-accessory]").select_option(accessory)
    if reason:
        page.locator("[name=below_floor_reason]").fill(reason)
    record(page, "button[name=step][value=record]")


def record(page: Any, button: str) -> None:
    """Press, and say yes where a script asks."""
    page.locator(button).click()
    if page.scripted and page.locator("#confirm-dialog").is_visible():
        page.locator("#confirm-dialog button[value=yes]").click()


def test_a_lead_becomes_a_sale_and_the_dashboard_says_so_at_once(look, shop, car):
    anna, mira = person("sales_consultant", shop.store), person("store_manager", shop.store)
    due = a_lead(shop.store, owner_id=anna.pk)
    Lead.objects.filter(pk=due.pk).update(next_follow_up_on=clock.today())
    desk = look(mira, "/insight/", "desk")
    before = figures(desk)
    phone = look(anna, "/", "phone")
    expect(phone.locator("h1")).to_have_text("今日")

    follow_up(phone)
    add_lead(phone)
    find_and_hold(phone, car)
    sell(phone, car, "113000")

    phone.wait_for_url(re.compile(r"/sales/\d+/$"))
    after = figures(desk)
    assert after["units"] == before["units"] + 1
    assert Sale.objects.get().total == PRICE + MATS

    desk.locator("#figures [data-figure=units]").click()
    desk.locator("main a", has_text=Sale.objects.get().number).first.click()
    expect(desk.locator("h1")).to_have_text(Sale.objects.get().number)

    desk.locator("main a[href$='/cancel/']").first.click()
    desk.locator("[name=reason]").fill("客户改订他车")
    record(desk, "#cancel button.btn-primary")
    expect(desk.locator("main")).to_contain_text("客户改订他车")
    assert figures(desk) == before
    assert phone.problems + desk.problems == []


def test_below_the_floor_the_salesperson_is_refused_and_the_manager_passes_with_a_reason(look, shop, car):
    anna, mira = person("sales_consultant", shop.store), person("sales_manager", shop.store)
    a_lead(shop.store, owner_id=anna.pk, name="秦晓梅")
    phone = look(anna, "/", "phone")

    sell(phone, car, "105000")

    expect(phone.locator("main")).to_contain_text("底价")
    expect(phone.locator("[name=price]")).to_have_value(re.compile("105,?000"))
    assert not Sale.objects.exists()

    desk = look(mira, "/", "desk")
    sell(desk, car, "105000", reason="展车，有划痕")
    desk.wait_for_url(re.compile(r"/sales/\d+/$"))
    assert Sale.objects.get().below_floor_reason == "展车，有划痕"
