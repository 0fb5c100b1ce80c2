"""An age in an answer to the question how old somebody is; everywhere else the bot reads ages."""

import re

from actions.domain.codes import AgeGroup

ADULT_FROM = 18
YOUNGEST, OLDEST = 3, 99
FIRST_BIRTH_YEAR = 1925
# A number that counts or measures something else than years of life; a date, an hour, an amount.
_NOT_AN_AGE = (
    r"(?!\w|[.,:/-]\d|\s?(?:uur|u|dag\w*|week|weken|maand\w*|keer|euro|kilo|km|man|mensen|personen|"
    r"mannen|vrouwen|jongens|meisjes|meiden|kinderen|men|women|boys|girls|children|"
    r"jaar geleden|hours?|days?|weeks?|months?|times|people|euros?|years ago|jan\w*|feb\w*|maart|"
    r"march|apr\w*|mei|ju[nl]\w*|aug\w*|sept\w*|o[kc]t\w*|nov\w*|dec\w*)\b|\s?[%€])"
)
_NUMBER = re.compile(rf"(?<![\w.,:/€-])([1-9]\d?){_NOT_AN_AGE}", re.IGNORECASE)
# The number of a door or a telephone, the ages of children to mind, what is taken back, and a
# bound ("ouder dan 14"), of which the bot tells what it can.
_NO_AGE_BEFORE = re.compile(
    r"(?:\b(?:kamer|kmr|room|nr|nummer|number|huisnummer|flat|unit|balie|loket|desk|toestel|tst|ext|"
    r"lijn|line|bus|groep|klas)\.? |"
    r"\b(?:past?|passen|zorgt|zorgen) [^.;!?]{0,30}\bkinderen van (?:[\d ,/]|en)*|"
    r"(?<!\bnog )\b(?:niet|geen|not|ipv|in plaats van|instead of|rather than) |"
    r"\b(?:ouder dan|jonger dan|boven de|onder de|older than|younger than|under|above) |[<>] ?)$",
    re.IGNORECASE,
)
_SO_LONG = re.compile(r"\b(?:al|sinds|for|since) (?:bijna |ruim |almost |over )?$", re.IGNORECASE)
_YEARS = re.compile(r"\s?(?:jaar|jr|years?)\b", re.IGNORECASE)
_BIRTH_YEAR = re.compile(r"(?<![\w.,€])((?:19|20)\d\d)(?!\w)")


def age_group_in_answer(text: str, this_year: int) -> AgeGroup | None:
    """The age group that the numbers of an answer tell, as in "20 stond er op de id" or "uit 2009".

    A birth year counts from `this_year`. None where no number can be an age, unknown where one
    person may be on either side of eighteen.
    """
    plain = [int(found.group(1)) for found in _NUMBER.finditer(text) if _may_be_an_age(text, found)]
    born = [this_year - int(found) for found in _BIRTH_YEAR.findall(text)
            if FIRST_BIRTH_YEAR <= int(found) <= this_year]  # fmt: skip
    ages = [age for age in plain or born if YOUNGEST <= age <= OLDEST]
    groups = {AgeGroup.MINOR if age < ADULT_FROM else AgeGroup.ADULT for age in ages}
    if len(groups) > 1:
        return AgeGroup.UNKNOWN
    return next(iter(groups), None)


def _may_be_an_age(text: str, found: re.Match[str]) -> bool:
    """ "Woont er al 12 jaar" and "kamer 12" are none, nor is the 12 of "21, niet 12"."""
    before = text[: found.start()]
    lasts = _SO_LONG.search(before) and _YEARS.match(text, found.end())
    return not lasts and _NO_AGE_BEFORE.search(before) is None
