"""The addresses of what an authority sets for itself."""

from __future__ import annotations

from django.urls import URLPattern

PAGES: list[URLPattern] = []
