"""The addresses of letters and attendance orders."""

from __future__ import annotations

from django.urls import URLPattern

PAGES: list[URLPattern] = []
