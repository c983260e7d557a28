"""What somebody with bad intentions tries: guessed numbers, hidden figures, foreign hosts, scripts in text fields."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus

import pytest
from django.apps import apps
from django.db.models import Max
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from forecourt.api.router import api
from forecourt.apps.customers.models import FollowUp, Lead
from forecourt.apps.customers.services import record_follow_up
from forecourt.apps.customers.tests.factories import a_lead
from forecourt.apps.inventory.tests.factories import AccessoryFactory
from forecourt.apps.organization.models import Group
from forecourt.apps.organization.tests.factories import login_of, person
from forecourt.apps.sales.drafts import AccessoryDraft
from forecourt.apps.sales.models import Sale
from forecourt.apps.sales.tests.factories import Shop, sold
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.models import AuditEntry, EventDelivery, OutboxEvent
from scripts.crawl import crawl, signed_in
from tests.matrix.test_matrix import ROWS

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
COST, ACCESSORY_COST, PRICE = 9_876_543, 76_519, 13_571_357
PHONE, NAME = "13777654321", "尹秘密"
HIDDEN = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
NO_COST = ("sales_consultant", "dcc_agent", "logistics_clerk", "cashier", "technician")
NO_PHONE = ("group_executive", "auditor", "cashier", "accountant", "marketing_officer")
SCRIPTS = ("<script>alert(1)</script>", "\"'><img src=x onerror=alert(2)>", "<svg/onload=alert(3)>{{7*7}}")


@dataclass
class South:
    """A store full of records that nobody of another store may find."""

    shop: Shop
    lead: Lead
    sale: Sale


@pytest.fixture
def south() -> South:
    Group.objects.create(pk=1, name="Demo Group")
    shop = Shop.open()
    buyer = shop.buyer(name=NAME, phone=PHONE)
    mats = AccessoryFactory(cost=ACCESSORY_COST, price=123_400)
    sale = sold(
        shop, vehicle_id=shop.car(cost=COST).pk, customer_id=buyer.pk, price=PRICE, sold_on=clock.today(),
        accessories=[AccessoryDraft(name=mats.name, quantity=1, price=mats.price, accessory_id=mats.pk)],
    )  # fmt: skip
    shop.car(cost=COST)
    lead = a_lead(shop.store, customer_id=buyer.pk)
    record_follow_up(actor=SYSTEM, lead_id=lead.pk, channel="phone", note="")
    return South(shop, lead, sale)


@dataclass
class Attacker:
    """A salesperson of another store, and what is his own."""

    client: Client
    own: set[tuple[str, int]] = field(default_factory=set)


@pytest.fixture
def anna(south) -> Attacker:
    employee = person("sales_consultant", Shop.open().store)
    client = signed_in(login_of(employee), "en")
    return Attacker(client, {("organization:employee-detail", employee.pk)})


def patterns(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """Every address with its full name."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, (*spaces, each.namespace) if each.namespace else spaces)
        elif isinstance(each, URLPattern):
            yield ":".join((*spaces, each.name or "")), each


PAGES = [(name, each) for name, each in patterns(get_resolver()) if not name.startswith("api:v1")]
RECORDS = [name for name, each in PAGES if set(each.pattern.converters) == {"pk"}]
# By design whoever is signed in, or every seller, sees them in the whole group: the matrix says which.
EVERYWHERE = {row.url for row in ROWS if row.may_elsewhere("sales_consultant")} | {
    row.url for row in ROWS if row.may("sales_consultant") and row.record in {"", "missing"}
}


def highest_id() -> int:
    """The highest key of any record, and a few more."""
    found = [model._base_manager.aggregate(most=Max("pk"))["most"] for model in apps.get_models()]
    return min(60, max(each for each in found if isinstance(each, int))) + 2


def traces() -> tuple[int, int]:
    """What a change leaves behind."""
    return AuditEntry.objects.count(), OutboxEvent.objects.count()


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_store_s_salesperson_finds_nothing_by_guessing(anna, method):
    before, wrong = traces(), []
    for name in set(RECORDS) - EVERYWHERE:
        for pk in range(1, highest_id()):
            status = getattr(anna.client, method)(reverse(name, args=[pk])).status_code
            if status not in HIDDEN and (name, pk) not in anna.own:
                wrong.append((name, pk, status))

    assert wrong == []
    assert traces() == before


