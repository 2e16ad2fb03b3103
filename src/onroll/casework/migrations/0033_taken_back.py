"""What was recorded by mistake is taken back in rows of its own: a contact is never edited again, and stages, answers and places follow.

Step 0032 wrote into contacts that may not be edited: PostgreSQL refused it, and SQLite lost the refusal with the copy of the table.
"""

from __future__ import annotations

import json
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import Q

from onroll.accounts.append_only import append_only, append_only_again

PROTECT = django.db.models.deletion.PROTECT
THINGS = ("contact", "whereabouts", "stage", "enquiry", "visit")
ONE_THING = Q()
for thing in THINGS:
    ONE_THING |= Q(**{f"{each}__isnull": each != thing for each in THINGS})


class MoveWhatWasSaid(Operation):
    """Copy contacts that were taken back, and stages that were ticked, into the new tables; and what can go back, back."""

    reversible = True
    reduces_to_sql = False

    def describe(self) -> str:
        """Return what the step does."""
        return "Copy what was taken back and what was ticked into tables of their own"

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change no model."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Copy, by the lines of the cases' histories."""
        with schema_editor.connection.cursor() as cursor:
            for number, contact in _lines(cursor, "case.contact_taken_back", "contact"):
                cursor.execute(
                    'INSERT INTO casework_takenback (case_id, contact_id, said, because, "on", "at", "by", by_name) '
                    'SELECT contact.case_id, contact.id, %s, contact.taken_back_because, contact.taken_back_on, line."at", '
                    "contact.taken_back_by, line.by_name FROM casework_contact contact, casework_casechange line "
                    "WHERE contact.id = %s AND line.id = %s AND contact.taken_back_on IS NOT NULL",
                    ["{}", contact, number],
                )
            for number, stage in _lines(cursor, "case.stage_done", "stage"):
                cursor.execute(
                    'INSERT INTO casework_stagedone (case_id, episode, stage, "on", who, outcome, "at", "by", by_name) '
                    'SELECT line.case_id, whole.episode, %s, line."on", \'\', line.because, line."at", line."by", line.by_name '
                    "FROM casework_casechange line JOIN casework_case whole ON whole.id = line.case_id "
                    'WHERE line.id = %s AND line."on" >= whole.opened_on',
                    [stage, number],
                )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Copy contacts that were taken back into their rows again."""
        with schema_editor.connection.cursor() as cursor:
            cursor.execute('SELECT contact_id, "on", "by", because FROM casework_takenback WHERE contact_id IS NOT NULL')
            for contact, on, by, because in cursor.fetchall():
                cursor.execute(
                    "UPDATE casework_contact SET taken_back_on = %s, taken_back_by = %s, taken_back_because = %s WHERE id = %s",
                    [str(on), by, because, contact],
                )


def _lines(cursor: Any, kind: str, name: str) -> list[tuple[int, Any]]:
    cursor.execute("SELECT id, body FROM casework_casechange WHERE kind = %s ORDER BY id", [kind])
    read = [(number, json.loads(body) if isinstance(body, str) else body) for number, body in cursor.fetchall()]
    return [(number, body[name]) for number, body in read if name in body]


class Migration(migrations.Migration):
    """Made in the order of the casebook's history."""

    dependencies = [("casework", "0032_contacts_taken_back")]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="visit",
            field=models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="contacts", to="casework.homevisit"),
        ),
        migrations.AddField(
            model_name="whereabouts",
            name="enquiry",
            field=models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="whereabouts", to="casework.enquiry"),
        ),
        migrations.CreateModel(
            name="StageDone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("episode", models.PositiveSmallIntegerField()),
                ("stage", models.CharField(max_length=30)),
                ("on", models.DateField()),
                ("who", models.CharField(blank=True, max_length=200)),
                ("outcome", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                ("case", models.ForeignKey(on_delete=PROTECT, related_name="stages", to="casework.case")),
            ],
            options={"indexes": [models.Index(fields=["case", "stage", "-on"], name="stages_by_case")]},
        ),
        migrations.CreateModel(
            name="TakenBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said", models.JSONField(blank=True, default=dict)),
                ("because", models.TextField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                ("case", models.ForeignKey(on_delete=PROTECT, related_name="taken_back", to="casework.case")),
                (
                    "contact",
                    models.OneToOneField(blank=True, null=True, on_delete=PROTECT, related_name="taken_back", to="casework.contact"),
                ),
                (
                    "whereabouts",
                    models.OneToOneField(blank=True, null=True, on_delete=PROTECT, related_name="taken_back", to="casework.whereabouts"),
                ),
                (
                    "stage",
                    models.OneToOneField(blank=True, null=True, on_delete=PROTECT, related_name="taken_back", to="casework.stagedone"),
                ),
                (
                    "enquiry",
                    models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="answers_taken_back", to="casework.enquiry"),
                ),
                (
                    "visit",
                    models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="records_taken_back", to="casework.homevisit"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=ONE_THING, name="one_thing_is_taken_back"),
                    models.CheckConstraint(condition=~Q(because=""), name="what_is_taken_back_has_a_reason"),
                ]
            },
        ),
        MoveWhatWasSaid(),
        migrations.RemoveField(model_name="contact", name="taken_back_because"),
        migrations.RemoveField(model_name="contact", name="taken_back_by"),
        migrations.RemoveField(model_name="contact", name="taken_back_on"),
        append_only_again("casework_contact"),
        append_only("casework_stagedone"),
        append_only("casework_takenback"),
    ]
