"""The web application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages."""

    name = "onroll.web"
    label = "web"
    verbose_name = "Pages"
