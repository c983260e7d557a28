"""The API put together: every department's router behind one gate, every refusal a problem."""

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.types import DictStrAny

from forecourt import __version__
from forecourt.api import problems
from forecourt.api.callers import SessionAuth, TokenAuth
from forecourt.api.errors import BodyUnreadable
from forecourt.api.gate import gate
from forecourt.api.openapi import ForecourtAPI
from forecourt.apps.customers.api import router as customers
from forecourt.apps.finance.api import router as finance
from forecourt.apps.insight.api import router as insight
from forecourt.apps.inventory.api import router as inventory
from forecourt.apps.organization.api import router as organization
from forecourt.apps.sales.api import router as sales
from forecourt.core.imports.api import router as imports
from forecourt.core.jobs.api import router as jobs


class JsonParser(Parser):
    """Reads JSON; what is none is refused, however it is broken."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        """The body as plain values. Raises BodyUnreadable."""
        try:
            return super().parse_body(request)
        except (ValueError, RecursionError):
            raise BodyUnreadable from None


api = ForecourtAPI(
    title="Forecourt",
    version=__version__,
    description="Sales management for car dealer groups. Amounts are minor units, moments are UTC.",
    urls_namespace="api:v1",
    openapi_url=None,
    docs_url=None,
    auth=[TokenAuth(), SessionAuth()],
    parser=JsonParser(),
)
api.add_decorator(gate, mode="view")
for kind, handler in problems.HANDLERS:
    api.add_exception_handler(kind, handler)

for router in (organization, customers, inventory, sales, finance, insight, jobs, imports):
    api.add_router("", router)
