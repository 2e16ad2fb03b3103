"""The addresses of the enquiry board, broadcasts and files."""

from __future__ import annotations

from django.urls import URLPattern

PAGES: list[URLPattern] = []
