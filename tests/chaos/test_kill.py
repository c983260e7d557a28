"""`kill -9` of server and worker, twenty times under load: what was answered stays, and nothing happens twice."""

import http.client
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import pytest

from forecourt.core import clock
from tests.concurrency.conftest import PROJECT, Database

pytestmark = pytest.mark.chaos
KILLS, CLIENTS, CARS, PRICE = 20, 4, 240, 11_300_000
UNDER_LOAD = 0.6  # seconds between the first answer and the kill


@dataclass
class Installation:
    """A server with its worker on a database, started and killed at will."""

    database: Database
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.env = dict(self.database.env) | {
            "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
            "PYTHONPATH": f"{PROJECT / 'src'}{os.pathsep}{PROJECT}",
            "FORECOURT_API_RATE": "0",
            "FORECOURT_LOG_LEVEL": "ERROR",
        }

    def books(self, *arguments: object) -> Any:
        """What the program of the books prints."""
        command = [sys.executable, "-m", "tests.chaos.books", *map(str, arguments)]
        done = subprocess.run(command, env=self.env, cwd=PROJECT, check=True, capture_output=True)
        return json.loads(done.stdout)

    def start(self) -> None:
        """Start server and worker as a group of processes, and wait for the first answer."""
        command = [sys.executable, "-m", "forecourt", "serve", "--port", str(self.port), "--workers", "1"]
        self.process = subprocess.Popen(
            command, env=self.env, cwd=PROJECT, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with suppress(OSError, http.client.HTTPException):
                if ask(self.port, "GET", "/healthz")[0] == HTTPStatus.OK:
                    return
            time.sleep(0.05)
        raise TimeoutError("the server did not come up")

    def kill(self) -> None:
        """End all of its processes at once, without a word."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def ask(port: int, method: str, path: str, body: Any = None, headers: Any = None) -> tuple[int, Any]:
    """One request; status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(method, path, json.dumps(body) if body else None, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@dataclass
class Program:
    """Four clients that sell cars and add leads; what was not answered they send again with the same key."""

    port: int
    facts: dict[str, Any]
    sold: dict[int, int] = field(default_factory=dict)
    leads: dict[str, int] = field(default_factory=dict)
    refused: list[Any] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> list[threading.Thread]:
        """Start the clients."""
        self.cars: queue.SimpleQueue[int] = queue.SimpleQueue()
        for vehicle_id in self.facts["vehicles"]:
            self.cars.put(vehicle_id)
        clients = [threading.Thread(target=self.work, args=(each,), daemon=True) for each in range(CLIENTS)]
        for client in clients:
            client.start()
        return clients

    def work(self, client: int) -> None:
        """One client: a sale, a lead, and so on."""
        serial = 0
        while not self.over.is_set():
            serial += 1
            with suppress(queue.Empty):
                self.sell(self.cars.get_nowait())
            phone = f"139{client}{serial:07d}"
            lead = {
                "store_id": self.facts["store"],
                "source": "website",
                "name": "Demo Buyer",
                "phone": phone,
            }
            answer = self.send("/api/v1/leads/", f"lead-{phone}", lead)
            if answer:
                self.leads[phone] = answer["id"]
            time.sleep(0.01)

    def sell(self, vehicle_id: int) -> None:
        sale = {
            "store_id": self.facts["store"], "vehicle_id": vehicle_id, "customer_id": self.facts["customer"],
            "price": {"minor": PRICE, "currency": "CNY"}, "sold_on": clock.today().isoformat(),
        }  # fmt: skip
        answer = self.send("/api/v1/sales/", f"sale-{vehicle_id}", sale)
        if answer:
            self.sold[vehicle_id] = answer["id"]

    def send(self, path: str, key: str, body: Any) -> Any:
        """Send until there is an answer."""
        headers = {
            "Authorization": f"Bearer {self.facts['token']}", "Content-Type": "application/json",
            "Idempotency-Key": key,
        }  # fmt: skip
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                status, text = ask(self.port, "POST", path, body, headers)
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
                continue
            if status == HTTPStatus.CREATED:
                return json.loads(text)
            self.refused.append((path, key, status, text))
            return None
        self.refused.append((path, key, "no answer"))
        return None


def under_kills(installation: Installation, program: Program) -> None:
    """Twenty times: serve, work, die; at the end the clients finish what they began."""
    clients = program.run()
    for _kill in range(KILLS):
        installation.start()
        time.sleep(UNDER_LOAD)
        installation.kill()
    program.over.set()
    installation.start()
    for client in clients:
        client.join(60)
    until = time.monotonic() + 30
    while installation.books("check")["waiting"] and time.monotonic() < until:
        time.sleep(1)


def test_what_was_answered_is_there_once_and_nothing_is_handled_twice(database: Database):
    installation = Installation(database)
    program = Program(installation.port, installation.books("prepare", CARS))
    try:
        under_kills(installation, program)
    finally:
        installation.kill()
    books = installation.books("check")

    assert program.refused == []
    assert sorted(map(tuple, books["sales"])) == sorted((sale, car) for car, sale in program.sold.items())
    assert {phone.removeprefix("+86"): pk for pk, phone in books["leads"]} == program.leads
    assert len(books["leads"]) == len(program.leads)
    assert books["handled"] == sorted(program.sold.values())
    assert (books["waiting"], books["failed"], books["told"]) == (0, 0, len(program.sold))
    assert [int(number[-6:]) for number in books["numbers"]] == list(range(1, len(program.sold) + 1))
    assert books["findings"] == []
    assert len(program.sold) > KILLS
