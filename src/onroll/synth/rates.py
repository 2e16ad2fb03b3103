"""Every rate of the made-up England, with its source: the one file to change.

The words `linkage`, `domain` and `dfe` name the project's sources: the linkage study's generator (section "The UK
generator used for scale"), the domain brief (sections 1.3, 2, 4 and 5), and the Department's *Children missing
education at census date*, autumn term 2025/26. `chosen` marks a judgement of ours where no figure is published.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

# -- families ---------------------------------------------------------------------------------------------------------

CHILDREN_PER_HOUSEHOLD = ((1, 0.42), (2, 0.38), (3, 0.14), (4, 0.06))  # linkage: 1 to 4; shares chosen after ONS families
TWIN_SHARE = 0.018  # linkage: of sibling pairs
MOTHER_OTHER_SURNAME = 0.28  # chosen
FATHER_KNOWN = 0.82  # chosen
CHILD_HAS_MOTHERS_SURNAME = 0.10  # chosen
MOVED_IN_LAST_SIX_YEARS = 0.6  # chosen: gives about 12% stale postcodes with the lags below
MOVE_IN_YEAR = 0.075  # chosen: a household's yearly chance of a new address, after the census's one in ten people
MOVE_TO_OTHER_AUTHORITY = 0.16  # chosen: of those moves
SCHOOL_CHANGE_WITH_LOCAL_MOVE = 0.3  # chosen
ADOPTED = 0.0006  # chosen: in the window, a new identity
FORMER_SURNAME = 0.02  # chosen: children whose family changed their surname in the window

# -- attributes -------------------------------------------------------------------------------------------------------

SEN_SUPPORT, EHC_PLAN = 0.142, 0.053  # DfE special educational needs in England 2025, rounded
CHILD_IN_NEED, LOOKED_AFTER = 0.033, 0.0055  # DfE children in need 2024/25, rounded
INDEPENDENT = 0.058  # DfE schools, pupils and their characteristics, rounded
SILENT_INDEPENDENT = 0.003  # chosen: where the independent schools send nothing; low, for each such child is a possible finding

# -- situations that are no finding, as shares of all children of school age in the window ------------------------------------

CALM_STORIES: dict[str, float] = {  # chosen: domain 1.3 names the situations, no source gives their frequency
    "arrived_from_abroad": 0.006,
    "left_abroad_with_evidence": 0.004,
    "left_for_other_nation_with_evidence": 0.0012,
    "died": 0.0002,
    "ehe_throughout": 0.009,  # domain 5.4: 126,000 on census day, with those below about 1.4%
    "ehe_suitable": 0.006,  # domain 5.4: 175,900 at some time in the year against 126,000 on a day
    "ehe_pending": 0.002,
    "ehe_and_back": 0.002,
    "ap_full_time": 0.0025,
    "ap_part_time_on_roll": 0.002,
    "custody": 0.0003,
    "dual_registration": 0.003,
    "to_independent": 0.003,
    "from_independent": 0.003,
    "poor_attendance": 0.02,
    "applied_while_on_roll": 0.007,
    "accepted_and_registered": 0.0004,
    "in_transit": 0.0012,
    "deleted_then_shown_again": 0.0006,
    "guest_beside_roll": 0.0008,
    "to_silent_independent": 0.0008,
    "returned_after_exit": 0.0004,
    "refuge": 0.0012,
    "old_row_with_leaving_date": 0.002,
    "changed_school": 0.016,  # over two school years
}

# -- children missing education -----------------------------------------------------------------------------------------------

CME_RATE = 0.0040  # dfe: 34,700 of the 5 to 16 population, published as 0.4
POSSIBLE_RATE = 0.00090  # chosen; 0.00043 of it is believed abroad (dfe: 10% of 34,700)

CME_SHARES: dict[str, float] = {  # dfe: reasons; those of "all else" (62%) divided by judgement
    "ehe_unsuitable": 0.096,
    "offered_not_started": 0.043,
    "accepted_not_started": 0.042,
    "awaiting_place": 0.137,
    "not_arrived_elsewhere": 0.058,
    "not_arrived_here": 0.028,
    "returned_and_nowhere": 0.015,
    "ehe_ended": 0.05,
    "ap_ended": 0.045,
    "left_no_destination": 0.251,
    "transition_gap": 0.075,
    "vanished_from_roll": 0.085,
    "never_on_roll": 0.08,
}
POSSIBLE_SHARES: dict[str, float] = {
    "abroad_without_evidence": 0.44,  # dfe: believed to have moved to another country
    "other_nation_without_evidence": 0.07,
    "independent_without_arrival": 0.14,
    "outside_authority": 0.13,
    "ap_part_time_without_roll": 0.14,
    "never_on_roll_one_register": 0.08,
}
DELETED_IN_HOLIDAYS = 0.75  # chosen: of deletions that fall in holidays, the rest dated the last day of term
FOUND_AGAIN = 0.017  # domain 5.4: 143,500 at any time in 2024/25 against 34,700 on a day of 8.7 million, over a year and a third
FOUND_AGAIN_STORY = "missing_for_a_while"
FOUND_AGAIN_DAYS = (21, 150)  # chosen: how long they were gone
UNSEEN_SHARE = 0.03  # chosen: truly missing, and in no register (truth: ignore), against CME_RATE

YEAR_GROUP_SHARES = {0: 2, 1: 7, 2: 6, 3: 6, 4: 6, 5: 6, 6: 7, 7: 11, 8: 10, 9: 11, 10: 13, 11: 12}  # dfe, per cent
DURATION_SHARES = (  # dfe, per cent of known durations; days as in domain 5.3
    (5, 14, 15.2),
    (14, 28, 18.0),
    (28, 56, 10.6),
    (56, 84, 9.9),
    (84, 182, 15.5),
    (182, 364, 12.4),
    (364, 470, 17.4),
)
FREE_DURATION_SHARES = (  # fitted: the same, less what transitions (since 1 September) and vanishings (since a roll's day) fill
    (6, 14, 22.0),
    (14, 28, 35.0),  # Christmas lies here: many of these are dated the last day of term, and so fall into the next
    (28, 56, 7.5),
    (56, 84, 13.5),
    (84, 182, 1.5),
    (182, 364, 12.5),
    (364, 470, 13.0),
)
LONG_ABSENCE_DAYS = 182
LONG_ABSENCE_TILT = (0.65, 1.3)  # fitted: up to year 7, and after; so that the way from year 6 to 7 stands out (domain 4.2)
RISK_MOST_DEPRIVED, RISK_SEN, RISK_IN_NEED = 1.5, 1.4, 2.7  # domain 4.2: the Commissioner's relative risks
RISK_FACTOR_MOST_DEPRIVED, RISK_FACTOR_SEN, RISK_FACTOR_IN_NEED = 1.55, 1.6, 2.85  # fitted: risks overlap, so factors differ from ratios
MEAN_RISK = 1.258  # fitted: the mean of the product over all children

# -- absence ------------------------------------------------------------------------------------------------------------------

USUAL_ATTENDANCE = 0.94  # chosen: what a story says of a child of whom it says nothing else
OFTEN_ABSENT = 0.14  # these three fitted to DfE pupil absence in England: about 7% of sessions, and near a fifth of pupils over 10%
ABSENCE = (3.0, 52.0)  # the beta distribution of a child's share of sessions missed
ABSENCE_OF_THE_OFTEN_ABSENT = (3.0, 13.0)
ABSENT_BEFORE_LOST = 0.55  # chosen: of children who will be lost, those whose absence rises before; no figure is published
ABSENCE_BEFORE_LOST = (3.0, 10.0)  # chosen: then about a quarter of sessions
ABSENCE_RISES_DAYS_BEFORE = 300  # chosen

# -- registers ----------------------------------------------------------------------------------------------------------------

NHS_GHOSTS = 0.02  # issue: 2% of health registrations are of children who are not there
NHS_DUPLICATES = 0.015  # linkage
NOT_WITH_NHS = 0.02  # linkage
CHILD_BENEFIT_TAKE_UP = 0.89  # chosen after HMRC's take-up estimate
HOUSING_SHARE = 0.17  # chosen: children in social or temporary tenancies that the file covers
COUNCIL_TAX_SHARE = 0.97
NHS_NUMBER_ON_ROLL = 0.15  # issue
UPN_LOST_AT_MOVE, UPN_NEW_AT_MOVE = 0.012, 0.018  # issue: 3% lost or new at a move
UPN_OF_SIBLING = 0.0004  # chosen: a UPN carried over to the wrong child
UPN_MISTYPED = 0.001  # chosen: the check letter fails
UPN_HELD = {"social_care": 0.7, "ehe": 0.75, "alternative_provision": 0.9, "admissions": 0.6, "cme_register": 0.75, "youth_justice": 0.1}
NHS_HELD = {"social_care": 0.25, "ehe": 0.02, "admissions": 0.0, "cme_register": 0.05, "youth_justice": 0.05}
KNOWN_TO_CME_REGISTER = 0.55  # chosen: of children missing education, on their authority's own list
ATTENDANCE_SAMPLE = 0.2  # chosen: of pupils, to keep the files at a sane size
ATTENDANCE_WEEKS = 12
SCHOOLS_WITH_LONG_PART_TIME = 0.08  # chosen, as the next five: no source gives how schools differ
PART_TIME_AT_THOSE, PART_TIME_ELSEWHERE = 0.12, 0.004  # of pupils
PART_TIME_WEEKS_ELSEWHERE = 6  # at most; at those schools the whole of the weeks
SCHOOLS_WITH_UNUSUAL_GROUNDS, UNUSUAL_GROUND_AT_THOSE = 0.08, 0.7  # the latter of deletions for another school
NURSERY = (0.15, 0.35)  # chosen: of the children two years and one year before Reception, on a primary school's roll
PREFERRED_FORENAME = 0.03  # chosen: of roll entries
SECOND_DRAW_AT_NEW_SCHOOL = 0.5  # chosen: else the file transferred carries the old spelling
BAD_ROWS = 0.0004  # chosen: rows that no reader should accept, in registers where a row's loss shows nothing


@dataclass(frozen=True)
class ErrorRates:
    """How often one register's entry differs from the truth, by kind of error.

    Units   probabilities for one entry; an entry keeps its errors over all its supplier's snapshots.
    Source  linkage, generator; `nickname` and `variant` share its 2.5%.
    """

    forename_typo: float = 0.03
    forename_variant: float = 0.025
    middle_as_first: float = 0.02
    forename_missing: float = 0.003
    surname_typo: float = 0.025
    other_parents_surname: float = 0.04
    double_barrelled: float = 0.015
    names_swapped: float = 0.004
    birth_digit: float = 0.006
    birth_day_month: float = 0.003
    birth_first_january: float = 0.002
    sex_wrong: float = 0.003
    postcode_typo: float = 0.012
    postcode_missing: float = 0.01
    address_other_form: float = 0.12  # chosen: Rd for Road, a comma after the number
    uprn_missing: float = 0.45  # chosen
    parent_missing: float = 0.18  # chosen: each parent
    parent_initial: float = 0.10  # chosen: K Smith
    parent_typo: float = 0.04  # chosen
    phone_missing: float = 0.2  # chosen
    phone_other: float = 0.25  # chosen: another telephone of the family
    email_missing: float = 0.45  # chosen
    address_lag: float = 0.22

    def scaled(self, factor: float) -> ErrorRates:
        """Return the rates times a factor, none above one half."""
        return replace(self, **{name: min(0.5, rate * factor) for name, rate in vars(self).items()})


UPPER_CASE_REGISTERS = frozenset(("nhs", "travel"))  # chosen: whole registers that write names in capitals
REGISTER_ERROR_FACTOR = {  # chosen: social care is the hard case (linkage D3), travel documents are spelt with care
    "school_roll": 1.0,
    "nhs": 1.0,
    "child_benefit": 1.0,
    "social_care": 1.5,
    "housing": 1.5,
    "youth_justice": 1.5,
    "cme_register": 0.7,
    "ehe": 0.8,
    "admissions": 0.8,
    "alternative_provision": 1.0,
    "travel": 0.6,
}
