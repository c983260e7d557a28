"""Follow-ups and timeline entries are never altered."""

from django.db import migrations

from forecourt.core.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("customers", "0002_levels_and_sources")]
    operations = [append_only("customers", "FollowUp"), append_only("customers", "TimelineEntry")]
