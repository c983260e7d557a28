"""Today's list: what is due and overdue for a salesperson, each with its reason, and counts for his manager."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecourt.apps.customers.models import FollowUp, Lead
from forecourt.apps.customers.selectors.phones import sees_phone_of
from forecourt.apps.customers.selectors.setup import Level, levels
from forecourt.core import clock
from forecourt.core.actor import Actor

SHOWN_AT_MOST = 20
PEOPLE_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class DueLead:
    """A lead on today's list, why it is there, and what the next contact would be."""

    lead: Lead
    level: Level
    reason: str
    overdue_days: int
    proposed_on: date | None
    sees_phone: bool

    @property
    def tone(self) -> str:
        """The badge's meaning: hot levels stand out."""
        return {"H": "bad", "N": "warn", "A": "warn", "O": "good", "D": "good"}.get(
            self.level.code, "neutral"
        )

    @property
    def target(self) -> str:
        """Where the card stands on the page."""
        return f"#lead-{self.lead.pk}"


@dataclass(frozen=True, slots=True)
class DueCounts:
    """What waits and what was done."""

    due: int = 0
    overdue: int = 0
    done: int = 0

    @property
    def left(self) -> int:
        """Due today, without what is overdue."""
        return self.due - self.overdue


@dataclass(frozen=True, slots=True)
class PersonDue:
    """One person's counts, for his manager."""

    owner_id: int | None
    name: str
    store: str
    counts: DueCounts


def due_leads(actor: Actor, today: date) -> list[DueLead]:
    """The acting person's own leads due by `today`, in order of worth; one query, at most SHOWN_AT_MOST."""
    rows = _own_due(actor, today).select_related("series", "store")
    ordered = rows.order_by("level__rank", "next_follow_up_on", F("budget_max").desc(nulls_last=True), "pk")
    return [describe(actor, lead, today) for lead in ordered[:SHOWN_AT_MOST]]


def _own_due(actor: Actor, today: date) -> Any:
    leads = Lead.objects.visible_to(actor, "customers.lead.view")
    return leads.filter(owner_id=actor.employee_id or 0, next_follow_up_on__lte=today)


def due_counts(actor: Actor, today: date) -> DueCounts:
    """The acting person's own counts; two queries."""
    counts = _own_due(actor, today).aggregate(
        due=Count("pk"), overdue=Count("pk", filter=Q(next_follow_up_on__lt=today))
    )
    done = FollowUp.objects.filter(
        employee_id=actor.employee_id or 0, done_at__gte=clock.start_of(today)
    ).count()
    return DueCounts(counts["due"], counts["overdue"], done)


def overdue_count(actor: Actor, today: date, store_id: int | None = None) -> int:
    """How many leads within reach, or of one store, wait for a contact that was due before today; one query."""
    leads = Lead.objects.visible_to(actor, "customers.lead.view").filter(next_follow_up_on__lt=today)
    return (leads.filter(store=store_id) if store_id else leads).count()


def has_team(actor: Actor) -> bool:
    """Whether the actor sees the leads of other people."""
    grant = actor.grant("customers.lead.view")
    return grant is not None and (grant.everywhere or bool(grant.store_ids or grant.department_ids))


def team_due(actor: Actor, today: date) -> list[PersonDue]:
    """Counts per person within reach, the most overdue first; two queries."""
    leads = Lead.objects.visible_to(actor, "customers.lead.view").filter(next_follow_up_on__lte=today)
    due = leads.values("owner_id", "owner__name", "store__name").annotate(
        due=Count("pk"), overdue=Count("pk", filter=Q(next_follow_up_on__lt=today))
    )
    done = FollowUp.objects.visible_to(actor, "customers.lead.view").filter(
        done_at__gte=clock.start_of(today)
    )
    done_by = done.values("employee_id", "employee__name", "lead__store__name").annotate(done=Count("pk"))
    return _merged(
        due.order_by("-overdue", "-due")[:PEOPLE_AT_MOST], done_by.order_by("-done")[:PEOPLE_AT_MOST]
    )


def _merged(due: Iterable[dict[str, Any]], done: Iterable[dict[str, Any]]) -> list[PersonDue]:
    finished = {(row["employee_id"], row["lead__store__name"]): row for row in done}
    people = []
    for row in due:
        mine = finished.pop((row["owner_id"], row["store__name"]), {"done": 0})
        counts = DueCounts(row["due"], row["overdue"], mine["done"])
        people.append(PersonDue(row["owner_id"], row["owner__name"] or "", row["store__name"], counts))
    for (employee_id, store), row in finished.items():
        people.append(PersonDue(employee_id, row["employee__name"] or "", store, DueCounts(done=row["done"])))
    return people[:PEOPLE_AT_MOST]


def describe(actor: Actor, lead: Lead, today: date) -> DueLead:
    """The lead with its reason; the lead's store must be loaded."""
    level = levels()[lead.level_id]
    overdue = (today - lead.next_follow_up_on).days if lead.next_follow_up_on else 0
    return DueLead(
        lead,
        level,
        reason_of(lead, level, today),
        max(overdue, 0),
        level.next_contact_on(today, lead.stage_on),
        sees_phone_of(actor, lead),
    )


def reason_of(lead: Lead, level: Level, today: date) -> str:
    """Why the lead is on the list, in a sentence a salesperson understands."""
    parts = [_rule(lead, level, today)]
    if lead.last_contact_at is not None:
        days = (today - clock.local_date(lead.last_contact_at, lead.store.time_zone)).days
        parts.append(_last_contact(days))
    overdue = (today - lead.next_follow_up_on).days if lead.next_follow_up_on else 0
    if overdue > 0:
        parts.append(ngettext("overdue %(days)d day", "overdue %(days)d days", overdue) % {"days": overdue})
    return _("; ").join(parts)


def _rule(lead: Lead, level: Level, today: date) -> str:
    if lead.first_response_at is None and lead.first_response_due_at is not None:
        return _response(lead.first_response_due_at, clock.now())
    if level.plan_days:
        return _("%(level)s: contact plan, day %(day)d") % {
            "level": level.code,
            "day": (today - lead.stage_on).days,
        }
    text = ngettext(
        "%(level)s: follow up every day", "%(level)s: follow up every %(days)d days", level.cadence_days
    )
    return text % {"level": level.code, "days": level.cadence_days}


def _response(due_at: datetime, now: datetime) -> str:
    hours = int(abs((due_at - now).total_seconds()) // 3600)
    if due_at < now:
        return ngettext(
            "New: first response %(hours)d hour late", "New: first response %(hours)d hours late", hours
        ) % {"hours": hours}
    return ngettext(
        "New: first response within %(hours)d hour", "New: first response within %(hours)d hours", hours
    ) % {"hours": hours}


def _last_contact(days: int) -> str:
    if days <= 0:
        return _("last contact today")
    return ngettext("last contact %(days)d day ago", "last contact %(days)d days ago", days) % {"days": days}
