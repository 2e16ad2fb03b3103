"""The addresses of the quality of links."""

from __future__ import annotations

from django.urls import URLPattern

PAGES: list[URLPattern] = []
