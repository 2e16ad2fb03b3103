"""Orders of one's own: today's things for a day, and whom to ask next about a child."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    """Made in the order of the casebook's history."""

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("casework", "0029_consistent_identifiers"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="day_places", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="day_places", to="casework.case"),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("by", "on", "case"), name="one_place_in_a_day")]},
        ),
        migrations.CreateModel(
            name="EnquiryOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("episode", models.PositiveSmallIntegerField()),
                ("checks", models.JSONField(default=list)),
                ("because", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="enquiry_orders", to="casework.case"),
                ),
            ],
        ),
        append_only("casework_enquiryorder"),
    ]
