"""Consistent identifiers: what was said of a child's number, version by version, and each time that a service was asked."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    """Made in the order of the casebook's history."""

    dependencies = [
        ("casework", "0028_webhooks"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdentifierLookUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=3)),
                ("kind", models.CharField(max_length=24)),
                ("what", models.CharField(max_length=8)),
                ("service", models.CharField(max_length=100)),
                ("purpose", models.CharField(max_length=32)),
                ("asked_with", models.JSONField(default=list)),
                ("questions", models.PositiveSmallIntegerField()),
                ("outcome", models.CharField(max_length=16)),
                ("score", models.FloatField(null=True)),
                ("question", models.CharField(blank=True, max_length=60)),
                ("notes", models.JSONField(default=list)),
                ("said", models.CharField(blank=True, max_length=300)),
                ("took_ms", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["child_id", "-id"], name="look_ups_by_child")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", ["nhs_number"])), name="look_up_is_of_a_known_type"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome__in", ["match", "potential_match", "low_confidence", "many_matches", "no_match", "error"]),
                                ("what", "search"),
                            ),
                            models.Q(("outcome__in", ["stands", "superseded", "invalid", "not_known", "error"]), ("what", "check")),
                            _connector="OR",
                        ),
                        name="look_up_has_a_known_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "error"), _negated=True), models.Q(("said", ""), _negated=True), _connector="OR"
                        ),
                        name="look_up_that_failed_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentifierClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=3)),
                ("kind", models.CharField(max_length=24)),
                ("version", models.PositiveIntegerField()),
                ("value", models.CharField(max_length=24)),
                ("verb", models.CharField(max_length=12)),
                ("successor", models.CharField(blank=True, max_length=24)),
                ("source", models.CharField(max_length=200)),
                ("home_record", models.BigIntegerField(null=True)),
                ("because", models.TextField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "look_up",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="casework.identifierlookup"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["home_record"], name="claims_by_home_record"),
                    models.Index(fields=["kind", "value"], name="claims_by_value"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("child_id", "authority", "kind", "version"), name="one_claim_per_version"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verb__in", ("claimed", "proposed", "accepted", "refused", "superseded", "invalid", "reissued")),
                            models.Q(("because", ""), _negated=True),
                            models.Q(("value", ""), _negated=True),
                        ),
                        name="claim_says_what_and_why",
                    ),
                    models.CheckConstraint(condition=models.Q(("kind__in", ["nhs_number"])), name="claim_is_of_a_known_type"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verb", "superseded"), models.Q(("successor", ""), _negated=True)),
                            models.Q(models.Q(("verb", "superseded"), _negated=True), ("successor", "")),
                            _connector="OR",
                        ),
                        name="only_a_superseded_claim_has_a_successor",
                    ),
                ],
            },
        ),
        append_only("casework_identifierlookup"),
        append_only("casework_identifierclaim"),
    ]
