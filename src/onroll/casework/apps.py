"""The casework application."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

from onroll.pipeline.measures.definition_files.reading import read_definitions


class CaseworkConfig(AppConfig):
    """Cases, and the queries and actions that pages go through."""

    name = "onroll.casework"
    label = "casework"
    verbose_name = "Casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuse to start where a definition's file says nothing sensible: better than a figure that counts something else."""
        read_definitions(Path(settings.ONROLL_HOME))
