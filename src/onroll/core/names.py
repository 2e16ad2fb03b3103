"""How names are compared: letters only, in parts, with the forms that one name may take.

Nothing here decides anything: it turns a name as written into what can be compared with another.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from onroll.core.name_variants import GIVEN_NAME_VARIANTS, SURNAME_VARIANTS

_SPECIAL_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a", "ŋ": "n"}
)
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_NOT_LETTERS = re.compile(r"[^\w]+|[\d_]+")
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "master"])
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ur",
        "ud",
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "bin",
        "bint",
        "ibn",
        "ben",
        "abu",
        "abd",
        "o",
        "mac",
        "mc",
        "st",
        "san",
        "the",
        "and",
        "y",
        "e",
    ]
)
_SOUNDS = (
    (re.compile("ph"), "f"),
    (re.compile("kh|ck|q|c(?![hz])"), "k"),
    (re.compile("ch|cz"), "c"),
    (re.compile("sch|sh|sz"), "s"),
    (re.compile("([gtdbz])h"), r"\1"),
    (re.compile("x"), "ks"),
    (re.compile("z"), "s"),
    (re.compile("w"), "v"),
    (re.compile("ou|oo|au"), "u"),
    (re.compile("(?<!^)[jy]"), "i"),
    (re.compile("^j"), "y"),
)
_REPEATED = re.compile(r"(.)\1+")
_VOWEL_CLASSES = str.maketrans({"e": "i", "o": "u"})


@cache
def folded(text: str | None) -> str:
    """Return a name in small Latin letters without accents, its parts parted by one space."""
    if not text:
        return ""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_SPECIAL_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_NOT_LETTERS.sub(" ", _APOSTROPHES.sub("", plain)).split())


@cache
def name_key(text: str | None) -> str:
    """Return a name as one word: Al-Hassan and al hassan are both `alhassan`."""
    return folded(text).replace(" ", "")


@cache
def name_parts(text: str | None) -> tuple[str, ...]:
    """Return the whole name as one word, and each of its parts that can stand alone."""
    parts = [part for part in folded(text).split() if len(part) > 1 and part not in _PARTICLES]
    return tuple(dict.fromkeys([key for key in (name_key(text),) if key] + parts))


@cache
def surname_key(text: str | None) -> str:
    """Return a surname as one word, with the feminine endings of Slavic names brought to one form (Kowalska: kowalski)."""
    return _one_ending(name_key(text))


@cache
def surname_parts(text: str | None) -> tuple[str, ...]:
    """Return the whole surname and each part of a double-barrelled one, in the form of `surname_key`."""
    return tuple(dict.fromkeys(_one_ending(part) for part in name_parts(text)))


def _one_ending(key: str) -> str:
    for ending, form in (("ska", "ski"), ("cka", "cki"), ("dzka", "dzki"), ("ova", "ov"), ("eva", "ev")):
        if len(key) > len(ending) + 2 and key.endswith(ending):
            return key[: -len(ending)] + form
    return key


@cache
def skeleton(key: str) -> str:
    """Return a name's consonants and first vowel, spelt one way: Mohammed and Muhammad share one, Hassan and Hussain do not.

    Shape  empty where too little is left to say anything (fewer than three consonants).
    """
    sound = key
    for pattern, form in _SOUNDS:
        sound = pattern.sub(form, sound)
    sound = sound.translate(_VOWEL_CLASSES)
    first = ""
    rest: list[str] = []
    for position, letter in enumerate(sound):
        if letter in "aiu":
            first = first or f"{min(position, 1)}{letter}"
        elif not (letter == "h" and position == len(sound) - 1) and (not rest or rest[-1] != letter):
            rest.append(letter)
    return f"{first}{''.join(rest)}" if len(rest) >= 3 else ""


@cache
def sound(key: str) -> str:
    """Return how a name sounds, vowels and all, spelt one way: Aisha and Ayesha, Mia and Mya, Isa and Eesa share one."""
    spelt = key
    for pattern, form in _SOUNDS:
        spelt = pattern.sub(form, spelt)
    spelt = _REPEATED.sub(r"\1", spelt.translate(_VOWEL_CLASSES)).removesuffix("h")
    return _REPEATED.sub(r"\1", spelt) if len(spelt) >= 3 else ""


@cache
def _variants_of(table: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in table.split("\n"):
        name, *others = line.split() or [""]
        for other in others:
            found.setdefault(name, set()).add(other)
            found.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in found.items()}


@cache
def given_name_forms(text: str | None) -> tuple[str, ...]:
    """Return the other names that a given name may appear as: short forms, spellings, its sound (marked `=`) and skeleton (`~`).

    What is short for another spelling of the name is short for the name: Olek is Aleksander, and so is Alexander.
    """
    table = _variants_of(GIVEN_NAME_VARIANTS)
    forms: set[str] = set()
    for part in name_parts(text):
        forms |= _spellings_of(part, GIVEN_NAME_VARIANTS, by="=")
        bones = skeleton(part)
        if bones:
            for other in table.get(part, frozenset()):
                if skeleton(other) == bones:
                    forms |= table[other]
        forms.discard(part)
    return tuple(sorted(forms))


@cache
def surname_forms(text: str | None) -> tuple[str, ...]:
    """Return the other spellings that a surname may appear in, its sound (marked `=`) and its skeleton (`~`)."""
    forms: set[str] = set()
    for part in surname_parts(text):
        forms |= _spellings_of(part, SURNAME_VARIANTS, by="=~") | _variants_of(GIVEN_NAME_VARIANTS).get(part, frozenset())
        forms.discard(part)
    return tuple(sorted(forms))


def _spellings_of(part: str, table: str, *, by: str) -> set[str]:
    """Return the forms that a table has of a name, its sound and its skeleton; of a name that is not in it, those of what it is spelt like.

    Rehmaan is spelt like Rehman, who may be Rahman, and Zahraa like Zahra; but by its skeleton Zahraa would be Zachary too.

    Shape  by: the marks of sound and skeleton that a spelling may go by.
    """
    variants = _variants_of(table)
    marks = {mark + said for mark, said in (("=", sound(part)), ("~", skeleton(part))) if said}
    if part in variants:
        return marks | variants[part]
    alike = {name for mark in marks if mark[0] in by for name in _by_mark(table).get(mark, ())}
    return marks | alike | {form for name in alike for form in variants[name]}


@cache
def _by_mark(table: str) -> dict[str, tuple[str, ...]]:
    """Return the names of a table of variants by their sound and by their skeleton, both marked."""
    found: dict[str, list[str]] = {}
    for name in sorted(_variants_of(table)):
        for mark, said in (("=", sound(name)), ("~", skeleton(name))):
            if said:
                found.setdefault(mark + said, []).append(name)
    return {mark: tuple(names) for mark, names in found.items()}


@cache
def parent_key(text: str | None) -> str:
    """Return a parent's name as one word without title, or nothing where there is only one part: Mrs A Khan is `akhan`."""
    parts = [part for part in folded(text).split() if part not in _TITLES]
    return "".join(parts) if len(parts) > 1 else ""


@cache
def parent_surnames(text: str | None) -> tuple[str, ...]:
    """Return the surname of a parent given in full, and its parts where it is double-barrelled."""
    words = [word for word in _APOSTROPHES.sub("", (text or "").lower()).split() if word.strip(".") not in _TITLES]
    return surname_parts(words[-1]) if len(words) > 1 else ()


def forget() -> None:
    """Forget what was remembered of texts: who asks about millions of different ones says so now and then."""
    of_texts = (folded, name_key, name_parts, surname_key, surname_parts, given_name_forms, surname_forms, parent_key, parent_surnames)
    for rule in (*of_texts, skeleton, sound):
        rule.cache_clear()
