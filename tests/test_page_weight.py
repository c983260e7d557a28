"""Pages stay light: 200 KB compressed on the first visit, 40 KB once the browser keeps the files (charts apart)."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from forecourt.apps.customers.services import add_lead
from forecourt.apps.organization.tests.factories import person
from forecourt.core.actor import Actor

pytestmark = pytest.mark.django_db
FIRST, AFTER = 200 * 1024, 40 * 1024
_FILES = re.compile(r'(?:href|src)="/static/([^"#]+)')


def compressed(data: bytes) -> int:
    return len(gzip.compress(data, compresslevel=6))


def weight(html: bytes) -> tuple[int, int]:
    """The page alone, and the page with every file it names."""
    alone, files = compressed(html), 0
    for name in set(_FILES.findall(html.decode())):
        path = finders.find(name)
        if path is None:
            pytest.skip("the front end's files are not here: python -m scripts.assets")
        files += compressed(Path(str(path)).read_bytes())
    return alone, alone + files


@pytest.fixture
def consultant(client: Client) -> Client:
    employee = person("sales_consultant", level="own")
    for number in range(30):
        add_lead(
            actor=Actor.system(), store_id=employee.store_id, source="walk_in", name=f"演示{number}",
            phone=f"1380013{number:04d}", owner_id=employee.pk,
        )  # fmt: skip
    assert employee.user is not None
    client.force_login(employee.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.mark.parametrize("path", ["/today/", "/customers/leads/", "/customers/", "/stock/group/", "/me/"])
def test_a_page_weighs_at_most_200_kb_at_first_and_40_kb_afterwards(consultant, path):
    page = consultant.get(path)

    alone, whole = weight(page.content)

    assert page.status_code == 200
    assert alone <= AFTER
    assert whole <= FIRST
