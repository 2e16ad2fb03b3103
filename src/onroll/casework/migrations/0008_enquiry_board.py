"""Enquiries by the hundred, broadcasts and files."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_leads")]
    operations = ()
