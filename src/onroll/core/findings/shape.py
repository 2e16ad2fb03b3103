"""What a finding is, and what one kind of finding must say.

Source  contracts, section 5, `findings`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from onroll.core.candidates import Candidate

Status = Literal["cme", "possible_cme"]
Coverage = Literal["full", "partial"]


@dataclass(slots=True)
class Fit:
    """That one kind of finding fits a child.

    Shape  evidence: references to the rows it rests on. seen: sentences on what was seen, where, when. missing: what
           is missing. doubts: why it may be otherwise; any makes it `possible_cme`.
    """

    since: date
    reason: str
    evidence: tuple[str, ...]
    seen: list[str]
    missing: list[str]
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding: when it fits, how its days are counted, and where that is written.

    Shape  code: as in the export; the sentence, `since` and source are printed into the documentation.
    """

    code: str
    version: int
    sentence: str
    since: str
    source: str
    fits: Callable[[Candidate], Fit | None]

    @property
    def rule(self) -> str:
        """Return the identifier and version of the rule."""
        return f"{self.code}/{self.version}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One child who is, or may be, missing education on the day.

    Shape  evidence: the rows it rests on, only and all of them, each once. waits_for: rolls that have not come, as
           (register, supplier). sentences: why, in English. leads: what to follow up first.
    """

    finding: str
    status: Status
    since: date
    la_code: str
    reason: str
    rule: str
    coverage: Coverage
    evidence: tuple[str, ...]
    sentences: tuple[str, ...]
    leads: tuple[str, ...] = ()
    waits_for: tuple[tuple[str, str], ...] = ()
