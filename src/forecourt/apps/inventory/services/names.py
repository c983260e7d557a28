"""Brands and series as files spell them, and VINs as files have them."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from forecourt.apps.inventory.errors import VinTaken, VinWrong
from forecourt.apps.inventory.models import Brand, Series
from forecourt.apps.inventory.selectors.conflicts import describe_conflict
from forecourt.apps.inventory.services.catalogue import MANAGE, import_catalogue
from forecourt.apps.inventory.services.intake import known_vins
from forecourt.apps.inventory.vin import VinVerdict, check_vin
from forecourt.core.actor import Actor
from forecourt.core.db import transaction_required
from forecourt.core.errors import DomainError
from forecourt.core.text import normalise

_INITIALS = 3


class CatalogueNames:
    """The catalogue by names in any spelling: "land rover" and "Landrover" are one brand. Lives for one file."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.may_add = actor.can(MANAGE)
        self._brands = {_plain(name): name for name in Brand.objects.values_list("name", flat=True)}
        self._series: dict[tuple[str, str], tuple[int, str]] = {}
        for pk, brand, name in Series.objects.values_list("pk", "brand__name", "name"):
            self._series.setdefault((_plain(brand), _plain(name)), (pk, name))

    def find(self, brand: str, series: str) -> int | None:
        """The key of the series, or None where the catalogue has none of that name."""
        return self._series.get((_plain(brand), _plain(series)), (None, ""))[0]

    @transaction_required
    def add_missing(self, wanted: Collection[tuple[str, str]]) -> None:
        """Add to the catalogue what `find` does not find; afterwards it does. Raises NotAllowed."""
        missing = {
            (_plain(brand), _plain(name)): (brand, name)
            for brand, name in wanted
            if not self.find(brand, name)
        }
        if not missing:
            return
        spelled = {key: (self._spelled(brand), _capitals(name)) for key, (brand, name) in missing.items()}
        added = import_catalogue(actor=self.actor, wanted=set(spelled.values()))
        self._series.update({key: (added[names].pk, names[1]) for key, names in spelled.items()})

    def _spelled(self, brand: str) -> str:
        return self._brands.setdefault(_plain(brand), _capitals(brand))


def _plain(name: str) -> str:
    return "".join(normalise(name).split())


def _capitals(name: str) -> str:
    """A name that somebody typed in small letters, with capitals: bmw is BMW, land rover is Land Rover."""
    if not name.islower():
        return name
    return name.upper() if len(name) <= _INITIALS else name.title()


class VinJudgement(NamedTuple):
    """What the check of a VIN says, and why a vehicle with it cannot be received (None: it can)."""

    verdict: VinVerdict
    refusal: DomainError | None


def judge_vins(actor: Actor, vins: Sequence[tuple[str, str]]) -> list[VinJudgement]:
    """The judgement of each (VIN, reason that overrides a wrong check digit), in one query per 500."""
    verdicts = [check_vin(vin) for vin, _reason in vins]
    known = known_vins({verdict.vin for verdict in verdicts})
    judged = []
    for verdict, (_vin, reason) in zip(verdicts, vins, strict=True):
        excused = verdict.verdict == "check_digit_mismatch" and bool(reason.strip())
        refusal: DomainError | None = None
        if verdict.severity == "error" and not excused:
            refusal = VinWrong(verdict.message, field="vin", verdict=verdict.verdict)
        elif there := known.get(verdict.vin):
            refusal = VinTaken(describe_conflict(actor, there), field="vin", vin=verdict.vin)
        judged.append(VinJudgement(verdict, refusal))
    return judged
