"""The chain of hashes over the audit entries of a store, sealed in batches by the worker.

Writers never queue for the chain: an entry is complete when it is added and becomes part of the chain when the worker
comes by. An entry of a slow transaction that appears late is sealed later; its place in the chain is its seal's
position, not its id.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Max

from forecourt.core import clock
from forecourt.core.batches import batched
from forecourt.core.models import AuditEntry, AuditSeal

GENESIS = "0" * 64
BATCH = 2000


def digest(previous: str, entry: AuditEntry) -> str:
    """SHA-256 over the previous hash and every column of the entry, hexadecimal."""
    columns = [
        previous, entry.pk, entry.at.isoformat(), entry.user_id, entry.actor, entry.origin, entry.action,
        entry.store_id, entry.object_type, entry.object_id, entry.object_text, entry.changes,
    ]  # fmt: skip
    text = json.dumps(columns, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def chain(previous: str, position: int, entries: Iterable[AuditEntry]) -> Iterator[AuditSeal]:
    """The seals that continue a chain over `entries`, unsaved."""
    at = clock.now()
    for entry in entries:
        previous, position = digest(previous, entry), position + 1
        yield AuditSeal(
            entry_id=entry.pk, chain=entry.store_id or 0, position=position, hash=previous, sealed_at=at
        )


@transaction.atomic
def seal_batch(limit: int = BATCH) -> int:
    """Seal the oldest unsealed entries; the number sealed. A concurrent sealer is refused by the unique position."""
    waiting = list(AuditEntry.objects.filter(seal=None).order_by("pk")[:limit])
    by_store: dict[int, list[AuditEntry]] = {}
    for entry in waiting:
        by_store.setdefault(entry.store_id or 0, []).append(entry)
    heads = dict(AuditSeal.objects.filter(chain__in=by_store).values_list("chain").annotate(Max("position")))
    for store, entries in sorted(by_store.items()):
        position = heads.get(store, 0)
        last = AuditSeal.objects.filter(chain=store, position=position).values_list("hash", flat=True).first()
        AuditSeal.objects.bulk_create(chain(last or GENESIS, position, entries), batch_size=1000)
    return len(waiting)


def broken_links(store: int) -> Iterator[tuple[int, str]]:
    """Walk a store's chain; (entry id, what is wrong) for each break. Store 0 is the group itself."""
    previous, expected = GENESIS, 0
    seals = AuditSeal.objects.filter(chain=store).order_by("position")
    for batch in batched(seals.iterator(chunk_size=BATCH), BATCH):
        entries = AuditEntry.objects.in_bulk([seal.entry_id for seal in batch])
        for seal in batch:
            expected += 1
            if seal.position != expected:
                yield seal.entry_id, "a seal before it is missing"
                expected = seal.position
            if (entry := entries.get(seal.entry_id)) is None:
                yield seal.entry_id, "the entry was deleted"
            elif digest(previous, entry) != seal.hash:
                yield seal.entry_id, "the entry was altered"
            previous = seal.hash
