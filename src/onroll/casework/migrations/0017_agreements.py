"""Agreements to share, looks behind the glass, and decisions not to share."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0014_reasons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementSeen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("file_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("name", "version"), name="one_row_per_agreement_version")],
            },
        ),
        migrations.CreateModel(
            name="NotShared",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=3)),
                ("asked_by", models.CharField(max_length=200)),
                ("what", models.CharField(max_length=300)),
                ("detriment", models.TextField()),
                ("because", models.TextField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "-id"], name="not_shared_by_authority")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_by", ""), _negated=True),
                            models.Q(("what", ""), _negated=True),
                            models.Q(("detriment", ""), _negated=True),
                            models.Q(("authority", ""), _negated=True),
                        ),
                        name="not_shared_says_whom_what_and_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BrokenGlass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64)),
                ("authority", models.CharField(blank=True, max_length=3)),
                ("purpose", models.CharField(max_length=32)),
                ("because", models.TextField()),
                ("by_authority", models.CharField(blank=True, max_length=3)),
                ("at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("review_due_on", models.DateField()),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("verdict", models.CharField(blank=True, max_length=5)),
                ("found", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="broken_glass", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="glass_reviews", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("reviewed_at__isnull", True)),
                        fields=["authority", "review_due_on", "id"],
                        name="glass_to_review",
                    ),
                    models.Index(fields=["by", "child_id", "-ends_at"], name="glass_by_viewer"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("because", ""), _negated=True), name="glass_is_broken_for_a_reason"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reviewed_at__isnull", True), ("reviewed_by__isnull", True), ("verdict", "")),
                            models.Q(
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                                ("verdict__in", ["right", "wrong"]),
                                models.Q(("found", ""), _negated=True),
                                models.Q(("reviewed_by", models.F("by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="glass_is_reviewed_by_another",
                    ),
                ],
            },
        ),
        append_only("casework_agreementseen"),
        append_only("casework_notshared"),
    ]
