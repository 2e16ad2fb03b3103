"""The addresses of the review of pairs."""

from __future__ import annotations

from django.urls import URLPattern

PAGES: list[URLPattern] = []
