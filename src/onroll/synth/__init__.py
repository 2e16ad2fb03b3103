"""A made-up England to try the line on: its files, and the truth about every child in it."""

from onroll.synth.places import authority_limit
from onroll.synth.world import WorldReport, make_world

__all__ = ["WorldReport", "authority_limit", "make_world"]
