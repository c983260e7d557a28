"""Holds what a list page costs: the same number of queries for 3 rows and for 300, and the number it had before."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

BASELINES = Path(__file__).with_name("query_counts.json")
FEW, MANY = 3, 300


def queries_of(client: Client, url: str) -> list[str]:
    """The statements one GET of a page runs, once what a process keeps is warm."""
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(url)
    assert response.status_code == 200, f"{url} answers {response.status_code}"
    return [query["sql"] for query in captured.captured_queries]


def assert_constant_queries(
    client: Client, url: str, make_rows: Callable[[int], object], name: str = ""
) -> int:
    """A list page costs as many queries for 300 rows as for 3, and no more than its baseline in query_counts.json.

    `make_rows(count)` adds rows that `client` sees. `name` is the page's name in the baselines (default: the address).
    A first run, or one with UPDATE_QUERY_COUNTS=1, writes the baseline. Gives the number of queries.
    """
    make_rows(FEW)
    few = queries_of(client, url)
    make_rows(MANY - FEW)
    many = queries_of(client, url)
    extra = [sql for sql in many if sql not in few][:5]
    assert len(many) == len(few), f"{len(few)} queries for {FEW} rows, {len(many)} for {MANY}: {extra}"
    _hold(name or url, len(many))
    return len(many)


def _hold(name: str, count: int) -> None:
    """Compare with the baseline. Raises AssertionError when the page costs more than before."""
    known = json.loads(BASELINES.read_text(encoding="utf-8")) if BASELINES.exists() else {}
    if name not in known or os.environ.get("UPDATE_QUERY_COUNTS"):
        known[name] = count
        BASELINES.write_text(json.dumps(dict(sorted(known.items())), indent=2) + "\n", encoding="utf-8")
    assert count <= known[name], f"{name} costs {count} queries, it cost {known[name]}"
