"""A closed-loop load client: N clients, each sending its next request when the answer to the last one is there."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Request:
    """One request to send; `expects` is the status that counts as done."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""
    expects: int = 200
    must_contain: bytes = b""


@dataclass(slots=True)
class Measured:
    """Latencies in seconds of the requests that were answered as expected, the others by what came back."""

    seconds: float
    latencies: list[float] = field(default_factory=list)
    failures: dict[str, int] = field(default_factory=dict)

    @property
    def throughput(self) -> float:
        """Requests per second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """The latency in milliseconds that `share` of the requests stay under."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


def drive(
    port: int, requests: Callable[[int], Iterator[Request]], *, clients: int, seconds: float
) -> Measured:
    """Send requests from `clients` threads for `seconds`; `requests(n)` gives the n-th client its own."""
    measured = Measured(seconds)
    lock = threading.Lock()
    stop_at = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_client, args=(port, requests(number), stop_at, measured, lock), daemon=True)
        for number in range(clients)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 60)
    measured.seconds = time.perf_counter() - started
    return measured


def _client(
    port: int, requests: Iterator[Request], stop_at: float, measured: Measured, lock: threading.Lock
) -> None:
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    latencies: list[float] = []
    failures: dict[str, int] = {}
    for request in requests:
        if time.perf_counter() >= stop_at:
            break
        started = time.perf_counter()
        problem = _send(connection, request)
        if problem:
            failures[problem] = failures.get(problem, 0) + 1
        else:
            latencies.append(time.perf_counter() - started)
    connection.close()
    with lock:
        measured.latencies += latencies
        for problem, count in failures.items():
            measured.failures[problem] = measured.failures.get(problem, 0) + count


def _send(connection: http.client.HTTPConnection, request: Request) -> str:
    """Send one request; what was wrong with the answer, empty when nothing."""
    try:
        connection.request(request.method, request.path, request.body or None, dict(request.headers))
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        return type(error).__name__
    if answer.status != request.expects:
        return f"{answer.status} {body[:120]!r}"
    return "" if request.must_contain in body else "answer lacks the expected text"
