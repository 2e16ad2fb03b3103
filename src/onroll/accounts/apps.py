"""The accounts application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Organisations, users and the event log."""

    name = "onroll.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have every session know when it began."""
        from onroll.accounts.open_sessions import note_beginnings

        note_beginnings()
