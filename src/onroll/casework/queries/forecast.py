"""What work comes: open cases week by week from the authority's own rates, and what more hands, more referrals or other looks change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.accounts.models import User
from onroll.accounts.roles import Role
from onroll.casework import clock
from onroll.casework.figure_days import notes_of_cases
from onroll.casework.models import CaseChange
from onroll.casework.permissions import Right
from onroll.casework.queries.flow import episodes_in
from onroll.casework.queries.reading import require
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.core.charts.bars import Bar, bar_chart
from onroll.core.charts.curves import Curve, curve_chart
from onroll.core.charts.figure import Cell, Figure
from onroll.core.dated.closure_evidence import RECHECK_DAYS
from onroll.core.dated.values import value_on
from onroll.pipeline.measures.forecast import FEWEST_WEEKS, Forecast, Rates, WhatIf, forecast, rates_of

WEEKS = 26
MARKS = (4, 8, 13, 26)
WORK_WEEKS = 8
"""Over how many weeks it is counted what officers get done."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The what-if as somebody wrote it. Shape  officers: how many; referrals: per cent of now; look_days: days between looks at a case."""

    officers: float
    referrals: float
    look_days: float


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What the page shows. Shape  now: as it is; asked: the what-if; facts: name and value; figures: empty where too little was seen."""

    on: date
    now: Asked
    asked: Asked
    facts: Sequence[tuple[str, str]]
    figures: Sequence[Figure]
    fewest_weeks: int = FEWEST_WEEKS


def outlook_for(viewer: Viewer, written: Mapping[str, str] | None = None) -> Outlook:
    """Return what work comes for the viewer's authority. Shape  written: `officers`, `referrals`, `look_days` as somebody wrote them.

    Raises  StillBeingWorkedOut.
    """
    require(viewer, Right.SEE_TEAM)
    on = clock.today()
    episodes = episodes_in(viewer, viewer.authority, as_at=on, known_by=on) if viewer.authority else []
    names = list(
        User.objects.filter(
            is_active=True, organisation__authority_code=viewer.authority, role__in=[Role.OFFICER.value, Role.MANAGER.value]
        ).values_list("username", flat=True)
    )
    since = on - timedelta(weeks=WORK_WEEKS)
    done = dict.fromkeys(names, 0)
    for name in CaseChange.objects.filter(by__in=names, on__gt=since, on__lte=on).values_list("by", flat=True):
        done[name] += 1
    busy = sum(count > 0 for count in done.values())
    now = Asked(officers=float(max(1, busy)), referrals=100.0, look_days=float(value_on(RECHECK_DAYS, on)))
    asked = _read(written or {}, now)
    first = min((each.opened_on for each in episodes), default=on)
    # All that a casebook held when it began came at once; what comes by itself begins the week after.
    begun = first + timedelta(days=7)
    opened = [each.opened_on.toordinal() for each in episodes]
    ended = [each.ended_on.toordinal() if each.ended_on else None for each in episodes]
    rates = rates_of(opened, ended, on.toordinal(), since=begun.toordinal())
    if rates is None:
        return Outlook(on=on, now=now, asked=asked, facts=(), figures=())
    open_now = int(rates.open_by_age.sum())
    as_it_is, as_asked = (_what_if(each, now, sum(done.values()), open_now) for each in (now, asked))
    named = (("Authority", viewer.authority), ("Rates from", f"{rates.weeks} weeks"), ("Paths", "500"))
    notes = (*named, *notes_of_cases(on, on, the_index().current_run()))
    facts = (
        ("Open now", f"{open_now:,}"),
        ("New each week, still open at its end", f"{float(rates.stayed.mean()):.1f}"),
        ("Officers who wrote something in the last 8 weeks", f"{busy}"),
        ("Lines written by each of them in a week", f"{sum(done.values()) / WORK_WEEKS / max(1, busy):.1f}"),
    )
    return Outlook(on=on, now=now, asked=asked, facts=facts, figures=_figures(rates, as_it_is, as_asked, asked == now, on, notes))


def _read(written: Mapping[str, str], now: Asked) -> Asked:
    def number(name: str, standing: float, least: float, most: float) -> float:
        try:
            value = float(written.get(name, "").strip().removesuffix("%") or standing)
        except ValueError:
            return standing
        return min(most, max(least, value)) if value == value else standing

    return Asked(
        officers=number("officers", now.officers, 0.5, 500),
        referrals=number("referrals", now.referrals, 0, 1000),
        look_days=number("look_days", now.look_days, 1, 365),
    )


def _what_if(asked: Asked, now: Asked, done: int, open_now: int) -> WhatIf:
    """Return the question in the terms of the simulation: what officers got done is what they can do, at the present number of cases."""
    weekly = done / WORK_WEEKS
    look = now.look_days / 7
    per_case = max(0.0, weekly / max(1, open_now) - 1 / look)
    need = open_now * (per_case + 1 / look)
    return WhatIf(
        referrals=asked.referrals / 100,
        officers=asked.officers,
        officers_now=now.officers,
        capacity=max(weekly, need) / now.officers if weekly else None,
        actions=per_case,
        look_weeks=asked.look_days / 7,
        look_weeks_now=look,
    )


def _figures(rates: Rates, as_it_is: WhatIf, as_asked: WhatIf, same: bool, on: date, notes: Sequence[tuple[str, str]]) -> list[Figure]:
    now = forecast(rates, WEEKS, as_it_is)
    other = now if same else forecast(rates, WEEKS, as_asked)
    curves = [_curve("As it is" if same else "What if", other, 0)] + ([] if same else [_curve("As it is", now, 1)])
    title = "Open cases in the coming half-year"
    says = (
        "The middle of 500 simulated futures, and the band that holds 80 in 100 of them. New cases come and old ones end as they did in "
        "this authority; nothing else is assumed."
    )
    marks = [(float(week), _day(on + timedelta(weeks=week))) for week in (0, *MARKS)]
    drawing = curve_chart("forecast", title, says, curves, x_name="", y_name="Open cases", in_steps=False, x_marks=marks)
    rows: list[list[Cell]] = []
    for week in MARKS:
        row: list[Cell] = [_day(on + timedelta(weeks=week)), now.middle[week], now.low[week], now.high[week]]
        rows.append(row if same else [*row, other.middle[week], other.low[week], other.high[week]])
    columns = ["By", "Open", "at least", "at most"] + ([] if same else ["Open, what if", "at least", "at most"])
    first = Figure(key="forecast", title=title, says=says, drawing=drawing, columns=columns, rows=rows, notes=notes)
    return [first, *_work(as_asked, other, on, notes)]


def _curve(name: str, found: Forecast, style: int) -> Curve:
    points = [(float(week), float(value)) for week, value in enumerate(found.middle)]
    return Curve(name, points, [float(each) for each in found.low], [float(each) for each in found.high], style)


def _work(what_if: WhatIf, found: Forecast, on: date, notes: Sequence[tuple[str, str]]) -> list[Figure]:
    """Return how much there is to do against what the officers can; nothing where none has written anything lately."""
    if what_if.capacity is None:
        return []
    can = what_if.capacity * what_if.officers
    title = "Work against hands, in the what-if"
    says = (
        "Lines of work a week: what one open case has taken so far, and a look at each as often as asked. Where more is needed than can be "
        "done, cases end more slowly in the same measure."
    )
    bars = [Bar("Can be done", can, f"{can:.0f}", tone=1)]
    rows: list[list[Cell]] = [["Can be done", can]]
    for week in (0, *MARKS):
        label = f"Needed, {_day(on + timedelta(weeks=week))}"
        bars.append(Bar(label, found.work[week], f"{found.work[week]:.0f}"))
        rows.append([label, found.work[week]])
    drawing = bar_chart("work", title, says, bars)
    return [Figure(key="work", title=title, says=says, drawing=drawing, columns=["What", "Lines a week"], rows=rows, notes=notes)]


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
