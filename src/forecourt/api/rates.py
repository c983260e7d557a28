"""How many requests a token may make in a minute, over all processes.

A minute's limit is a row that processes take blocks from, by one small statement of its own: a fiftieth of the limit at a
time. A process serves its block from memory and takes the next one when it is used up. So a limit is never passed, whatever
the number of processes, and 49 of 50 requests cost no statement. The price: what a process took and did not use is
lost to the others for the rest of that minute, at most a fiftieth of the limit for each process.
"""

from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.db import connection

from forecourt.api.models import RateWindow
from forecourt.core import clock

BLOCKS = 50
_TAKE = (
    "INSERT INTO {table} ({minute}, {key}, {taken}) VALUES (%s, %s, %s) "
    "ON CONFLICT ({minute}, {key}) DO UPDATE SET {taken} = {table}.{taken} + EXCLUDED.{taken} RETURNING {taken}"
)


@dataclass(frozen=True, slots=True)
class Rate:
    """Where a caller stands in this minute. `seconds` is the time until the next."""

    limit: int
    remaining: int
    seconds: int
    is_within: bool


@dataclass(slots=True)
class _Block:
    """What a process has taken for a key and not yet used; `rest` is what was left for everybody then."""

    left: int = 0
    rest: int = 1


class Meter:
    """The blocks of this process, for the present minute."""

    def __init__(self) -> None:
        self._minute = 0
        self._blocks: dict[str, _Block] = {}
        self._lock = Lock()

    def take(self, key: str, limit: int) -> Rate:
        """Count one request against `limit` per minute; a limit of 0 is none."""
        now = int(clock.now().timestamp())
        minute, seconds = divmod(now, 60)
        if limit == 0:
            return Rate(0, 0, 60 - seconds, is_within=True)
        block = self._block(minute, key)
        is_within = self._use(block)
        if not is_within and block.rest:
            granted, rest = _take_block(minute, key, limit)
            is_within = self._use(block, granted, rest)
        return Rate(limit, block.left + block.rest, 60 - seconds, is_within)

    def _block(self, minute: int, key: str) -> _Block:
        with self._lock:
            if minute != self._minute:
                self._minute, self._blocks = minute, {}
            return self._blocks.setdefault(key, _Block())

    def _use(self, block: _Block, granted: int = 0, rest: int | None = None) -> bool:
        """Use one of the block, after adding what was granted; whether there was one."""
        with self._lock:
            block.left += granted
            block.rest = block.rest if rest is None else rest
            if not block.left:
                return False
            block.left -= 1
            return True

    def forget(self) -> None:
        """Begin anew, as a new process would."""
        self._minute, self._blocks = 0, {}


def _take_block(minute: int, key: str, limit: int) -> tuple[int, int]:
    """Take a block of the minute's row: how many requests of it are within the limit, and what is left for others."""
    size = max(1, limit // BLOCKS)
    quote = connection.ops.quote_name
    names = {name: quote(name) for name in ("minute", "key", "taken")}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE.format(table=quote(RateWindow._meta.db_table), **names), [minute, key, size])
        taken = int(cursor.fetchone()[0])
    return max(0, size - max(0, taken - limit)), max(0, limit - taken)


METER = Meter()


def rate_of_token(prefix: str, own_limit: int | None) -> Rate:
    """Count a request of a token against its own limit, or that of the settings."""
    return METER.take(f"token:{prefix}", settings.FORECOURT_API_RATE if own_limit is None else own_limit)


def rate_of_failure(address: str) -> Rate:
    """Count a request with a bad token against the limit of the address it came from."""
    return METER.take(f"address:{address}"[:64], settings.FORECOURT_API_FAILURES)
