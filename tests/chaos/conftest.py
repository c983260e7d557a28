"""The databases that many processes open."""

from tests.concurrency.conftest import database, migrated

__all__ = ["database", "migrated"]
