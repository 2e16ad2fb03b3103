"""What the text of one cell becomes in a record.

Each reading takes a cell that is not missing, trimmed, and returns the value in the common shape; None where it is
not one. Whether that sets the row aside or only raises a warning is the checks' matter (`core/checks/`).

Source  contracts 1 and 3; docs/tables.md, A record.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from onroll.core.identifiers import is_nhs_number, is_uln, is_upn
from onroll.core.registers import Field, Register

Value = str | date | bool | int | None

MISSING_WORDS = frozenset({"NULL", "N/A", "NK"})

_LONGEST_MISSING_WORD = 4
_MIDNIGHT = r"(?:[T ]00:00(?::00(?:\.0{1,9})?)?(?:Z|\+00:00)?)?"
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})" + _MIDNIGHT)
_DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})" + _MIDNIGHT)
_DAY_FIRST_HYPHENS = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_HOUSING = frozenset({"social", "temporary", "refuge"})
_WHOLE = re.compile(r"([0-9]{1,9})(?:\.0+)?")
_NUMBER_AS_DECIMAL = re.compile(r"([0-9]+)\.0+")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}[0-9][0-9A-Z]?|GIR)[0-9][A-Z]{2}")
_NOT_A_DIGIT = re.compile(r"[^0-9]")
_FLAGS = {"1": True, "true": True, "t": True, "yes": True, "y": True, "0": False, "false": False, "f": False, "no": False, "n": False}


def is_missing(text: str | None) -> bool:
    """Return whether a cell holds no value: empty, or one of the words NULL, N/A and NK in any case.

    Source  contracts 1, Empty.
    """
    return text is None or is_missing_word(text.strip())


def is_missing_word(trimmed: str) -> bool:
    """Return whether a trimmed cell holds no value."""
    return not trimmed or (len(trimmed) <= _LONGEST_MISSING_WORD and trimmed.upper() in MISSING_WORDS)


def read_date(text: str, *, hyphens_day_first: bool = False) -> date | None:
    """Return the day that a text names; None where it names none, or leaves doubt.

    Shape   ISO (a time only if it is midnight), or day/month/year with four digits of the year; hyphens_day_first:
            15-01-2026 as well. Never month first, never two digits of the year.
    Source  contracts 1, Dates.
    """
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif (found := _DAY_FIRST.fullmatch(text)) or (hyphens_day_first and (found := _DAY_FIRST_HYPHENS.fullmatch(text))):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_flag(text: str) -> bool | None:
    """Return a yes or a no: 1 and 0, true and false, yes and no, or their first letters."""
    return _FLAGS.get(text.lower())


def read_whole_number(text: str) -> int | None:
    """Return a whole number of at most nine digits, not negative; a spreadsheet's `5.0` is 5."""
    found = _WHOLE.fullmatch(text)
    return int(found[1]) if found else None


def read_postcode(text: str) -> str | None:
    """Return a postcode in upper case with one space before the last three characters; None where it is not one."""
    joined = "".join(text.upper().split())
    return f"{joined[:-3]} {joined[-3:]}" if _POSTCODE.fullmatch(joined) else None


def read_upn(text: str) -> str | None:
    """Return a pupil number in upper case, where its check letter is right."""
    joined = _joined(text).upper()
    return joined if is_upn(joined) else None


def read_nhs_number(text: str) -> str | None:
    """Return the ten digits of an NHS number, where the check digit is right."""
    joined = _joined(text)
    return joined if is_nhs_number(joined) else None


def read_uln(text: str) -> str | None:
    """Return the ten digits of a learner number, where the check digit is right."""
    joined = _joined(text)
    return joined if is_uln(joined) else None


def read_phone(text: str) -> str | None:
    """Return a telephone number as digits only, +44 written as 0; None where there are fewer than six."""
    if text.isascii() and text.isdigit() and not text.startswith("00"):
        return text if len(text) >= 6 else None
    digits = _NOT_A_DIGIT.sub("", text)
    international = text.lstrip(" (").startswith("+")
    for prefix in ("0044", "44"):
        if digits.startswith(prefix) and (international or prefix == "0044"):
            digits = "0" + digits[len(prefix) :].lstrip("0")
            break
    return digits if len(digits) >= 6 else None


def read_email(text: str) -> str | None:
    """Return an e-mail address in lower case; None where there is nothing on one side of its @."""
    name, at, host = text.lower().rpartition("@")
    return f"{name}@{host}" if at and name and "." in host and " " not in text else None


def read_code(text: str, codes: frozenset[str]) -> str:
    """Return a code as the list writes it, whatever the case and leading noughts; another is kept as it is.

    Source  contracts 1, Codes: unknown codes are kept.
    """
    if text in codes:
        return text
    for variant in (text.upper(), text.lower(), text.lstrip("0"), text.lower().replace(" ", "_")):
        if variant in codes:
            return variant
    return text


def read_housing(text: str) -> str:
    """Return the kind of a tenancy; whatever has the word in it is a refuge: `Women's refuge`, `REFUGE (DV)`.

    A child who is shielded without need is seen by fewer people; one who is not, by whoever must not find them.
    """
    return "refuge" if "refuge" in text.lower() else read_code(text, _HOUSING)


def read_number_as_text(text: str) -> str:
    """Return a reference number as text, without the `.0` that a spreadsheet adds."""
    found = _NUMBER_AS_DECIMAL.fullmatch(text)
    return found[1] if found else text


def read_sex(text: str) -> str | None:
    """Return F or M; anything else is unknown (contracts 3)."""
    return letter if (letter := text.upper()) in ("F", "M") else None


def reading_of(field: Field, register: Register) -> Callable[[str], Value]:
    """Return how a cell of that field is read in that register."""
    match field.type:
        case "date":
            hyphens = register.name == "establishments"
            return lambda text: read_date(text, hyphens_day_first=hyphens)
        case "code":
            codes = field.codes
            return read_housing if "refuge" in codes else lambda text: read_code(text, codes)
        case "text" if field.name == "sex":
            return read_sex
        case "text" if field.name in ("uprn", "establishment_number", "type_code", "status_code", "phase_code"):
            return read_number_as_text
        case "text" | "name":
            return str
        case kind:
            return _READINGS[kind]


def _joined(text: str) -> str:
    return read_number_as_text(text.replace(" ", "").replace("-", ""))


_READINGS: dict[str, Callable[[str], Value]] = {
    "flag": read_flag,
    "integer": read_whole_number,
    "postcode": read_postcode,
    "upn": read_upn,
    "nhs_number": read_nhs_number,
    "uln": read_uln,
    "phone": read_phone,
    "email": read_email,
    "urn": read_number_as_text,
    "la_code": read_number_as_text,
}
