"""Start the chain, and have the database refuse to edit events."""

from typing import Any

from django.db import migrations

from onroll.accounts.append_only import append_only


def start_chain(apps: Any, schema_editor: Any) -> None:
    apps.get_model("accounts", "ChainHead").objects.create(id=1, seq=0, hash="0" * 64)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(start_chain, migrations.RunPython.noop), append_only("accounts_event")]
