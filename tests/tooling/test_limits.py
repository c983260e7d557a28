"""Every limit of the architecture is held: each rule fails on a breach and passes what it should."""

from pathlib import Path

import pytest

from scripts import limits

VIEWS = "src/forecourt/apps/sales/views.py"
SERVICES = "src/forecourt/apps/sales/services.py"
SELECTORS = "src/forecourt/apps/sales/selectors/deals.py"
MODELS = "src/forecourt/apps/sales/models.py"
TEMPLATE = "src/forecourt/apps/sales/templates/sales/deal.html"

BREACHES = [
    (VIEWS, "def f():\n" + "    pass\n" * 60 + "def g(): ...\ndef h(): ...", "f has 61 lines, 60 at most"),
    (
        VIEWS,
        "def f():\n" + "    pass\n" * 11,
        "half of the functions have more than 12 lines, 10 at most: cut them smaller",
    ),
    (VIEWS, "x = 1\n" * 501, "501 lines, 500 at most: make it a package"),
    (VIEWS, "def f():\n    import os\n", "import inside a function"),
    (VIEWS, "class A:\n    async def f(self):\n        from os import path\n", "import inside a function"),
    (VIEWS, "rows = Deal.objects.all()", ".objects outside services and selectors"),
    ("src/forecourt/api/deals.py", "rows = Deal.objects.all()", ".objects outside services and selectors"),
    (
        "src/forecourt/apps/sales/handlers/deal.py",
        "Deal.objects.get()",
        ".objects outside services and selectors",
    ),
    (VIEWS, "from django.dispatch import receiver", "model signals: call a service or publish an event"),
    (
        VIEWS,
        "from django.db.models.signals import post_save",
        "model signals: call a service or publish an event",
    ),
    (VIEWS, "from django.db.models import signals", "model signals: call a service or publish an event"),
    (MODELS, "class Deal:\n    def save(self): ...", "a model overrides save()"),
    (MODELS, "rate = models.FloatField()", "FloatField: money is fen, rates are decimals"),
    (VIEWS, "at = timezone.now()", "timezone.now: time comes from core.clock"),
    (VIEWS, "at = datetime.datetime.now()", "datetime.now: time comes from core.clock"),
    (VIEWS, "on = date.today()", "date.today: time comes from core.clock"),
    ("src/forecourt/core/money.py", "at = datetime.now()", "datetime.now: time comes from core.clock"),
    (VIEWS, "text = mark_safe(text)", "mark_safe is never needed"),
    (VIEWS, "@csrf_exempt\ndef view(request): ...", "csrf_exempt is never needed"),
    (SERVICES, "@one_transaction\ndef close_deal(actor): ...", "close_deal takes positional arguments"),
    (
        SERVICES,
        "@one_transaction\ndef close_deal(*, deal_id, actor): ...",
        "close_deal does not take actor first",
    ),
    (
        "src/forecourt/apps/sales/services/close.py",
        "@one_transaction\ndef close_deal(): ...",
        "close_deal does not take actor first",
    ),
    (SELECTORS, "def list_deals(store_id): ...", "list_deals does not take actor first"),
    (
        VIEWS,
        "from forecourt.apps.finance.models import Entry",
        "imports models of finance: use its services or selectors",
    ),
    (
        VIEWS,
        "from forecourt.apps.finance import views",
        "imports views of finance: use its services or selectors",
    ),
    (VIEWS, "import forecourt.apps.finance.forms", "imports forms of finance: use its services or selectors"),
    (TEMPLATE, "<p></p>\n" * 151, "151 lines, 150 at most: split it"),
    (TEMPLATE, "{{ text|safe }}", "marks text as safe"),
    (TEMPLATE, "{% autoescape off %}", "marks text as safe"),
    (TEMPLATE, "<script>go()</script>", "inline script"),
    (TEMPLATE, '<p style="color:red">', "inline style"),
    (TEMPLATE, "<style>p{}</style>", "inline style"),
    (TEMPLATE, '<a onclick="go()">', "inline event handler"),
    ("src/forecourt/static/js/list.js", "go();\n" * 301, "301 lines, 300 at most"),
]

FINE = [
    (VIEWS, "def f():\n" + "    pass\n" * 59 + "def g(): ...\ndef h(): ..."),
    ("src/forecourt/apps/sales/tests/test_long.py", "def test_a():\n" + "    pass\n" * 40),
    (VIEWS, "from forecourt.apps.finance import errors, selectors, services"),
    (VIEWS, "from forecourt.apps.sales.models import Deal"),
    (VIEWS, "if TYPE_CHECKING:\n    from forecourt.apps.finance.models import Entry"),
    (SERVICES, "Deal.objects.all()\ndef close_deal(*, actor, deal_id): ...\ndef _helper(deal): ..."),
    (SELECTORS, "def list_deals(actor, *, store_id): ..."),
    (
        "src/forecourt/apps/sales/apps.py",
        "class Sales:\n    def ready(self):\n        from . import handlers",
    ),
    ("src/forecourt/apps/sales/tests/test_a.py", "def test_a():\n    import os\n    Deal.objects.get()"),
    ("src/forecourt/apps/sales/migrations/0001_initial.py", "x = 1\n" * 900),
    ("src/forecourt/core/clock.py", "datetime.now(UTC)"),
    ("src/forecourt/apps/sales/forms.py", "class F:\n    def save(self): ..."),
    (TEMPLATE, '<script src="a.js"></script>{{ safe_text }}{{ rows|json_script:"rows" }}'),
    (TEMPLATE, '<div x-on:click="go" :style="x" data-style="a" class="icon">'),
    ("src/forecourt/static/vendor/big.js", "go();\n" * 301),
]


def check(root: Path, path: str, text: str) -> list[str]:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
    return [violation.text for violation in limits.violations(root)]


@pytest.mark.parametrize(("path", "text", "message"), BREACHES, ids=[breach[2][:50] for breach in BREACHES])
def test_a_breach_is_found_and_named(tmp_path: Path, path: str, text: str, message: str) -> None:
    assert check(tmp_path, path, text) == [message]


@pytest.mark.parametrize(("path", "text"), FINE)
def test_what_keeps_the_limits_passes(tmp_path: Path, path: str, text: str) -> None:
    assert check(tmp_path, path, text) == []


def test_the_command_names_place_and_breach_and_ends_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check(tmp_path, VIEWS, "\n\nat = timezone.now()")
    monkeypatch.setattr("sys.argv", ["limits", str(tmp_path)])

    assert limits.main() == 1

    assert f"{VIEWS}:3: timezone.now: time comes from core.clock" in capsys.readouterr().out


def test_files_that_are_no_text_are_passed_by(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "django.mo").write_bytes(b"\xde\x12\x04\x95")

    assert limits.violations(tmp_path) == []


def test_every_exception_has_a_reason() -> None:
    assert all(len(reason) > 10 for reason in limits.ALLOWED.values())
