"""What people decide about pairs, the sealed list, and the id that a case's child had at first."""

import django.db.models.deletion
from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_local_rules")]
    operations = (
        migrations.AddField(
            model_name="case", name="home_child_id", field=models.CharField(blank=True, default="", max_length=64), preserve_default=False
        ),
        migrations.CreateModel(
            name="PairDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                ("authority", models.CharField(blank=True, max_length=3)),
                ("purpose", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=8)),
                ("verdict", models.CharField(max_length=12)),
                ("because", models.TextField()),
                ("child_a", models.CharField(max_length=64)),
                ("child_b", models.CharField(max_length=64)),
                ("left_keys", models.JSONField(default=list)),
                ("right_keys", models.JSONField(default=list)),
                ("authorities", models.JSONField(default=list)),
                ("shielded", models.BooleanField(default=False)),
                ("run_id", models.CharField(max_length=40)),
                ("probability", models.FloatField(null=True)),
                ("weight", models.FloatField(null=True)),
                ("evidence", models.JSONField(default=dict)),
                ("needs_second", models.BooleanField(default=False)),
                ("second_because", models.CharField(blank=True, max_length=200)),
                (
                    "second_of",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="seconds", to="casework.pairdecision"
                    ),
                ),
                (
                    "undoes",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="undoings", to="casework.pairdecision"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["child_a", "child_b"], name="pair_decisions_by_children"),
                    models.Index(fields=["child_b"], name="pair_decisions_by_other_child"),
                    models.Index(fields=["by", "-id"], name="pair_decisions_by_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ("same", "different", "twins", "unsure", "undo"))),
                        name="pair_decision_has_a_known_verdict",
                    ),
                    models.CheckConstraint(condition=models.Q(("because", ""), _negated=True), name="pair_decision_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "undo"), ("undoes__isnull", False)),
                            models.Q(models.Q(("kind", "undo"), _negated=True), ("undoes__isnull", True)),
                            _connector="OR",
                        ),
                        name="undoing_names_what",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("second_of__isnull", False)), fields=("second_of",), name="one_second_person_each"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                ("authority", models.CharField(max_length=3)),
                ("kind", models.CharField(max_length=12)),
                ("reference", models.CharField(max_length=60)),
                ("because", models.TextField()),
                ("former_marks", models.JSONField(default=list)),
                ("present_marks", models.JSONField(default=list)),
                ("ended_on", models.DateField(null=True)),
                ("word_of", models.CharField(blank=True, max_length=200)),
                (
                    "lifts",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="liftings", to="casework.sealedrow"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["adoption", "protection"])), name="sealed_row_has_a_known_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_on__isnull", True), models.Q(("word_of", ""), _negated=True), _connector="OR"),
                        name="an_ended_record_rests_on_a_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lifts__isnull", True), models.Q(("lifts", models.F("id")), _negated=True), _connector="OR"),
                        name="no_row_lifts_itself",
                    ),
                    models.UniqueConstraint(condition=models.Q(("lifts__isnull", False)), fields=("lifts",), name="lifted_once"),
                ],
            },
        ),
        append_only("casework_pairdecision"),
        append_only("casework_sealedrow"),
    )
