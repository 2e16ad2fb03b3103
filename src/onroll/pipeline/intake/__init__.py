"""Station 1: read what a supplier sent, and lose none of it."""

from onroll.pipeline.intake.decisions import CannotDecide, let_in, release, withdraw
from onroll.pipeline.intake.packages import take_in_package
from onroll.pipeline.intake.reports import CannotTakeIn, FileReport, WrongUsage
from onroll.pipeline.intake.taking_in import take_in

__all__ = [
    "CannotDecide",
    "CannotTakeIn",
    "FileReport",
    "WrongUsage",
    "let_in",
    "release",
    "take_in",
    "take_in_package",
    "withdraw",
]
