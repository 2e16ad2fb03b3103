"""Daily anchors."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Made in the order of the accounts' history."""

    dependencies = [("accounts", "0003_sign_in")]
    operations = []
