"""The reasons that officers record for the Department's return."""

import django.db.models.deletion
from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("casework", "0013_link_quality"), ("accounts", "0002_event_log")]
    operations = [
        migrations.CreateModel(
            name="CaseReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=120)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reasons", to="casework.case"),
                ),
            ],
        ),
        append_only("casework_casereason"),
    ]
