"""The accounts application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Organisations, users and the event log."""

    name = "onroll.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"
