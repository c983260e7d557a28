"""A program: `prepare N` opens a shop with N cars and a token for its manager; `check` tells what is in the books."""

import json
import sys
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402 - Django first
from django.db.models import Max  # noqa: E402

from forecourt.api.services import issue_token  # noqa: E402
from forecourt.apps.customers.models import Lead  # noqa: E402
from forecourt.apps.organization.selectors import actor_of  # noqa: E402
from forecourt.apps.organization.tests.factories import login_of, person  # noqa: E402
from forecourt.apps.sales.models import Sale  # noqa: E402
from forecourt.apps.sales.tests.factories import Shop  # noqa: E402
from forecourt.core.models import EventDelivery, OutboxEvent  # noqa: E402
from forecourt.core.verify import run_checks  # noqa: E402


def prepare(cars: int) -> dict[str, Any]:
    """The shop, and what a program needs to sell in it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE chaos_effect (sale_id bigint NOT NULL)")
    shop = Shop.open()
    first = shop.car()
    vehicles = [first.pk, *(shop.car(series_id=first.series_id).pk for _car in range(cars - 1))]
    actor = actor_of(login_of(person("store_manager", shop.store)))
    token = issue_token(actor=actor, scopes=list(actor.grants), name="Website", expires_at=None).text
    return {"token": token, "store": shop.store.pk, "customer": shop.buyer().pk, "vehicles": vehicles}


def check() -> dict[str, Any]:
    """Sales, leads and handled events as they stand, and what `verify` says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sale_id FROM chaos_effect ORDER BY sale_id")
        handled = [row[0] for row in cursor.fetchall()]
    return {
        "sales": list(Sale.objects.order_by("pk").values_list("pk", "vehicle_id")),
        "numbers": list(Sale.objects.order_by("number").values_list("number", flat=True)),
        "leads": list(Lead.objects.order_by("pk").values_list("pk", "customer_phone")),
        "handled": handled,
        "waiting": EventDelivery.objects.filter(done_at=None).count(),
        "failed": EventDelivery.objects.exclude(error="").count(),
        "attempts": EventDelivery.objects.aggregate(most=Max("attempts"))["most"],
        "told": OutboxEvent.objects.filter(name="SaleRecorded").count(),
        "findings": [str(each) for _check, found in run_checks() for each in found if not each.is_notice],
    }


if __name__ == "__main__":
    print(json.dumps(prepare(int(sys.argv[2])) if sys.argv[1] == "prepare" else check()))
