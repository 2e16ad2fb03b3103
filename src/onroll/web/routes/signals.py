"""The addresses of referrals, returns and own lists."""

from __future__ import annotations

from django.urls import URLPattern

PAGES: list[URLPattern] = []
