"""The identifiers of a child, and the arithmetic that tells a true one from a slip of the pen.

A made-up number that is one digit over and over (0000000000) satisfies the arithmetic too; it stands for "none" in
the systems that send it, and would join strangers, so it is not a true one here.
"""

from __future__ import annotations

import re
from operator import mul

UPN_ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
_TEN_DIGITS = re.compile(r"[0-9]{10}")
_UPN_VALUES = {character: value for value, character in enumerate(UPN_ALPHABET)} | {str(digit): digit for digit in range(10)}
_UPN_WEIGHTS = range(2, 14)
_TEN_TO_TWO = range(10, 1, -1)


def upn_check_letter(rest: str) -> str:
    """Return the letter that twelve further characters of a pupil number call for.

    Shape   rest: characters 2 to 13; the last may be a letter (a temporary number).
    Source  domain 6.1: the sum of each character's value times its place, 2 to 13, modulo 23. The example that
            vendors repeat (207000016049, said to give Q) is wrong: its sum is 266, its letter P.
    """
    return UPN_ALPHABET[sum(map(mul, map(_UPN_VALUES.__getitem__, rest), _UPN_WEIGHTS)) % 23]


def is_upn(text: str) -> bool:
    """Return whether the text is a unique pupil number, permanent or temporary, with the right check letter."""
    return _UPN.fullmatch(text) is not None and text[1:] != "0" * 12 and upn_check_letter(text[1:]) == text[0]


def nhs_check_digit(first_nine: str) -> str | None:
    """Return the tenth digit of an NHS number, or nothing where no number starts so.

    Source  domain 6.2: weights 10 to 2; 11 less the sum modulo 11; 11 is written 0, and 10 is never issued.
    """
    rest = 11 - sum(map(mul, map(int, first_nine), _TEN_TO_TWO)) % 11
    return None if rest == 10 else "0" if rest == 11 else str(rest)


def is_nhs_number(text: str) -> bool:
    """Return whether the text is ten digits with the right check digit, and not one digit over and over."""
    return _TEN_DIGITS.fullmatch(text) is not None and len(set(text)) > 1 and nhs_check_digit(text[:9]) == text[9]


def uln_check_digit(first_nine: str) -> str | None:
    """Return the tenth digit of a unique learner number, or nothing where no number starts so.

    Source  domain 6.2: weights 10 to 2; 10 less the sum modulo 11; a sum that 11 divides is never issued.
    """
    rest = sum(map(mul, map(int, first_nine), _TEN_TO_TWO)) % 11
    return None if rest == 0 else str(10 - rest)


def is_uln(text: str) -> bool:
    """Return whether the text is ten digits with the right check digit, and not one digit over and over."""
    return _TEN_DIGITS.fullmatch(text) is not None and len(set(text)) > 1 and uln_check_digit(text[:9]) == text[9]
