"""Work that takes longer than a page may: one row each, so that everybody sees how far it is."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Job(models.Model):
    """One file on its way in through the browser.

    Shape  state: `checking`, `checked`, `taking_in`, `done`, `failed`, `cancelled`. alive_at: when the worker last said
           that it is alive; a working job that has not for long was killed. report: what the check found, in numbers.
    """

    made_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs")
    authority = models.CharField(max_length=3, blank=True)
    file_name = models.CharField(max_length=200)
    register = models.CharField(max_length=40)
    supplier = models.CharField(max_length=40)
    as_at = models.DateField()
    state = models.CharField(max_length=12)
    message = models.CharField(max_length=1000, blank=True)
    step = models.CharField(max_length=100, blank=True)
    report = models.JSONField(default=dict)
    extract_id = models.CharField(max_length=200, blank=True)
    alive_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"job {self.pk}"
