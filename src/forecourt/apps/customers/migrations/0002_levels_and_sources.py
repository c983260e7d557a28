"""The usual lead levels and sources; a company changes them as it likes."""

from typing import Any

from django.db import migrations

# code, stage, cadence in days, contact plan, hours to the first response, rank by worth
LEVELS = (
    ("H", "active", 2, [], None, 10),
    ("N", "active", 1, [], 24, 20),
    ("A", "active", 7, [], None, 30),
    ("O", "ordered", 7, [], None, 40),
    ("B", "active", 14, [], None, 50),
    ("C", "active", 30, [], None, 60),
    ("D", "delivered", 90, [1, 3, 7, 30, 90], None, 70),
    ("F", "defeated", 60, [60], None, 80),
)
SOURCES = (
    "walk_in", "phone", "website", "autohome", "dongchedi", "yiche", "pcauto", "xcar", "wechat", "referral",
    "retention", "campaign", "auto_show", "field_visit", "partner", "import",
)  # fmt: skip


def add(apps: Any, editor: Any) -> None:
    level, source = apps.get_model("customers", "LeadLevel"), apps.get_model("customers", "LeadSource")
    level.objects.using(editor.connection.alias).bulk_create(
        [
            level(code=code, stage=stage, cadence_days=days, plan_days=plan, response_hours=hours, rank=rank)
            for code, stage, days, plan, hours, rank in LEVELS
        ],
        ignore_conflicts=True,
    )
    source.objects.using(editor.connection.alias).bulk_create(
        [source(code=code, rank=10 * at) for at, code in enumerate(SOURCES, 1)], ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
