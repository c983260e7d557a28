"""On PostgreSQL an entry whose lines do not come to what it says cannot be committed; SQLite has no such trigger."""

from typing import Any

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION finance_entry_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    SELECT count(*) AS lines, coalesce(sum(amount), 0) AS difference,
           coalesce(sum(amount) FILTER (WHERE amount > 0), 0) AS debit
      INTO found FROM finance_journalline WHERE entry_id = NEW.id;
    IF found.difference <> 0 OR found.lines <> NEW.line_count OR found.debit <> NEW.total_debit THEN
        RAISE EXCEPTION 'journal entry % is not balanced', NEW.number USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE CONSTRAINT TRIGGER finance_entry_balanced AFTER INSERT ON finance_journalentry
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance_entry_balanced()
"""


def add(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(FUNCTION, params=None)
        editor.execute(TRIGGER, params=None)


def drop(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER IF EXISTS finance_entry_balanced ON finance_journalentry")
        editor.execute("DROP FUNCTION IF EXISTS finance_entry_balanced()")


class Migration(migrations.Migration):
    dependencies = [("finance", "0002_append_only")]
    operations = [migrations.RunPython(add, drop)]
