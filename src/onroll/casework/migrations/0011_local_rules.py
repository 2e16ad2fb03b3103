"""What an authority sets for itself, and shielding marks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_worklists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LocalLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=3)),
                ("stage", models.CharField(max_length=32)),
                ("high", models.BooleanField(default=False)),
                ("again", models.BooleanField(default=False)),
                ("count", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("unit", models.CharField(blank=True, max_length=12)),
                ("valid_from", models.DateField()),
                ("because", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "valid_from", "id"], name="local_limits_by_authority")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("authority", ""), _negated=True), models.Q(("because", ""), _negated=True)),
                        name="local_limit_has_an_owner_and_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("count__isnull", True), ("unit", "")),
                            models.Q(("count__isnull", False), models.Q(("unit", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="local_limit_has_its_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShieldMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=3)),
                ("reason", models.CharField(max_length=24)),
                ("because", models.TextField()),
                ("shielded_from", models.DateField()),
                ("review_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("end_asked_on", models.DateField(blank=True, null=True)),
                ("end_because", models.TextField(blank=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shield_marks", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "end_asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shield_ends_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shield_ends_agreed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)), fields=["authority", "review_on", "id"], name="standing_marks"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)), fields=("child_id",), name="one_standing_mark_per_child"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason__in", ["refuge", "adoption", "witness_protection", "threat", "high_profile", "gender_history"])
                        ),
                        name="mark_has_a_known_reason",
                    ),
                    models.CheckConstraint(condition=models.Q(("because", ""), _negated=True), name="mark_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(("review_on__gt", models.F("shielded_from"))), name="mark_is_reviewed_after_it_begins"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by__isnull", True), ("ended_on__isnull", True)),
                            models.Q(
                                ("end_asked_by__isnull", False),
                                ("ended_by__isnull", False),
                                ("ended_on__isnull", False),
                                models.Q(("ended_by", models.F("end_asked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mark_is_ended_by_two",
                    ),
                ],
            },
        ),
        append_only("casework_locallimit"),
        migrations.AddIndex(
            model_name="enquiry",
            index=models.Index(
                condition=models.Q(("outcome", ""), _negated=True), fields=["-answered_on", "-id"], name="answered_enquiries_latest"
            ),
        ),
    ]
