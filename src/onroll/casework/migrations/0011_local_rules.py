"""What an authority sets for itself, and shielding marks."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_worklists")]
    operations = ()
