"""What a start page asks of the cases of one authority: by whose they are, whose ending waits, and what is looked at again."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes alone."""

    dependencies = [("casework", "0025_warning_sign_switch")]
    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["authority", "owner", "due_on"], condition=models.Q(("closed_on", None)), name="open_cases_of_authority"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["authority", "id"], condition=models.Q(("ending_waits", True)), name="cases_whose_ending_waits"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["authority", "recheck_on"], condition=models.Q(("closed_on", None), _negated=True), name="closed_cases_to_recheck"
            ),
        ),
    ]
