"""Have the database refuse to edit what was once written in a case."""

from django.db import migrations

from onroll.accounts.append_only import append_only

TABLES = ("casechange", "contact", "whereabouts", "triageresult", "planversion", "caseobservation", "transferact", "note")


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_what_people_do"), ("accounts", "0002_event_log")]
    operations = [append_only(f"casework_{table}") for table in TABLES]