def operations() -> Iterator[tuple[str, str]]:
    """Method and path of every operation of the API that names a record."""
    with_key = [(path, each) for path, each in api.get_openapi_schema()["paths"].items() if "{" in path]
    return ((method, path) for path, each in with_key for method in each)


def test_the_api_has_nothing_for_guessed_numbers_either(anna, south):
    before, wrong = traces(), []
    for method, path in operations():
        for pk in range(1, highest_id()):
            url = path[: path.index("{")] + str(pk) + path[path.index("}") + 1 :]
            answer = anna.client.generic(method.upper(), url, "{}", content_type="application/json")
            text = answer.content.decode()
            if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or PHONE in text or str(COST) in text:
                wrong.append((method, url, answer.status_code))

    assert wrong == []
    assert traces() == before
    for url in (f"sales/{south.sale.pk}", f"leads/{south.lead.pk}", f"customers/{south.lead.customer_id}"):
        assert anna.client.get(f"/api/v1/{url}/").status_code == HTTPStatus.NOT_FOUND


def grouped(digits: str) -> str:
    return f"{int(digits):,}"


def forms_of(fen: int) -> set[str]:
    """An amount as pages, files and programs write it."""
    yuan, rest = divmod(abs(fen), 100)
    return {f"{yuan}.{rest:02d}", f"{yuan:,}.{rest:02d}", f'"minor": {fen}', f'"minor":{fen}'}


def everything(client: Client) -> Iterator[tuple[str, str]]:
    """Each page, file and list of the API that this login reaches, with its text."""
    known: set[tuple[str, bool]] = {("account_logout", False)}
    for answer in crawl(client, known):
        yield answer.url, answer.text
        for kind in ("csv",) if answer.status == HTTPStatus.OK and "?" not in answer.url else ():
            file = client.get(answer.url, {"format": kind})
            if "csv" in file.get("Content-Type", ""):
                yield f"{answer.url} as {kind}", b"".join(file).decode("utf-8-sig")
    for path, each in api.get_openapi_schema()["paths"].items():
        if "get" in each:
            for pk in range(1, 9) if "{" in path else (0,):
                url = path[: path.index("{")] + str(pk) + path[path.index("}") + 1 :] if pk else path
                yield url, client.get(url).content.decode()
    yield "search", client.get("/search/", {"q": NAME}).content.decode()


@pytest.mark.parametrize("role", NO_COST)
def test_cost_and_margin_are_nowhere_for_who_may_not_see_them(south, role):
    client = signed_in(login_of(person(role, south.shop.store)), "en")
    figures = [COST, ACCESSORY_COST, COST + ACCESSORY_COST, south.sale.gross_profit]
    secret = {text for fen in figures for text in forms_of(fen)}

    assert [(url, text) for url, page in everything(client) for text in secret if text in page] == []


def test_the_same_search_finds_the_cost_for_who_may_see_it(south):
    client = signed_in(login_of(person("store_manager", south.shop.store)), "en")

    found = {url for url, page in everything(client) for text in forms_of(COST) if text in page}

    assert {kind.split("/")[1] for kind in found} >= {"stock", "sales", "api"}


@pytest.mark.parametrize("role", NO_PHONE)
def test_whole_phone_numbers_are_nowhere_for_who_may_not_see_them(south, role):
    client = signed_in(login_of(person(role, south.shop.store)), "en")
    secret = (PHONE, "137 7765 4321", "137-7765-4321", "7765 4321")

    assert [(url, text) for url, page in everything(client) for text in secret if text in page] == []


def test_scripts_in_text_fields_are_shown_as_text(south):
    consultant = person("sales_consultant", south.shop.store)
    client = signed_in(login_of(consultant), "en")
    for number, text in enumerate(SCRIPTS):
        plant(client, south, consultant.pk, number, text)
    assert Lead.objects.filter(customer_name__in=SCRIPTS).count() == len(SCRIPTS)
    assert FollowUp.objects.filter(note__in=SCRIPTS).count() == len(SCRIPTS)
    manager = signed_in(login_of(person("store_manager", south.shop.store)), "en")
    raw = ("<script>alert(1)", "<img src=x", "<svg/onload")
    planted = Lead.objects.filter(customer_name__in=SCRIPTS)
    more = [f"/customers/leads/{lead.pk}/" for lead in planted] + [
        f"/customers/{lead.customer_id}/" for lead in planted
    ]
    searches = [("/search/", {"q": text}) for text in SCRIPTS] + [
        ("/customers/leads/", {"q": text}) for text in SCRIPTS
    ]

    for who in (client, manager):
        pages = [(answer.url, answer.text) for answer in crawl(who, {("account_logout", False)})]
        pages += [(url, who.get(url).content.decode()) for url in more]
        pages += [(f"{url} {asked}", who.get(url, asked).content.decode()) for url, asked in searches]
        assert [(url, text) for url, page in pages for text in raw if text in page] == []
        assert any("&lt;script&gt;alert(1)" in page for _url, page in pages)


