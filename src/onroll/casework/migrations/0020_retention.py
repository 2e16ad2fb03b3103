"""Retention."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Made in the order of the casebook's history."""

    dependencies = [("casework", "0019_returns_by_machine")]
    operations = []
