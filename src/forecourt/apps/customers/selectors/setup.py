"""Levels and sources: small tables, kept for a minute in each process."""

from dataclasses import dataclass
from datetime import date, timedelta

from forecourt.apps.customers.models import LeadLevel, LeadSource
from forecourt.core.memo import remembered

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Level:
    """A lead level as the services and pages use it."""

    code: str
    name: str
    stage: str
    cadence_days: int
    plan_days: tuple[int, ...]
    response_hours: int | None
    rank: int
    is_active: bool

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return LeadLevel(code=self.code, name=self.name).label

    def next_contact_on(self, today: date, stage_on: date) -> date | None:
        """When the next contact is due: after the cadence, or at the next day of the plan while there is one."""
        if not self.plan_days:
            return today + timedelta(days=self.cadence_days)
        planned = (stage_on + timedelta(days=days) for days in self.plan_days)
        return min((day for day in planned if day > today), default=None)


@remembered(_SECONDS)
def levels() -> dict[str, Level]:
    """Every level by its code, in order of worth."""
    fields = ("code", "name", "stage", "cadence_days", "plan_days", "response_hours", "rank", "is_active")
    return {
        row.code: Level(**{name: getattr(row, name) for name in fields} | {"plan_days": tuple(row.plan_days)})
        for row in LeadLevel.objects.all()
    }


def levels_of(stage: str) -> list[Level]:
    """The levels in use that a lead of this stage may hold."""
    return [level for level in levels().values() if level.stage == stage and level.is_active]


@remembered(_SECONDS)
def sources() -> dict[str, LeadSource]:
    """Every source by its code, in the company's order."""
    return {row.code: row for row in LeadSource.objects.all()}


def forget_setup() -> None:
    """After a change in this process: read levels and sources anew. Other processes follow within a minute."""
    levels.forget()
    sources.forget()
