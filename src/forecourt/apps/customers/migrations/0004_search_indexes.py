"""Customers and leads are found by any part of their search text."""

from django.db import migrations

from forecourt.core.search import trigram_index


class Migration(migrations.Migration):
    dependencies = [("customers", "0003_history_is_only_added")]
    operations = [trigram_index("customers", "Customer"), trigram_index("customers", "Lead")]
