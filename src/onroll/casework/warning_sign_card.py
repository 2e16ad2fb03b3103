"""The card of warning signs of this home, and whether it is in use for an authority."""

from __future__ import annotations

from onroll.casework.models import WarningSignSwitch
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.core.answers import YES, Answer, no
from onroll.core.warning_sign_checks import Switched, is_on, may_switch_on
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.warning_signs import StandingCard, standing_card

NONE_MADE = no("No card has been made in this home yet. The data team makes one: onroll warning-signs train.")


def standing() -> StandingCard | None:
    """Return the card that stands in this home."""
    return standing_card(the_index())


def may_turn(card: StandingCard) -> Answer:
    """Return whether a card may be switched on, whoever asks."""
    return may_switch_on(card.origin, card.here, card.checked, card.newest_list)


def last_switch(viewer: Viewer) -> Switched | None:
    """Return what the viewer's authority decided last."""
    last = WarningSignSwitch.objects.filter(authority=viewer.authority).order_by("-id").first() if viewer.authority else None
    return Switched(card=last.card, on=last.how == "on") if last else None


def in_use(viewer: Viewer, card: StandingCard | None) -> Answer:
    """Return whether the viewer's authority uses the card; the reason where not."""
    return is_on(may_turn(card), card.card_id, last_switch(viewer)) if card else NONE_MADE


def laid_upon(tables: RunTables, card: StandingCard) -> Answer:
    """Return whether the card has been laid upon the children of the run that readers see."""
    if card.run_id == tables.run.run_id and card.scores.exists():
        return YES
    return no("The points have not been added up for the newest run yet; the next onroll run does it.")
