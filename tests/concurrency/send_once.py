"""A program: send one API request with one idempotency key; `prepare` makes what it is about, `show` counts the effects."""

import json
import sys

import django

django.setup()

from django.test import Client  # noqa: E402 - Django first

from forecourt.apps.inventory.models import Hold  # noqa: E402
from forecourt.apps.inventory.tests.factories import stocked  # noqa: E402
from forecourt.apps.organization.tests.factories import (  # noqa: E402
    BayFactory,
    StoreFactory,
    WarehouseFactory,
    person,
)
from forecourt.core import clock  # noqa: E402
from tests.calling import program_of  # noqa: E402


def prepare() -> None:
    """Print a token and the vehicle that its login may hold."""
    vehicle = stocked(BayFactory(warehouse=WarehouseFactory(store=StoreFactory())))
    print(program_of(person("store_manager", vehicle.store)).text, vehicle.pk)


def send(token: str, vehicle: str) -> None:
    """Hold the vehicle until the end of tomorrow; print the status and whether the answer was replayed."""
    until = clock.end_of(clock.today()).isoformat()
    answer = Client(SERVER_NAME="localhost").post(
        f"/api/v1/vehicles/{vehicle}/hold/",
        json.dumps({"until": until, "for_text": "x"}),
        "application/json",
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "one"},
    )
    print(answer.status_code, answer.get("Idempotency-Replayed", "first"))


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare()
    elif sys.argv[1] == "show":
        print(Hold.objects.count())
    else:
        send(*sys.argv[1:])
