"""What records are called in the systems they came from."""

from collections.abc import Collection, Mapping
from hashlib import blake2b

from forecourt.core.batches import batched_keys
from forecourt.core.bulk import insert_rows
from forecourt.core.db import transaction_required
from forecourt.core.imports.models import ExternalReference


def reference_of(*parts: str) -> str:
    """A reference made of several texts that together name a record, such as a name and a phone; it does not tell them."""
    return blake2b("\x1f".join(parts).encode(), digest_size=20).hexdigest()


def known_references(kind: str, references: Collection[str]) -> dict[str, int]:
    """The keys of the records that already came in under one of the references."""
    known: dict[str, int] = {}
    for batch in batched_keys(references):
        rows = ExternalReference.objects.filter(kind=kind, reference__in=batch)
        known.update(rows.values_list("reference", "object_id"))
    return known


@transaction_required
def keep_references(kind: str, object_ids: Mapping[str, int]) -> None:
    """Keep under which reference each record came in. IntegrityError where another record has the reference."""
    rows = [ExternalReference(kind=kind, reference=ref, object_id=pk) for ref, pk in object_ids.items()]
    insert_rows(rows)
