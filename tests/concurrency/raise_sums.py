"""A program: raise the same three summaries 25 times, every other process naming them in the opposite order."""

import sys

import django

django.setup()

from django.db import transaction  # noqa: E402 - Django first

from forecourt.core.models import NumberSequence  # noqa: E402
from forecourt.core.summaries import raise_summaries  # noqa: E402

STORES = (7, 8, 9)


def main(place: int) -> None:
    """Raise."""
    stores = STORES[::-1] if place % 2 else STORES
    for _time in range(25):
        with transaction.atomic():
            raise_summaries(NumberSequence, {("SUM", store, 2026): {"last": store} for store in stores})


def show() -> None:
    """Print what became of them."""
    print(*NumberSequence.objects.order_by("store_id").values_list("last", flat=True))


if __name__ == "__main__":
    show() if sys.argv[1] == "show" else main(int(sys.argv[1]))
