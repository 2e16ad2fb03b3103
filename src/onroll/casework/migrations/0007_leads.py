"""What the index answers at once."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_signals")]
    operations = ()
