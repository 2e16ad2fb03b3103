"""Pupil and NHS numbers with right check characters, made from a running number (domain 6.1, 6.2)."""

ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn(authority: str, number: int, *, year: str = "20") -> str:
    """Return a permanent pupil number of that authority: check letter, authority, establishment, year, serial."""
    digits = f"{authority}{2000 + number // 1000:04d}{year}{number % 1000:03d}"
    weighted = sum(int(digit) * place for place, digit in enumerate(digits, start=2))
    return ALPHABET[weighted % 23] + digits


def nhs_number(number: int) -> str:
    """Return the number-th valid NHS number of the range kept for tests (999…)."""
    found = -1
    serial = -1
    while found < number:
        serial += 1
        first_nine = f"999{serial:06d}"
        check = nhs_check_digit(first_nine)
        if check is not None:
            found += 1
    return first_nine + str(check)


def nhs_check_digit(first_nine: str) -> int | None:
    """Return the tenth digit of an NHS number, or None where no number begins like this."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(first_nine, range(10, 1, -1), strict=True)) % 11
    return None if rest == 10 else rest % 11


def wrong_upn(right: str) -> str:
    """Return the same number with another check letter."""
    return ALPHABET[(ALPHABET.index(right[0]) + 1) % 23] + right[1:]
