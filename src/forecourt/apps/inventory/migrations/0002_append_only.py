"""Movements are only ever added."""

from django.db import migrations

from forecourt.core.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("inventory", "0001_initial")]
    operations = [append_only("inventory", "Movement")]
