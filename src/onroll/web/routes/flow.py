"""How children flow through cases: the addresses."""

from __future__ import annotations

from django.urls import URLPattern

PAGES: list[URLPattern] = []
