"""Warning signs: who switched a card on or off, and why."""

from __future__ import annotations

from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    """Made in the order of the casebook's history."""

    dependencies = [("casework", "0024_retention")]
    operations = [
        migrations.CreateModel(
            name="WarningSignSwitch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("authority", models.CharField(max_length=3)),
                ("card", models.CharField(max_length=12)),
                ("how", models.CharField(max_length=3)),
                ("listed_on", models.DateField()),
                ("warnings", models.JSONField(default=list)),
                ("words", models.TextField()),
                ("run_id", models.CharField(max_length=40)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["authority"], name="warning_sign_switches_by_place")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="warning_sign_switch_says_why"),
                    models.CheckConstraint(condition=models.Q(("how__in", ["on", "off"])), name="warning_sign_switch_is_on_or_off"),
                ],
            },
        ),
        append_only("casework_warningsignswitch"),
    ]
