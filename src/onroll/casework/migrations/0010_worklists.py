"""Worklists, visits and messages."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_law_and_plans")]
    operations = ()
