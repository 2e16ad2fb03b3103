"""Daily anchors."""

from __future__ import annotations

from django.db import migrations, models

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    """Made in the order of the accounts' history."""

    dependencies = [("accounts", "0003_sign_in")]
    operations = [
        migrations.CreateModel(
            name="DailyAnchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("seq", models.BigIntegerField(unique=True)),
                ("hash", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("key", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=128)),
            ],
            options={"indexes": [models.Index(fields=["-on"], name="anchors_by_day")]},
        ),
        append_only("accounts_dailyanchor"),
    ]
