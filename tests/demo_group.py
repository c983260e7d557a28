"""A small demo group for tests that walk through all pages."""

from forecourt.apps.sales import services as sales
from forecourt.apps.sales.models import Sale
from forecourt.core.actor import Actor
from forecourt.demo.build import Builder
from forecourt.demo.profile import Profile

SMALL = Profile(stores=2, staff=30, customers=40, leads=60, stock=24, sales=16, days=60)


def build_demo() -> None:
    """Two stores with two months behind them, and a sale that was taken back."""
    Builder(SMALL, 7, lambda what, done, total: None).build()
    sale = Sale.objects.filter(status=Sale.Status.RECORDED).order_by("-sold_on", "-pk")[0]
    sales.cancel_sale(actor=Actor.system("test"), sale_id=sale.pk, reason="客户改订他车")
