"""Looks gathered from the log and their alerts, what families ask, and the register of children not in school."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from onroll.accounts.append_only import append_only


def start_gathering(apps: Any, schema_editor: Any) -> None:
    apps.get_model("casework", "LooksGathered").objects.create(id=1, seq=0)


class Migration(migrations.Migration):
    dependencies = [("casework", "0017_agreements"), ("accounts", "0004_daily_anchors")]
    operations = [
        migrations.CreateModel(
            name="FamilyRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("authority", models.CharField(max_length=3)),
                ("child_id", models.CharField(blank=True, max_length=64)),
                ("shielded", models.BooleanField(default=False)),
                ("asked_by", models.CharField(max_length=200)),
                ("relationship", models.CharField(max_length=12)),
                ("reach", models.TextField()),
                ("language", models.CharField(default="en", max_length=3)),
                ("asks", models.TextField()),
                ("received_on", models.DateField()),
                ("acknowledge_by", models.DateField()),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField()),
                ("extended", models.BooleanField(default=False)),
                ("identity", models.CharField(blank=True, max_length=300)),
                ("complained_of", models.CharField(blank=True, max_length=150)),
                ("outcome", models.CharField(blank=True, max_length=16)),
                ("answer", models.TextField(blank=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("version", models.IntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family_requests",
                        to="casework.case",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DisclosureDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=200)),
                ("disclose", models.BooleanField()),
                ("ground", models.CharField(blank=True, max_length=24)),
                ("because", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "request",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="casework.familyrequest"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CorrectionAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("register", models.CharField(max_length=32)),
                ("supplier", models.CharField(max_length=40)),
                ("record_id", models.CharField(max_length=100)),
                ("as_at", models.DateField()),
                ("field", models.CharField(max_length=60)),
                ("held", models.CharField(blank=True, max_length=300)),
                ("should_be", models.CharField(max_length=300)),
                ("because", models.TextField()),
                ("asked_on", models.DateField()),
                ("asked_by", models.CharField(max_length=150)),
                ("due_on", models.DateField()),
                ("answer", models.CharField(blank=True, max_length=12)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("said", models.TextField(blank=True)),
                (
                    "request",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="casework.familyrequest"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FamilyRequestStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=24)),
                ("words", models.CharField(max_length=400)),
                ("because", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "request",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.familyrequest"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64)),
                ("actor", models.CharField(max_length=150)),
                ("role", models.CharField(max_length=16)),
                ("authority", models.CharField(blank=True, max_length=3)),
                ("on", models.DateField()),
                ("how", models.CharField(max_length=8)),
                ("kind", models.CharField(max_length=40)),
                ("purpose", models.CharField(blank=True, max_length=32)),
                ("outside", models.BooleanField(default=False)),
                ("times", models.IntegerField()),
                ("first_seq", models.BigIntegerField()),
                ("last_seq", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["actor", "on"], name="looks_by_actor"),
                    models.Index(fields=["on", "how"], name="looks_by_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("child_id", "actor", "on", "kind", "purpose", "outside"), name="one_look_of_a_kind_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["opened", "found", "listed", "wrote"])), name="look_is_of_a_known_way"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LooksGathered",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_place_where_gathering_stands")],
            },
        ),
        migrations.CreateModel(
            name="NotInSchoolEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("child_id", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=3)),
                ("ground", models.CharField(max_length=16)),
                ("eligible_since", models.DateField()),
                ("registered_on", models.DateField()),
                ("shielded", models.BooleanField(default=False)),
                ("content", models.JSONField(default=dict)),
                ("parent_asked_on", models.DateField(blank=True, null=True)),
                ("parent_informed_on", models.DateField(blank=True, null=True)),
                ("visit_requested_on", models.DateField(blank=True, null=True)),
                ("providers_asked_on", models.DateField(blank=True, null=True)),
                ("removed_on", models.DateField(blank=True, null=True)),
                ("removed_because", models.CharField(blank=True, max_length=300)),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "removed_on"], name="register_by_authority")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_on__isnull", True)),
                        fields=("child_id", "authority"),
                        name="one_standing_entry_for_a_child",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("removed_on__isnull", True), models.Q(("removed_because", ""), _negated=True), _connector="OR"),
                        name="removed_entry_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NotInSchoolStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=24)),
                ("words", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.notinschoolentry"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReadingAlert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=20)),
                ("actor", models.CharField(max_length=150)),
                ("authority", models.CharField(blank=True, max_length=3)),
                ("child_id", models.CharField(blank=True, max_length=64)),
                ("on", models.DateField()),
                ("because", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["-on", "-id"], name="reading_alerts_by_day")],
                "constraints": [models.UniqueConstraint(fields=("rule", "actor", "child_id", "on"), name="one_alert_of_a_rule_a_day")],
            },
        ),
        migrations.CreateModel(
            name="AlertReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verdict", models.CharField(max_length=10)),
                ("because", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                (
                    "alert",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="review", to="casework.readingalert"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeclaredTie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("mark", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="ties", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "kind", "mark"), name="a_tie_is_declared_once"),
                    models.CheckConstraint(condition=models.Q(("kind__in", ["surname", "home"])), name="tie_is_of_a_known_kind"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="familyrequest",
            index=models.Index(fields=["authority", "closed_on", "due_on"], name="family_requests_due"),
        ),
        migrations.AddConstraint(
            model_name="familyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("outcome", "")),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True), models.Q(("answer", ""), _negated=True), ("closed_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="closed_family_request_has_an_answer",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosuredecision",
            index=models.Index(fields=["request", "item", "-id"], name="disclosure_decisions_by_item"),
        ),
        migrations.AddConstraint(
            model_name="disclosuredecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("disclose", True),
                    models.Q(models.Q(("ground", ""), _negated=True), models.Q(("because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="what_is_withheld_has_its_ground_and_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="correctionasked",
            index=models.Index(fields=["register", "supplier", "answer"], name="corrections_by_source"),
        ),
        migrations.AddConstraint(
            model_name="correctionasked",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on__isnull", True)),
                    models.Q(("answer__in", ["corrected", "refused", "not_held"]), ("answered_on__isnull", False)),
                    _connector="OR",
                ),
                name="answered_correction_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="alertreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["explained", "mistaken", "concern"]), models.Q(("because", ""), _negated=True)),
                name="alert_review_has_verdict_and_reason",
            ),
        ),
        append_only("casework_familyrequeststep"),
        append_only("casework_disclosuredecision"),
        append_only("casework_notinschoolstep"),
        append_only("casework_readingalert"),
        append_only("casework_alertreview"),
        migrations.RunPython(start_gathering, migrations.RunPython.noop),
    ]
