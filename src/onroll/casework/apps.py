"""The casework application."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Cases, and the queries and actions that pages go through."""

    name = "onroll.casework"
    label = "casework"
    verbose_name = "Casework"
    default_auto_field = "django.db.models.BigAutoField"
