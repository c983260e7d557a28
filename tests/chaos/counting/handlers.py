"""One row for each time that a sale is handled."""

from django.db import connection

from forecourt.contracts.sales import SaleRecorded
from forecourt.core.events.handlers import Handler


def count(event: SaleRecorded) -> None:
    """Add a row, whether there is one already or not."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO chaos_effect (sale_id) VALUES (%s)", [event.sale_id])


HANDLERS = [Handler("counting.count", SaleRecorded, count)]
