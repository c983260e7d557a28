"""Whatever is sent, the API answers as its OpenAPI document says, and never with a fault of its own."""

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import checks

from forecourt.apps.customers.tests.factories import a_lead
from forecourt.apps.organization.tests.factories import person
from forecourt.apps.sales.tests.factories import Shop, sold
from forecourt.config.wsgi import application
from tests.calling import program_of

EXAMPLES = 6
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def _one_connection():
    """The application as a test calls it: within the test's transaction, whose connection it must not close."""
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


@pytest.fixture
def token(db, _one_connection):
    """An executive's token over a group with a little of everything."""
    shop = Shop.open()
    sold(shop)
    shop.car()
    a_lead(shop.store)
    return program_of(person("store_manager", shop.store, level="group"), rate=0).text


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_answers_conform(case, token):
    assert not django_settings.DEBUG
    case.call_and_validate(
        headers={"Authorization": f"Bearer {token}"},
        checks=[
            checks.not_a_server_error,
            checks.status_code_conformance,
            checks.content_type_conformance,
            checks.response_schema_conformance,
        ],
    )
