"""Retention: holds, what went, and the backups that may still hold it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Made in the order of the casebook's history."""

    dependencies = [
        ("casework", "0023_history_of_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="BackupMade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=500)),
                ("encrypted", models.BooleanField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16)),
                ("reference", models.CharField(max_length=200)),
                ("authority", models.CharField(blank=True, max_length=3)),
                ("rule", models.CharField(max_length=300)),
                ("last_day", models.DateField()),
                ("salt", models.CharField(max_length=64)),
                ("proof", models.CharField(max_length=64)),
                ("rows", models.PositiveIntegerField()),
                ("files", models.JSONField(default=list)),
                ("event", models.BigIntegerField()),
                ("begun_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("finished_at__isnull", True)), fields=["id"], name="erasures_to_finish")],
                "constraints": [models.UniqueConstraint(fields=("kind", "reference"), name="a_record_is_erased_once")],
            },
        ),
        migrations.CreateModel(
            name="RetentionHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16)),
                ("reference", models.CharField(max_length=200)),
                ("authority", models.CharField(blank=True, max_length=3)),
                ("because", models.TextField()),
                ("placed_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                ("lifted_on", models.DateField(blank=True, null=True)),
                ("lifted_by", models.CharField(blank=True, max_length=150)),
                ("lifted_because", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_on__isnull", True)), fields=("kind", "reference"), name="one_standing_hold_per_record"
                    ),
                    models.CheckConstraint(condition=models.Q(("because", ""), _negated=True), name="hold_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_on__isnull", True),
                            models.Q(models.Q(("lifted_by", ""), _negated=True), models.Q(("lifted_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="lifted_hold_says_by_whom_and_why",
                    ),
                ],
            },
        ),
    ]
