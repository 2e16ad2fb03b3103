"""What happened in a case, by kind: who relapsed, and what flows in and out of a team."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index alone."""

    dependencies = [("casework", "0022_warning_signs")]
    operations = [
        migrations.AddIndex(
            model_name="casechange", index=models.Index(fields=["case", "kind", "on"], name="changes_by_case_kind_and_day")
        ),
    ]
