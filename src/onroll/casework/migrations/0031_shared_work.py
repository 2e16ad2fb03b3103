"""Work on one child that two authorities share."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Made in the order of the casebook's history."""

    dependencies = [
        ("casework", "0030_own_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="transferact",
            name="terms",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="CaseSplit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("responsible", models.CharField(max_length=3)),
                ("supporting", models.CharField(max_length=3)),
                ("afterwards", models.CharField(max_length=3)),
                ("review_on", models.DateField()),
                ("agreed_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("ended_because", models.TextField(blank=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="splits", to="casework.case")),
                (
                    "supporting_officer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="splits", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SplitPiece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=3)),
                ("kind", models.CharField(max_length=10)),
                ("what", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("outcome", models.CharField(blank=True, max_length=10)),
                ("report", models.TextField(blank=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("done_by", models.CharField(blank=True, max_length=150)),
                ("done_by_name", models.CharField(blank=True, max_length=200)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                (
                    "enquiry",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pieces", to="casework.enquiry"
                    ),
                ),
                ("split", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="pieces", to="casework.casesplit")),
            ],
        ),
        migrations.AddIndex(
            model_name="casesplit",
            index=models.Index(
                condition=models.Q(("ended_on", None)), fields=["supporting", "review_on"], name="standing_splits_by_supporter"
            ),
        ),
        migrations.AddConstraint(
            model_name="casesplit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)), fields=("case",), name="one_standing_split_of_a_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="casesplit",
            constraint=models.CheckConstraint(
                condition=models.Q(("supporting", models.F("responsible")), _negated=True), name="split_is_between_two"
            ),
        ),
        migrations.AddIndex(
            model_name="splitpiece",
            index=models.Index(
                condition=models.Q(("done_on", None), ("dropped_on", None)), fields=["authority", "due_on"], name="open_pieces_by_authority"
            ),
        ),
        migrations.AddConstraint(
            model_name="splitpiece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", True), ("outcome", "")),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True), ("done_on__isnull", False), models.Q(("done_by", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="done_piece_is_signed",
            ),
        ),
    ]
