"""An age in an answer to the question how old somebody is; everywhere else the bot reads ages."""

import re

from actions.domain.codes import AgeGroup

ADULT_FROM = 18
YOUNGEST, OLDEST = 3, 99
FIRST_BIRTH_YEAR = 1925
# A number that counts or measures something else than years of life; a date, an hour, an amount.
_NOT_AN_AGE = (
    r"(?!\w|[.,:/-]\d|\s?(?:uur|u|dag\w*|week|weken|maand\w*|keer|euro|kilo|km|man|mensen|personen|"
    r"jaar geleden|hours?|days?|weeks?|months?|times|people|euros?|years ago)\b|\s?[%€])"
)
_NUMBER = re.compile(rf"(?<![\w.,:/€-])(\d{{1,2}}){_NOT_AN_AGE}")
_BIRTH_YEAR = re.compile(r"(?<![\w.,€])((?:19|20)\d\d)(?!\w)")


def age_group_in_answer(text: str, this_year: int) -> AgeGroup | None:
    """The age group that the numbers of an answer tell, as in "20 stond er op de id" or "uit 2009".

    A birth year counts from `this_year`. None where no number can be an age, unknown where one
    person may be on either side of eighteen.
    """
    plain = [int(found) for found in _NUMBER.findall(text)]
    born = [this_year - int(found) for found in _BIRTH_YEAR.findall(text)
            if FIRST_BIRTH_YEAR <= int(found) <= this_year]  # fmt: skip
    ages = [age for age in plain or born if YOUNGEST <= age <= OLDEST]
    groups = {AgeGroup.MINOR if age < ADULT_FROM else AgeGroup.ADULT for age in ages}
    if len(groups) > 1:
        return AgeGroup.UNKNOWN
    return next(iter(groups), None)
