"""Transitions."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Made in the order of the casebook's history."""

    dependencies = [("casework", "0020_retention")]
    operations = []
