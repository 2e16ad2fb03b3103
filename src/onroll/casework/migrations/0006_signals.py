"""Referrals, returns and authorities' own lists."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_ending_waits")]
    operations = ()
