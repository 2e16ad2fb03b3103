"""The addresses of worklists, visits, saved filters and status."""

from __future__ import annotations

from django.urls import URLPattern

PAGES: list[URLPattern] = []
