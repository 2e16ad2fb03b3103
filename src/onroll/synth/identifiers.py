"""Identifiers of made-up children: valid in form, in ranges that no real child has.

UPNs carry an authority number below 200 (no real authority has one); NHS numbers begin with 999, the test range.

Source  domain, sections 6.1 and 6.2.
"""

from __future__ import annotations

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
NHS_NUMBERS = 1_000_000
_NHS_STEP, _NHS_START = 617_371, 123_457  # coprime with 1,000,000: neighbours in the count do not look alike


def upn(authority_number: int, establishment: int, year: int, serial: int, *, temporary: bool = False) -> str:
    """Return a UPN with its check letter.

    Shape   authority_number: 0 to 199; serial: 0 to 999 (0 to 2,299 where temporary: the last place is a letter).
    """
    if temporary:
        body = f"{authority_number:03d}{establishment:04d}{year % 100:02d}{serial // 23 % 100:02d}{UPN_LETTERS[serial % 23]}"
    else:
        body = f"{authority_number:03d}{establishment:04d}{year % 100:02d}{serial:03d}"
    total = sum((ord(c) - 48 if c.isdigit() else UPN_LETTERS.index(c)) * place for place, c in enumerate(body, start=2))
    return UPN_LETTERS[total % 23] + body


def nhs_number(count: int) -> str | None:
    """Return the test-range NHS number of that count, or None where the check digit has no value or the range is used up.

    Shape   count: 0 upwards; about one count in eleven has no number.
    """
    if count >= NHS_NUMBERS:
        return None
    body = f"999{(count * _NHS_STEP + _NHS_START) % NHS_NUMBERS:06d}"
    check = 11 - sum(int(c) * weight for c, weight in zip(body, range(10, 1, -1), strict=True)) % 11
    if check == 10:
        return None
    return body + str(0 if check == 11 else check)


def uln(count: int) -> str | None:
    """Return a unique learner number, or None where the check digit has no value."""
    body = f"{900_000_000 + count % 99_999_999:09d}"
    remainder = sum(int(c) * weight for c, weight in zip(body, range(10, 1, -1), strict=True)) % 11
    return None if remainder == 0 else body + str(10 - remainder)


class Issuer:
    """Hands out identifiers, none twice."""

    def __init__(self) -> None:
        self._nhs = 0
        self._uln = 0
        self._serials: dict[tuple[int, int, int, bool], int] = {}

    def new_nhs_number(self) -> str:
        """Return an unused NHS number, or an empty text when the test range is used up (some 900,000 numbers)."""
        while self._nhs < NHS_NUMBERS:
            number = nhs_number(self._nhs)
            self._nhs += 1
            if number:
                return number
        return ""

    def new_upn(self, authority_number: int, establishment: int, year: int, *, temporary: bool = False) -> str:
        """Return an unused UPN of that school and year; the establishment number gives way when its serials are used up."""
        while True:
            key = (authority_number, establishment, year % 100, temporary)
            serial = self._serials.get(key, 0)
            if serial < 1000:
                self._serials[key] = serial + 1
                return upn(authority_number, establishment, year, serial, temporary=temporary)
            establishment = establishment + 1 if establishment < 9999 else 1

    def new_uln(self) -> str:
        """Return an unused unique learner number."""
        while True:
            number = uln(self._uln)
            self._uln += 1
            if number:
                return number
