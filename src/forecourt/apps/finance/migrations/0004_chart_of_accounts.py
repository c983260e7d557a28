"""The chart of accounts of the localisation pack."""

from typing import Any

from django.db import migrations

from forecourt.localisation.china.chart import chart_of_accounts


def add_accounts(apps: Any, editor: Any) -> None:
    account = apps.get_model("finance", "Account")
    account.objects.using(editor.connection.alias).bulk_create(
        [account(**fact._asdict()) for fact in chart_of_accounts()], ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("finance", "0003_balanced_at_commit")]
    operations = [migrations.RunPython(add_accounts, migrations.RunPython.noop)]
