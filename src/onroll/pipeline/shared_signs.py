"""What each child of a run shares with whoever is looked for, as signs: who may be meant at all, and who is worth a full comparison.

Among a nation's children thousands share a birthday with anybody, and tens of thousands a surname and the first letter of a forename. To
compare one takes fifteen microseconds; to add up what its signs are worth, a hundredth of that.
"""

from __future__ import annotations

from enum import IntFlag

import numpy as np
import numpy.typing as npt

from onroll.pipeline.links.model import Model

Rows = npt.NDArray[np.uint32]


class Sign(IntFlag):
    """One thing in which a child agrees with who is looked for."""

    BIRTHDAY = 1
    BIRTHDAY_CHANGED_OVER = 2
    PART_OF_BIRTHDAY = 4
    FORENAME = 8
    FORM_OF_FORENAME = 16
    SURNAME = 32
    FORM_OF_SURNAME = 64
    SURNAME_OR_PARENTS = 128
    INITIALS = 256
    HOME = 512
    CONTACT = 1024
    IDENTIFIER = 2048
    NAMES_CHANGED_OVER = 4096
    MAY_BE = 8192


NAMED = Sign.FORM_OF_FORENAME | Sign.FORM_OF_SURNAME | Sign.INITIALS

_WORTH: tuple[tuple[tuple[Sign, str, str], ...], ...] = (
    (
        (Sign.BIRTHDAY, "birthday", "same"),
        (Sign.BIRTHDAY_CHANGED_OVER, "birthday", "changed over"),
        (Sign.PART_OF_BIRTHDAY, "birthday", "slip"),
        (Sign(0), "birthday", "different"),
    ),
    (
        (Sign.FORENAME, "given", "same"),
        (Sign.NAMES_CHANGED_OVER, "given", "changed over"),
        (Sign.FORM_OF_FORENAME, "given", "variant"),
        (Sign.INITIALS, "given", "near"),
        (Sign(0), "given", "different"),
    ),
    (
        (Sign.SURNAME, "surname", "same"),
        (Sign.NAMES_CHANGED_OVER, "surname", "changed over"),
        (Sign.SURNAME_OR_PARENTS, "surname", "parent"),
        (Sign.INITIALS, "surname", "near"),
        (Sign.FORM_OF_SURNAME, "surname", "variant"),
        (Sign(0), "surname", "different"),
    ),
    ((Sign.HOME, "address", "postcode"), (Sign(0), "address", "different")),
    ((Sign.CONTACT, "contact", "same"),),
    ((Sign.IDENTIFIER, "nhs", "same"),),
)
"""Of each thing, what a sign says of it in the words of the comparisons: sign, comparison and level. The first that a child has counts."""


class SharedSigns:
    """The signs of every child of a run, for one search at a time.

    Shape  one number for each child, at its place.
    """

    def __init__(self, children: int) -> None:
        self._signs = np.zeros(children, np.uint16)
        self._noted: list[Rows] = []

    def note(self, sign: Sign, places: Rows) -> Rows:
        """Give the children at some places a sign, and return the places. Shape  places: none twice."""
        if len(places):
            self._signs[places] |= np.uint16(sign)
            self._noted.append(places)
        return places

    def add(self, sign: Sign, places: Rows) -> None:
        """Give a sign to those of the children at some places who have another already. Shape  places: none twice."""
        met = places[self._signs[places] != 0]  # whom `forget` knows of
        self._signs[met] |= np.uint16(sign)

    def having(self, places: Rows, sign: Sign) -> Rows:
        """Return those of some places whose children have any of some signs."""
        having: Rows = places[(self._signs[places] & np.uint16(sign)) != 0]
        return having

    def may_be(self, places: Rows) -> Rows:
        """Note that whoever stands at some places may be meant; return those of whom that was not noted yet. Shape  places: none twice."""
        return self.note(Sign.MAY_BE, places[(self._signs[places] & np.uint16(Sign.MAY_BE)) == 0])

    def likeliest(self, places: Rows, most: int, model: Model) -> Rows:
        """Return the places whose signs are worth most by a model's weights, in order; of such as are worth the same, the first."""
        if len(places) <= most:
            return places
        signs = self._signs[places]
        worth = np.zeros(len(places))
        for thing in _WORTH:
            has = [(signs & np.uint16(sign)) != 0 if sign else np.ones(len(places), np.bool_) for sign, _, _ in thing]
            worth += np.select(has, [model.weight_of(comparison, level) for _, comparison, level in thing], 0.0)
        chosen: Rows = np.sort(places[np.argsort(-worth, kind="stable")[:most]])
        return chosen

    def forget(self) -> None:
        """Take every sign away again."""
        for places in self._noted:
            self._signs[places] = 0
        self._noted.clear()
