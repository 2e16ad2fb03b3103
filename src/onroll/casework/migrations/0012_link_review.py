"""What people decide about pairs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_local_rules")]
    operations = ()