def plant(client: Client, south: South, owner_id: int, number: int, text: str) -> None:
    """Fill every text field that a salesperson has, as he would."""
    typed = {"phone": f"1390000000{number}", "name": text, "store": south.shop.store.pk, "source": "walk_in"}
    client.post("/customers/leads/new/", typed | {"wanted": text, "note": text, "level": "N"})
    lead = Lead.objects.get(customer_phone__contains=f"1390000000{number}")
    said = {"channel": "phone", "outcome": "reached", "note": text}
    assert client.post(f"/customers/leads/{lead.pk}/follow-up/", said).status_code == HTTPStatus.FOUND
    sale = {
        "vehicle": south.shop.car().pk, "customer": lead.customer_id, "lead": lead.pk, "store": south.shop.store.pk,
        "seller": owner_id, "price": "120000", "sold_on": clock.today().isoformat(), "note": text, "step": "record",
        "line-0-name": text, "line-0-quantity": "1", "line-0-price": "10",
    }  # fmt: skip
    assert client.post("/sales/new/", sale).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_no_next_leads_to_another_site(south, target):
    employee = person("sales_consultant", south.shop.store)
    client = signed_in(login_of(employee), "en")
    lead = a_lead(south.shop.store, owner_id=employee.pk)
    answers = [
        client.post("/preferences/", {"language": "en", "next": target}),
        client.post(
            f"/customers/leads/{lead.pk}/follow-up/",
            {"channel": "phone", "outcome": "reached", "next": target},
        ),
        client.get("/accounts/login/", {"next": target}),
    ]

    assert [
        answer["Location"]
        for answer in answers
        if "evil" in answer.get("Location", "") or "java" in answer.get("Location", "")
    ] == []


def test_a_foreign_host_is_refused():
    for url in ("/", "/accounts/login/", "/api/v1/leads/", "/healthz"):
        assert Client().get(url, SERVER_NAME="evil.example").status_code == HTTPStatus.BAD_REQUEST


def test_no_page_takes_a_post_without_the_token_of_its_form(south):
    user = login_of(person("store_manager", south.shop.store))
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    before = traces()
    taken = []
    for name, each in PAGES:
        values = {
            "pk": 1,
            "object_id": 1,
            "object_type": "sales.sale",
            "code": "x",
            "key": "x",
            "uidb36": "x",
        }
        url = reverse(name, kwargs={key: values[key] for key in each.pattern.converters})
        status = client.post(url, {}).status_code
        if status not in {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}:
            taken.append((name, status))

    assert taken == []
    assert traces() == before


def test_the_api_takes_no_post_from_a_session_without_the_token(south):
    client = Client(enforce_csrf_checks=True)
    client.force_login(login_of(person("store_manager", south.shop.store)))
    body = json.dumps({"store_id": south.shop.store.pk, "source": "walk_in", "phone": "13900000001"})

    answer = client.post("/api/v1/leads/", body, content_type="application/json")

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert Lead.objects.count() == 1


def test_who_has_no_permission_changes_nothing_by_any_post(south):
    employee = person("technician", south.shop.store)
    client = signed_in(login_of(employee), "en")
    forbidden = [row.url for row in ROWS if not row.may("technician")]
    before, deliveries = traces(), EventDelivery.objects.count()
    shapes = dict(PAGES)
    statuses = {
        (name, client.post(reverse(name, args=[1] if shapes[name].pattern.converters else [])).status_code)
        for name in forbidden
        if set(shapes[name].pattern.converters) <= {"pk"}
    }

    assert {status for _name, status in statuses} <= HIDDEN
    assert (traces(), EventDelivery.objects.count()) == (before, deliveries)
