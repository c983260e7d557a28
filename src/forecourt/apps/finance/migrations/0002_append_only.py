"""Entries and lines are only ever added."""

from django.db import migrations

from forecourt.core.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("finance", "0001_initial")]
    operations = [append_only("finance", "JournalEntry"), append_only("finance", "JournalLine")]
