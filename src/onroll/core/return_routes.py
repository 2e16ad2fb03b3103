"""What follows from a deletion that stands, by its ground: what the authority does, by when, and whether a case opens.

Source  requirement 12; domain, section 2.2 (system action by ground, Onroll's proposal); Education Act 1996, section 19.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onroll.core import school_age
from onroll.core.dated.school_returns import Ground
from onroll.core.deletion_returns import DeletionReturn, joiner_awaited_until, section_19_due_on
from onroll.core.school_days import Calendar
from onroll.core.wording import day_words
from onroll.core.working_days import working_day_after

CHECKED_WITHIN = 10
"""School days within which an authority looks at home education, or at provision, that a school reports. Onroll's default."""


@dataclass(frozen=True, slots=True)
class Following:
    """What follows from one return.

    Shape  words: to the school and the authority alike. due_on: by when, None where nothing is to be done. opens_case: at once.
           awaits_joiner: a case opens after due_on unless a roll shows the child. action: the case's next action; empty for the usual.
    """

    words: str
    due_on: date | None = None
    opens_case: bool = False
    awaits_joiner: bool = False
    action: str = ""


def what_follows(deletion: DeletionReturn, ground: Ground, on: date, calendar: Calendar, date_of_birth: date | None) -> Following:
    """Return what follows from a deletion that stands.

    Shape  on: the day of the return. date_of_birth: None where the school gave none.
    """
    soon = calendar.school_day_after(max(on, deletion.deleted_on), CHECKED_WITHIN)
    match ground.route:
        case "confirm a joiner":
            until = joiner_awaited_until(deletion, calendar)
            words = f"The rolls are watched for the child at {deletion.destination_school.strip()} until {day_words(until)}."
            return Following(f"{words} If none shows the child by then, a case opens by itself.", until, awaits_joiner=True)
        case "open a case":
            return Following("The authority has a case from today, and looks for the child.", opens_case=True)
        case "open a case unless a joiner is confirmed":
            return Following("The authority has a case from today, until a roll shows the child.", opens_case=True)
        case "section 19 and a case":
            by = section_19_due_on(deletion.ground_met_on or deletion.deleted_on, calendar)
            action = f"Arrange suitable full-time education (section 19), from {day_words(by)}"
            words = f"The authority has a case from today, and must provide education from {day_words(by)}, the sixth school day."
            return Following(words, by, opens_case=True, action=action)
        case "home education":
            words = "The authority checks the home education: whether child protection or a special school’s consent stands in its way"
            return Following(f"{words}, and whether it is suitable, by {day_words(soon)}.", soon)
        case "verify the provision":
            return Following(f"The authority confirms the education that was arranged, by {day_words(soon)}.", soon)
        case "watch until compulsory school age":
            begins = school_age.begins_on(date_of_birth) if date_of_birth else None
            when = f" from {day_words(begins)}" if begins else ""
            return Following(f"Nothing is due yet. The child must be in education{when}, and is found by the runs where they are not.")
        case "none while the other roll is live":
            return Following("Nothing follows while the other school has the child on its roll; the runs watch that it does.")
        case "link with youth justice":
            by = working_day_after(on, 5)
            return Following(f"The authority’s youth justice service confirms where the child is taught, by {day_words(by)}.", by)
        case "restrict the record":
            by = working_day_after(on, 1)
            return Following(f"The authority restricts the record by {day_words(by)}, and nobody writes to the family.", by)
        case "hand over for participation to 18":
            return Following(f"The authority hands over to whoever helps young people into training or work, by {day_words(soon)}.", soon)
