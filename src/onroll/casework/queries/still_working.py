"""What a page catches where its figures are not there yet."""

from __future__ import annotations

from onroll.casework.working_out import StillBeingWorkedOut

__all__ = ["StillBeingWorkedOut"]
