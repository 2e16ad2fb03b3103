"""Samples for the quality of links."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0012_link_review")]
    operations = ()
