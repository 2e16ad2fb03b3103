"""Warning signs: what people decided about contradictions."""

from __future__ import annotations

from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    """Made in the order of the casebook's history."""

    dependencies = [("casework", "0021_transitions")]
    operations = [
        migrations.CreateModel(
            name="ContradictionDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=3)),
                ("shielded", models.BooleanField(default=False)),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=16)),
                ("how", models.CharField(max_length=10)),
                ("right", models.CharField(blank=True, max_length=80)),
                ("asked", models.CharField(blank=True, max_length=80)),
                ("waits_until", models.DateField(blank=True, null=True)),
                ("words", models.TextField()),
                ("run_id", models.CharField(max_length=40)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "key"], name="contradictions_by_key")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="contradiction_decision_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", "asked"), ("waits_until__isnull", False), models.Q(("asked", ""), _negated=True)),
                            models.Q(("asked", ""), ("how__in", ["explained", "exception", "reopened"]), ("waits_until__isnull", True)),
                            _connector="OR",
                        ),
                        name="asked_contradiction_says_whom",
                    ),
                ],
            },
        ),
        append_only("casework_contradictiondecision"),
    ]
