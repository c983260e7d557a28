"""What is measured: each scenario gives every client its own endless run of requests.

Runs inside Django's settings: it looks up the demo group's people and rows, and signs them in without a password.
"""

import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from django.conf import settings
from django.test import Client

from bench.client import Request
from forecourt.api.services import issue_token
from forecourt.apps.customers.models import Customer, Lead
from forecourt.apps.inventory.models import Vehicle
from forecourt.apps.organization.models import Employee, Store, User
from forecourt.apps.organization.selectors import actor_of
from forecourt.core import clock

PEOPLE = 12
STORES = 12
Requests = Callable[[int], Iterator[Request]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A piece of work by its name, with the goal at 8 clients: per second, and p95 in ms (0: none)."""

    name: str
    requests: Requests
    goal: tuple[int, int] = (0, 0)
    writes: bool = False


class Cast:
    """People of the demo group who are signed in, and rows that are theirs."""

    def __init__(self) -> None:
        self.consultants = self._people("sales_consultant")
        self.managers = self._people("sales_manager")
        self.executive = self._cookie(User.objects.get(username="executive"))

    def _people(self, role: str) -> list[User]:
        users = User.objects.filter(username__startswith=f"{role}.", employee__isnull=False)
        return list(users.select_related("employee").order_by("pk")[:PEOPLE])

    def cookies(self, users: list[User]) -> list[Mapping[str, str]]:
        """The headers of each signed-in person."""
        return [self._cookie(user) for user in users]

    def _cookie(self, user: User) -> Mapping[str, str]:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}", "Accept-Language": "zh-Hans"}

    def tokens(self, users: list[User], scopes: list[str]) -> list[tuple[User, Mapping[str, str]]]:
        """An API token of each person with a rate nobody reaches."""
        return [(user, self._token(user, scopes)) for user in users]

    def _token(self, user: User, scopes: list[str]) -> Mapping[str, str]:
        expires = clock.now() + timedelta(days=1)
        issued = issue_token(actor=actor_of(user), name="bench", scopes=scopes, expires_at=expires)
        return {"Authorization": f"Bearer {issued.text}", "Content-Type": "application/json"}


def pages(cast: Cast) -> list[Scenario]:
    """The pages people open all day."""
    consultants, managers = cast.cookies(cast.consultants), cast.cookies(cast.managers)
    employees = [user.employee for user in cast.consultants]
    leads = [list(Lead.objects.filter(owner=each).values_list("pk", flat=True)[:50]) for each in employees]
    customers = [list(_customers_of(each)) for each in employees]
    in_stock = Vehicle.objects.filter(status="in_stock").order_by("?")[:60]
    # What people type: the end of a VIN, or a series.
    words = [word for vehicle in in_stock for word in (str(vehicle.vin)[-6:], vehicle.series.name)]
    return [
        Scenario("today's list", _rotate(consultants, ["/today/"]), (150, 80)),
        Scenario(
            "lead list", _rotate(managers, ["/customers/leads/", "/customers/leads/?f.level=H"]), (150, 80)
        ),
        Scenario("lead record", _own(consultants, "/customers/leads/{}/", leads), (150, 80)),
        Scenario("customer record", _own(consultants, "/customers/{}/", customers), (150, 80)),
        Scenario(
            "stock search",
            _rotate(consultants, [f"/stock/group/?q={quote(word)}" for word in words]),
            (150, 80),
        ),
        Scenario("dashboard", _rotate([cast.executive, *managers], ["/insight/"]), (200, 0)),
    ]


def _customers_of(employee: Employee) -> Iterator[int]:
    yield from Customer.objects.filter(relationships__owner=employee).values_list("pk", flat=True)[:50]


def _rotate(people: list[Mapping[str, str]], paths: list[str]) -> Requests:
    def requests(number: int) -> Iterator[Request]:
        headers = people[number % len(people)]
        for path in itertools.cycle(paths[number % len(paths) :] + paths[: number % len(paths)]):
            yield Request("GET", path, headers, must_contain=b"</html>")

    return requests


def _own(people: list[Mapping[str, str]], path: str, keys: list[list[int]]) -> Requests:
    def requests(number: int) -> Iterator[Request]:
        person = number % len(people)
        for key in itertools.cycle(keys[person]):
            yield Request("GET", path.format(key), people[person], must_contain=b"</html>")

    return requests


def writes(cast: Cast) -> list[Scenario]:
    """A new lead with its duplicate check, and a sale from lock to summaries, through the API."""
    return [
        Scenario("create lead", _new_leads(cast), (200, 0), writes=True),
        Scenario("sale", _sales(cast), (60, 200), writes=True),
    ]


def _new_leads(cast: Cast) -> Requests:
    """Every tenth phone is known already."""
    people = cast.tokens(
        cast.consultants, ["customers.lead.manage", "customers.lead.view", "customers.customer.view"]
    )
    serial = itertools.count(int(clock.now().timestamp() * 10) % 10_000_000 * 10)

    def requests(number: int) -> Iterator[Request]:
        user, headers = people[number % len(people)]
        for _turn in itertools.count():
            phone = f"197{next(serial) % 100_000_000:08d}"
            lead = {"store_id": user.employee.store_id, "name": "王演示", "phone": phone, "source": "walk_in"}
            yield Request("POST", "/api/v1/leads/", headers, json.dumps(lead).encode(), expects=201)

    return requests


def _sales(cast: Cast) -> Requests:
    """Each client sells its own store's cars, each once, at the guide price."""
    scopes = ["sales.sale.create", "sales.sale.view", "inventory.vehicle.search", "customers.customer.view"]
    people = cast.tokens(cast.managers, scopes)
    stores = list(Store.objects.order_by("pk")[:STORES])
    stock = {store.pk: _stock_of(store) for store in stores}
    buyers = {store.pk: _buyer_of(store) for store in stores}

    def requests(number: int) -> Iterator[Request]:
        user, headers = people[number % len(people)]
        store_id = user.employee.store_id
        for vehicle, price in stock[store_id]:
            sale = {
                "store_id": store_id, "vehicle_id": vehicle, "customer_id": buyers[store_id],
                "price": {"minor": price, "currency": "CNY"}, "sold_on": clock.today().isoformat(),
            }  # fmt: skip
            yield Request("POST", "/api/v1/sales/", headers, json.dumps(sale).encode(), expects=201)

    return requests


def _stock_of(store: Store) -> Iterator[tuple[int, int]]:
    """The cars of a store, shared by all clients: a generator that threads take turns on would break."""
    rows = Vehicle.objects.filter(store=store, status="in_stock", guide_price__isnull=False).order_by("pk")
    return iter([(pk, price or 0) for pk, price in rows.values_list("pk", "guide_price")])


def _buyer_of(store: Store) -> int:
    return Customer.objects.filter(relationships__store=store).order_by("-pk").values_list("pk", flat=True)[0]
