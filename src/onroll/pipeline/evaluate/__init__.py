"""Scores links and findings against a known truth."""

from onroll.pipeline.evaluate.evaluation import Evaluation, evaluate
from onroll.pipeline.evaluate.of_run import evaluate_run
from onroll.pipeline.evaluate.truth import CannotEvaluate, true_children_table

__all__ = ["CannotEvaluate", "Evaluation", "evaluate", "evaluate_run", "true_children_table"]
