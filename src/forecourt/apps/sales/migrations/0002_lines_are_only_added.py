"""The lines of a sale are never altered."""

from django.db import migrations

from forecourt.core.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("sales", "0001_initial")]
    operations = [append_only("sales", "SaleLine")]
