"""New-pupil, attendance and sickness returns."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0018_audit_and_families"),
    ]

    operations = [
        migrations.CreateModel(
            name="PupilReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("school", models.CharField(max_length=32)),
                ("school_name", models.CharField(max_length=200)),
                ("authority", models.CharField(max_length=3)),
                ("pupil", models.CharField(max_length=300)),
                ("date_of_birth", models.DateField()),
                ("child_id", models.CharField(blank=True, max_length=64)),
                ("day", models.DateField()),
                ("said", models.JSONField(default=dict)),
                ("stands", models.BooleanField()),
                ("problems", models.JSONField(default=list)),
                ("answer", models.CharField(max_length=20)),
                ("next_words", models.CharField(max_length=400)),
                ("shielded", models.BooleanField(default=False)),
                ("received_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pupil_returns", to="casework.case"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["school", "-id"], name="pupil_returns_by_school"),
                    models.Index(fields=["authority", "-id"], name="pupil_returns_by_authority"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("new_pupil", "attendance", "sickness"))), name="pupil_return_has_a_known_kind"
                    )
                ],
            },
        ),
        append_only("casework_pupilreturn"),
    ]
