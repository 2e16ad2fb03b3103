"""Schools' practice: what schools are asked about first, and what they answer."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    """Made in the order of the casebook's history."""

    dependencies = [("casework", "0026_start_page_by_index")]
    operations = [
        migrations.CreateModel(
            name="PracticeMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("urn", models.CharField(max_length=32)),
                ("authority", models.CharField(max_length=3)),
                ("practice", models.CharField(max_length=30)),
                ("shown_on", models.DateField()),
                ("counted", models.PositiveIntegerField()),
                ("total", models.PositiveIntegerField()),
                ("expected", models.FloatField()),
                ("most", models.PositiveIntegerField()),
                ("run_id", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("ended_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "ended_on"], name="practice_marks_by_authority")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("urn", "practice"),
                        name="one_open_mark_per_school_and_measure",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PracticeAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("how", models.CharField(max_length=12)),
                ("words", models.TextField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "mark",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="casework.practicemark"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="practice_answer_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["explained", "wrong_data", "will_change"])), name="practice_answer_is_a_known_one"
                    ),
                ],
            },
        ),
        append_only("casework_practiceanswer"),
    ]
