"""Letters, attendance orders and what services answer."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_enquiry_board")]
    operations = ()
