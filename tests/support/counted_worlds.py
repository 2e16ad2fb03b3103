"""Random children with spells of every status, for what is counted of them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from onroll.core.reasons import REASONS
from onroll.core.statuses import STATUSES

ON = date(2025, 10, 2)
ONE_DAY = timedelta(days=1)
MISSING = {rule.code for rule in STATUSES if rule.side == "missing education"}
EVIDENCED = ("on_roll", "home_educated", "home_education_pending", "between_schools", "home_education_unsuitable", "awaiting_place")

World = dict[str, list[dict[str, Any]]]


def random_world(chance: random.Random, children: int) -> World:
    """Return children with spells of every status, some known late, some shielded, some possibly missing alone."""
    world: World = {
        name: [] for name in ("findings", "child_summaries", "birthdays", "residences", "former_residences", "shielded", "timelines")
    }
    for number in range(children):
        child_id, born = f"c{number:05d}", date(chance.randint(2009, 2019), chance.randint(1, 12), chance.randint(1, 28))
        la_code, sex = chance.choice(["301", "302", "373", None]), chance.choice(["F", "M", None])
        world["child_summaries"].append({"child_id": child_id, "sex": sex, "date_of_birth": born})
        if chance.random() < 0.8:
            world["birthdays"].append({"child_id": child_id, "date_of_birth": born - timedelta(days=chance.choice([0, 0, 300]))})
        world["residences"].append({"child_id": child_id, "la_code": la_code})
        if number % 3 == 0:
            _former_residences(number, child_id, world)
        shielded = chance.random() < 0.1
        if shielded:
            world["shielded"].append({"child_id": child_id, "because": "refuge"})
        last = _timeline(chance, child_id, la_code, world)
        if last in MISSING and any(row["evidence"] for row in world["timelines"] if row["child_id"] == child_id):
            status = chance.choice(["cme", "cme", "possible_cme"])
            since = ON - timedelta(days=chance.randrange(500)) if chance.random() < 0.9 else None
            reason = chance.choice([*REASONS, "of somebody's own", None])
            world["findings"].append(
                {"child_id": child_id, "status": status, "since": since, "la_code": la_code, "reason": reason, "shielded": shielded}
            )
    return world


def _former_residences(number: int, child_id: str, world: World) -> None:
    """Say where a child lived before: one or two authorities, one after the other."""
    chance, start = random.Random(number), None
    for _ in range(chance.randint(1, 2)):
        end = (start or date(2024, 1, 1)) + timedelta(days=chance.randint(40, 400))
        row = {"child_id": child_id, "la_code": chance.choice(["301", "302", "373"]), "starts_on": start, "ends_before": end}
        world["former_residences"].append(row)
        start = end


def _timeline(chance: random.Random, child_id: str, la_code: str | None, world: World) -> str:
    day, status, former, spells = date(2023, 1, 1), "", "", chance.randint(1, 7)
    for place in range(spells):
        status = chance.choice([each for each in (*EVIDENCED, "unaccounted", "unaccounted", "over_school_age") if each != former])
        end = ON + ONE_DAY if place == spells - 1 else min(ON, day + timedelta(days=chance.choice([1, 3, 9, 40, 200])))
        if day >= end:
            break
        seen = status in EVIDENCED or (status == "unaccounted" and chance.random() < 0.2)
        because = chance.choice(["Not shown by the roll of 2 May 2025.", "Deleted from the roll.", ""]) if status == "on_roll" else ""
        world["timelines"].append(
            {
                "child_id": child_id,
                "starts_on": day,
                "ends_before": end,
                "status": status,
                "evidence": ["r"] if seen else [],
                "because": because,
                "la_code": la_code if status == "on_roll" else None,
            }
        )
        former, day = status, end
    world["timelines"].append(
        {"child_id": child_id, "starts_on": day, "ends_before": date(2030, 1, 1), "status": "not_yet_known", "evidence": [], "because": ""}
    )
    return former
