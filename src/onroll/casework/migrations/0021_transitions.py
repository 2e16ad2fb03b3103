"""Transitions: plans for holidays, contacts, help that was offered, and families who went whole."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    """Made in the order of the casebook's history."""

    dependencies = [("casework", "0019_returns_by_machine"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="ChildHelp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=3)),
                ("shielded", models.BooleanField(default=False)),
                ("transition", models.CharField(blank=True, max_length=32)),
                ("on", models.DateField()),
                ("what", models.CharField(max_length=24)),
                ("words", models.TextField()),
                ("answer", models.CharField(max_length=10)),
                ("family_said", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["child_id"], name="help_by_child"),
                    models.Index(fields=["authority"], name="help_by_authority"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["accepted", "declined", "undecided"])), name="help_has_a_known_answer"
                    ),
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="help_says_what"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyAlarm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=3)),
                ("found_on", models.DateField()),
                ("run_id", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
                ("acknowledged_by", models.CharField(blank=True, max_length=150)),
                ("acknowledged_by_name", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "-id"], name="family_alarms_by_authority")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acknowledged_by", ""), ("acknowledged_on__isnull", True)),
                            models.Q(("acknowledged_on__isnull", False), models.Q(("acknowledged_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="acknowledged_alarm_says_by_whom",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HolidayPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=3)),
                ("shielded", models.BooleanField(default=False)),
                ("transition", models.CharField(max_length=32)),
                ("moved_on", models.DateField()),
                ("stage", models.CharField(max_length=20)),
                ("holiday_from", models.DateField()),
                ("holiday_to", models.DateField()),
                ("because", models.TextField()),
                ("named_adult", models.CharField(blank=True, max_length=200)),
                ("run_id", models.CharField(max_length=40)),
                ("made_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["child_id"], name="holiday_plans_by_child")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "child_id", "transition", "holiday_from"), name="one_plan_per_child_and_holiday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("holiday_to__gte", models.F("holiday_from"))), name="holiday_ends_after_it_begins"
                    ),
                    models.CheckConstraint(condition=models.Q(("because", ""), _negated=True), name="holiday_plan_says_why"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyAlarmChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64)),
                ("episode", models.PositiveSmallIntegerField()),
                (
                    "alarm",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="children", to="casework.familyalarm"),
                ),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="family_alarms", to="casework.case")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "episode"), name="a_case_is_in_one_family_alarm")],
            },
        ),
        migrations.CreateModel(
            name="PlannedContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("approach", models.CharField(max_length=16)),
                ("due_on", models.DateField()),
                ("result", models.CharField(blank=True, max_length=12)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("family_said", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_by", models.CharField(blank=True, max_length=150)),
                ("recorded_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "assigned",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="planned_contacts", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="casework.holidayplan"),
                ),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("result", "")), fields=["due_on"], name="planned_contacts_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on__isnull", True), ("recorded_at__isnull", True), ("result", "")),
                            models.Q(models.Q(("result", ""), _negated=True), ("done_on__isnull", False), ("recorded_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="recorded_contact_has_its_day",
                    )
                ],
            },
        ),
        append_only("casework_holidayplan"),
        append_only("casework_childhelp"),
        append_only("casework_familyalarmchild"),
    ]
