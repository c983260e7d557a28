"""Parts of words are found by an index where the database has one for it."""

from django.db import migrations

from forecourt.core.search import trigram_index


class Migration(migrations.Migration):
    dependencies = [("inventory", "0002_append_only")]
    operations = [trigram_index("inventory", "Vehicle")]
