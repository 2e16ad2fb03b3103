"""Station 1: read what a supplier sent, and lose none of it."""

from onroll.core.wrong_usage import WrongUsage
from onroll.pipeline.intake.column_maps import read_column_map, save_column_map
from onroll.pipeline.intake.decisions import CannotDecide, let_in, reject_group, release, release_group, withdraw
from onroll.pipeline.intake.drop_folder import claim_in_path, take_in_inbox, take_in_path
from onroll.pipeline.intake.examination import Examination, examine
from onroll.pipeline.intake.packages import take_in_package
from onroll.pipeline.intake.problem_reports import problem_table, write_problems_csv, write_problems_xlsx
from onroll.pipeline.intake.reports import CannotTakeIn, FileReport
from onroll.pipeline.intake.taking_in import checked_claim, take_in

__all__ = [
    "CannotDecide",
    "CannotTakeIn",
    "Examination",
    "FileReport",
    "WrongUsage",
    "checked_claim",
    "claim_in_path",
    "examine",
    "let_in",
    "problem_table",
    "read_column_map",
    "reject_group",
    "release",
    "release_group",
    "save_column_map",
    "take_in",
    "take_in_inbox",
    "take_in_package",
    "take_in_path",
    "withdraw",
    "write_problems_csv",
    "write_problems_xlsx",
]
