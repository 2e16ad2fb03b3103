"""Council tax: the account that closed where the child lived, and the account that opened elsewhere in the same name.

Source  issue 4, point 4; domain, section 3.4 (Ealing: council tax that shows the family still resident makes a child a
        non-attender, not a missing one); domain, section 3.1 (access is not universal).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onroll.core.evidence import reference
from onroll.core.leads.liable_names import Agreement, agreement, person_key, surnames_agree
from onroll.core.leads.shape import Home, Lead, Sought, Strength, place_key, place_words
from onroll.core.wording import day_words, listed

CHECK = "COUNCIL_TAX_HOUSING"
BEFORE_LOST = timedelta(days=180)
"""A family may move so long before its child is missed (Onroll's proposal)."""

AT_THE_TIME = timedelta(days=400)
"""So far apart the days of an account and of an address may lie and still speak of one stay: registers learn of moves late."""

HAND_OVER = timedelta(days=92)
"""An account that opens so near the closing of another belongs to the same move (Onroll's proposal)."""

MOST_NAMESAKES = 3
"""Where more people of that name opened an account at the time, a name alone says nothing."""


@dataclass(frozen=True, slots=True)
class Account:
    """One household's liability at one address.

    Shape  to_date: as written; last_on: the last extract that shows it; next_on: the supplier's next extract, where it is
           gone from that, else None. namesakes: how many addresses have a liable person of the same name.
    """

    supplier: str
    uprn: str
    line: str
    postcode: str
    liable: tuple[str, ...]
    from_date: date
    to_date: date | None
    last_on: date
    record_id: str
    next_on: date | None = None
    namesakes: Mapping[str, int] = field(default_factory=dict)
    la_code: str = ""

    @property
    def key(self) -> str:
        """The address, in a form that can be compared."""
        return place_key(self.line, self.postcode)

    @property
    def reference(self) -> str:
        """The row in the form of contracts, section 5."""
        return reference("council_tax", self.supplier, self.last_on, self.record_id)

    @property
    def is_open(self) -> bool:
        """Whether somebody of the name is still liable, as far as the supplier says."""
        return self.next_on is None and (self.to_date is None or self.to_date > self.last_on)

    @property
    def closed_words(self) -> str:
        """When it closed, as exactly as is known."""
        if self.to_date is not None:
            return f"on {day_words(self.to_date)}"
        return f"between {day_words(self.last_on)} and {day_words(self.next_on)}" if self.next_on else ""

    def opened_near_closing_of(self, old: Account) -> bool:
        """Whether this account opened when that one closed."""
        if old.to_date is not None:
            return abs(self.from_date - old.to_date) <= HAND_OVER
        if old.next_on is not None:
            return old.last_on - HAND_OVER <= self.from_date <= old.next_on + timedelta(days=31)
        return False


@dataclass(frozen=True, slots=True)
class _Opened:
    """An account that opened elsewhere, and whose names agree with the family's."""

    account: Account
    names: tuple[tuple[str, str, Agreement], ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        return (-len(self.names), -sum(how == "same" for _, _, how in self.names), -self.account.from_date.toordinal())


def family_accounts(sought: Sought, at_homes: Iterable[Account]) -> list[tuple[Account, Home, str]]:
    """Return the accounts of the child's own family at addresses of the child, at the time, with the liable person meant.

    Whose name is neither a parent's nor has the child's surname is somebody else: the people before or after, a landlord.
    """
    found = []
    for account in at_homes:
        home = sought.lived_at(account.line, account.postcode, account.uprn)
        if home is None or not _at_the_time(account, home):
            continue
        person = next((name for name in account.liable if _is_family(name, sought)), "")
        if person:
            found.append((account, home, person))
    return found


def seekers(sought: Sought, own: Sequence[tuple[Account, Home, str]]) -> tuple[str, ...]:
    """Return under which names the family may have opened an account: the parents' and those liable at the old address."""
    names = [*sought.parents, *(name for account, _, _ in own for name in account.liable)]
    return tuple({person_key(name): name for name in names if person_key(name)}.values())


def opened_from(lost: Iterable[date | None]) -> date:
    """Return the day from which on accounts may be those of families who moved.

    Shape  lost: since when each child is missed, None where unknown.
    """
    return min((since - BEFORE_LOST if since else date.min for since in lost), default=date.min)


def has_name_of(account: Account, family: Iterable[str]) -> bool:
    """Whether somebody liable may be one of the family."""
    return any(agreement(liable, name) for liable in account.liable for name in family)


def council_tax_leads(sought: Sought, own: Sequence[tuple[Account, Home, str]], named: Iterable[Account]) -> list[Lead]:
    """Return the leads from council tax: moved, left, or still there.

    Shape  own: of `family_accounts`. named: accounts of anybody with one of the family's surnames that opened since BEFORE_LOST.
    """
    new = [each for each in own if _is_new_home(*each, sought)]
    old_ones = [each for each in own if each not in new]
    last = max(old_ones, key=lambda each: (each[0].is_open, each[0].from_date), default=None)
    opened = _opened_elsewhere(sought, old_ones, [*named, *(account for account, _, _ in new)])
    left = [each for each in old_ones if not each[0].is_open]
    old = max(left, key=lambda each: each[0].from_date, default=None)
    found = [_moved(sought, each, old, rivals=len(opened)) for each in opened]
    leads = [lead for lead in found if lead is not None]
    if not leads and last is not None:
        leads.append(_still_there(sought, *last) if last[0].is_open else _left(sought, *last))
    return leads


def _is_new_home(account: Account, home: Home, person: str, sought: Sought) -> bool:
    """An account that opened about when the child was lost, where the child did not live until then: another register knew first."""
    return account.is_open and home != sought.last_home and not _opened_too_early(account, sought)


def _at_the_time(account: Account, home: Home) -> bool:
    ends = account.to_date or account.last_on
    return account.from_date - AT_THE_TIME <= home.last_on and home.first_on <= ends + AT_THE_TIME


def _is_family(name: str, sought: Sought) -> bool:
    if any(agreement(name, parent) for parent in sought.parents):
        return True
    return bool(name.split()) and any(surnames_agree(name.split()[-1], surname) for surname in sought.surnames)


def _opened_elsewhere(sought: Sought, own: Sequence[tuple[Account, Home, str]], named: Iterable[Account]) -> list[_Opened]:
    there = {account.key or account.uprn for account, _, _ in own}
    family = seekers(sought, own)
    found: dict[str, _Opened] = {}
    for account in named:
        if not account.is_open or (account.key or account.uprn) in there or _opened_too_early(account, sought):
            continue
        names = tuple((liable, name, how) for liable in account.liable for name in family if (how := agreement(liable, name)))
        if names:
            best = _Opened(account, _each_once(names))
            known = found.get(account.key or account.uprn)
            found[account.key or account.uprn] = best if known is None or best.rank < known.rank else known
    ranked = sorted(found.values(), key=lambda each: each.rank)
    best_rank = ranked[0].rank[:2] if ranked else None
    # Where two people of the family are liable together, a namesake of one of them is nobody.
    return [each for each in ranked if best_rank is None or best_rank[0] == -1 or each.rank[0] == best_rank[0]]


def _each_once(names: Sequence[tuple[str, str, Agreement]]) -> tuple[tuple[str, str, Agreement], ...]:
    best: dict[str, tuple[str, str, Agreement]] = {}
    for each in sorted(names, key=lambda each: each[2] != "same"):
        best.setdefault(each[0], each)
    return tuple(best.values())


def _opened_too_early(account: Account, sought: Sought) -> bool:
    return sought.since is not None and account.from_date < sought.since - BEFORE_LOST


def _moved(sought: Sought, opened: _Opened, old: tuple[Account, Home, str] | None, rivals: int) -> Lead | None:
    account = opened.account
    home = sought.lived_at(account.line, account.postcode, account.uprn)
    follows = old is not None and account.opened_near_closing_of(old[0])
    namesakes = min((account.namesakes.get(person_key(liable), 1) for liable, _, _ in opened.names), default=1)
    strength, why = _worth(opened, follows=follows, known_home=home is not None, rivals=rivals, namesakes=namesakes)
    if strength is None:
        return None
    liable = listed(name for name, _, _ in opened.names)
    there = place_words(account.line, account.postcode)
    area = f"in authority {account.la_code or account.supplier}"
    says = f"An account opened at {there} {area} on {day_words(account.from_date)}, liable: {liable}"
    if old is not None:
        gone = old[0]
        says = f"The account at {place_words(gone.line, gone.postcode)} closed {gone.closed_words}. {says}"
    how = "; ".join(f"{name} {_how_words(how)} {person}" for name, person, how in opened.names)
    return Lead(
        child_id=sought.child_id,
        source="council_tax",
        register="council_tax",
        supplier=account.supplier,
        as_at=account.last_on,
        says=f"{says}.",
        matched=f"{how}{_address_words(old, home)}.",
        strength=strength,
        why_so_strong=why,
        check=CHECK,
        outcome="traced_address",
        evidence=tuple(each.reference for each in ([old[0]] if old else []) + [account]),
        facts=("moved", account.key or account.uprn, account.from_date.isoformat(), *sorted(account.liable)),
        place=there,
        place_key=account.key,
        la_code=account.la_code or account.supplier,
        happened_on=account.from_date,
        household=True,
    )


def _how_words(how: Agreement) -> str:
    return "is written like" if how == "same" else "may be"


def _address_words(old: tuple[Account, Home, str] | None, home: Home | None) -> str:
    words = ""
    if old is not None:
        words += f"; the old address is where registers showed the child from {day_words(old[1].first_on)} to {day_words(old[1].last_on)}"
    if home is not None:
        words += f"; another register shows the child at the new one, on {day_words(home.last_on)}"
    return words


def _worth(opened: _Opened, *, follows: bool, known_home: bool, rivals: int, namesakes: int) -> tuple[Strength | None, str]:
    both = len(opened.names) > 1
    same = any(how == "same" for _, _, how in opened.names)
    if known_home:
        return "strong", "another register shows the child at that address"
    if follows and (both or (same and rivals == 1)):
        who = "both people liable" if both else "the only account of that name"
        return (
            "strong",
            f"one account closed as the other opened, and {'the names of ' if both else 'it is '}{who}{' agree' if both else ''}",
        )
    if both:
        return "fair", "both people liable agree by name, and no account was seen to close"
    if follows and rivals <= MOST_NAMESAKES:
        return "fair" if same else "weak", f"one account closed as the other opened; {rivals} accounts could be meant by the name"
    if same and rivals == 1 and namesakes <= 1:
        return "fair", "nobody else of that name is liable anywhere; no account was seen to close"
    if rivals <= MOST_NAMESAKES and same:
        return "weak", f"the name alone; {rivals} such accounts opened at the time"
    return None, ""


def _still_there(sought: Sought, account: Account, home: Home, person: str) -> Lead:
    there = place_words(account.line, account.postcode)
    return Lead(
        child_id=sought.child_id,
        source="council_tax",
        register="council_tax",
        supplier=account.supplier,
        as_at=account.last_on,
        says=f"The account at {there} was still open on {day_words(account.last_on)}, liable: {person}. The family may still live there.",
        matched=f"The address is where registers showed the child until {day_words(home.last_on)}; "
        f"{person} has a parent’s or the child’s name.",
        strength="fair",
        why_so_strong="it says where the household is, not whether the child is with it",
        check=CHECK,
        outcome="traced_address",
        evidence=(account.reference,),
        facts=("still there", account.key or account.uprn, account.from_date.isoformat(), *sorted(account.liable)),
        place=there,
        place_key=account.key,
        la_code=account.la_code or account.supplier,
        household=True,
    )


def _left(sought: Sought, account: Account, home: Home, person: str) -> Lead:
    return Lead(
        child_id=sought.child_id,
        source="council_tax",
        register="council_tax",
        supplier=account.supplier,
        as_at=account.next_on or account.last_on,
        says=f"The account at {place_words(account.line, account.postcode)} closed {account.closed_words}, liable: {person}. "
        "No account that was delivered opened in the family’s names.",
        matched=f"The address is where registers showed the child until {day_words(home.last_on)}.",
        strength="weak",
        why_so_strong="it says that the household has left, not where it went",
        check=CHECK,
        outcome="no_trace",
        evidence=(account.reference,),
        facts=("left", account.key or account.uprn, account.from_date.isoformat(), *sorted(account.liable)),
        la_code=account.la_code or account.supplier,
        happened_on=account.to_date,
        household=True,
    )
