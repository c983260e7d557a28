"""Several web processes at once: everybody gets his own page, always."""

import socket
from collections.abc import Iterator

import pytest

from bench.client import Request, drive
from bench.server import serving
from tests.concurrency.conftest import Database

pytestmark = pytest.mark.chaos


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_two_web_processes_never_mix_up_whose_page_it_is(database: Database):
    people = [line.split() for line in database.run("sign_in_people").splitlines()]
    port = free_port()

    def pages(number: int) -> Iterator[Request]:
        name, session = people[number % len(people)]
        while True:
            yield Request("GET", "/me/", {"Cookie": f"sessionid={session}"}, must_contain=name.encode())

    with serving(port, {**database.env, "FORECOURT_LOG_LEVEL": "CRITICAL"}, workers=2):
        measured = drive(port, pages, clients=6, seconds=4)

    assert measured.failures == {}
    assert len(measured.latencies) > len(people)
