"""Letters, attendance orders and what services answer."""

import django.db.models.deletion
from django.db import migrations, models

from onroll.accounts.append_only import append_only

NEVER_EDITED = ("lettertemplate", "letter", "helpoffer", "orderstep", "endingrecheck")


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0008_enquiry_board"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="leaving_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="restricted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="caseending",
            name="accepted_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="EndingRecheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("result", models.CharField(max_length=12)),
                ("evidence", models.JSONField(blank=True, default=list)),
                ("because", models.TextField()),
                ("next_on", models.DateField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rechecks", to="casework.case")),
                (
                    "ending",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rechecks", to="casework.caseending"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HelpOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("episode", models.PositiveSmallIntegerField()),
                ("on", models.DateField()),
                ("what", models.CharField(max_length=24)),
                ("words", models.TextField()),
                ("family_said", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="help_offers", to="casework.case")),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("episode", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=32)),
                ("language", models.CharField(max_length=12)),
                ("template_version", models.PositiveIntegerField()),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("letterhead", models.TextField()),
                ("recipient", models.TextField()),
                ("how", models.CharField(max_length=16)),
                ("sent_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="casework.case")),
                (
                    "enquiry",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="casework.enquiry"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=3)),
                ("kind", models.CharField(max_length=32)),
                ("language", models.CharField(max_length=12)),
                ("version", models.PositiveIntegerField()),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField(blank=True)),
                ("shipped", models.BooleanField(default=False)),
                ("because", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "kind", "language", "version"), name="one_text_per_version"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shipped", True),
                            models.Q(models.Q(("subject", ""), _negated=True), models.Q(("body", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="own_text_is_not_empty",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("episode", models.PositiveSmallIntegerField()),
                ("authority", models.CharField(max_length=3)),
                ("step", models.CharField(max_length=32)),
                ("on", models.DateField()),
                ("period_days", models.PositiveSmallIntegerField(default=0)),
                ("school", models.CharField(blank=True, max_length=200)),
                ("has_plan", models.BooleanField(default=False)),
                ("how", models.CharField(blank=True, max_length=16)),
                ("parent", models.CharField(blank=True, max_length=200)),
                ("help_offered", models.JSONField(blank=True, default=list)),
                ("because", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="order_steps", to="casework.case")),
                (
                    "letter",
                    models.OneToOneField(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="step", to="casework.letter"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ServiceReferral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("episode", models.PositiveSmallIntegerField()),
                ("service", models.CharField(max_length=200)),
                ("why", models.TextField()),
                ("wanted", models.CharField(max_length=300)),
                ("referred_on", models.DateField()),
                ("due_on", models.DateField()),
                ("outcome", models.TextField(blank=True)),
                ("outcome_on", models.DateField(blank=True, null=True)),
                ("outcome_by", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="service_referrals", to="casework.case"),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["case", "-id"], name="letters_by_case"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("recipient", ""), _negated=True), models.Q(("body", ""), _negated=True)),
                name="letter_says_something_to_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="orderstep",
            index=models.Index(fields=["case", "id"], name="order_steps_by_case"),
        ),
        migrations.AddConstraint(
            model_name="orderstep",
            constraint=models.CheckConstraint(condition=models.Q(("because", ""), _negated=True), name="legal_step_has_a_reason"),
        ),
        migrations.AddIndex(
            model_name="servicereferral",
            index=models.Index(condition=models.Q(("outcome", "")), fields=["due_on", "id"], name="open_referrals_by_due"),
        ),
        migrations.AddConstraint(
            model_name="servicereferral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("outcome_on__isnull", True)),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("outcome_on__gte", models.F("referred_on"))),
                    _connector="OR",
                ),
                name="outcome_of_a_referral_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicereferral",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("referred_on")), models.Q(("wanted", ""), _negated=True)),
                name="referral_wants_something_by_a_day",
            ),
        ),
        *(append_only(f"casework_{table}") for table in NEVER_EDITED),
    ]
