"""Have the database refuse to edit what was once said about a case."""

from django.db import migrations

from onroll.accounts.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("accounts", "0002_event_log")]
    operations = [append_only("casework_casestate"), append_only("casework_casefinding")]
