"""The built-in roles, following their templates until somebody changes them."""

from typing import Any

from django.db import migrations

CODES = (
    "group_executive", "store_manager", "sales_manager", "sales_consultant", "dcc_agent", "logistics_clerk",
    "service_advisor", "technician", "parts_clerk", "cashier", "accountant", "hr_officer", "marketing_officer",
    "auditor", "system_administrator",
)  # fmt: skip


def add_roles(apps: Any, editor: Any) -> None:
    role = apps.get_model("organization", "Role")
    role.objects.using(editor.connection.alias).bulk_create(
        [role(code=code, is_builtin=True) for code in CODES], ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("organization", "0001_initial")]
    operations = [migrations.RunPython(add_roles, migrations.RunPython.noop)]
