"""What a record page shows: headline facts, next steps, tabs, a timeline, who changed what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forecourt.core.errors import Text


@dataclass(frozen=True, slots=True)
class Fact:
    """One headline fact. `url` makes it a link; `definition` explains a figure; `kind` is text, money, phone or vin."""

    label: Text
    value: Any
    url: str = ""
    definition: Text = ""
    kind: str = "text"
    big: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """An allowed next step: a link to its page (`method` get) or a button that posts. `confirm` asks first."""

    label: Text
    url: str
    icon: str = ""
    method: str = "get"
    confirm: Text = ""
    primary: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: a link of its own that htmx loads into the panel beside it."""

    code: str
    label: Text
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened, when and by whom; newest first on the page."""

    at: datetime
    title: Text
    text: Text = ""
    by: str = ""
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The head of a record page, for `<c-record :record="record">`."""

    facts: Sequence[Fact] = ()
    status: Text = ""
    tone: str = "neutral"
    steps: Sequence[Step] = ()
    tabs: Sequence[Tab] = ()
    tab: str = ""
    timeline: Sequence[TimelineEntry] | None = None
    history_url: str = ""
    zone: str = ""
