"""Recognisers of dates of birth: beside a word for it, or a full date of long ago."""

import re

I = re.IGNORECASE  # noqa: E741 - the usual short name

_MONTH = (
    r"jan[a-z]{0,6}|feb[a-z]{0,7}|maart|march|mrt|mar|m[aä]rz|apr[a-z]{0,4}|mei|may|mai|maja|jun[a-z]{0,2}|"
    r"jul[a-z]{0,2}|aug[a-z]{0,6}|sep[a-z]{0,8}|o[kc]t[a-z]{0,7}|nov[a-z]{0,6}|de[cz][a-z]{0,6}|"
    r"stycznia|lutego|marca|kwietnia|czerwca|lipca|sierpnia|wrze[sś]nia|pa[zź]dziernika|listopada|"
    r"grudnia|ianuarie|martie|iunie|iulie|noiembrie|ocak|[sş]ubat|nisan|may[iı]s|haziran|temmuz"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DAY_IN_WORDS = (
    r"(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)(?:entwintig|ëntwintig|endertig)|een|twee|drie|"
    r"vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|"
    r"achttien|negentien|twintig|dertig|eerste|tweede|derde|vierde|vijfde)"
)
_ORDER = r"(?: ?(?:e|ste|de|th|st|nd|rd))?"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_SEPARATOR = r" ?[-/.] ?"
_ANY_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
# Observations are of these years: a full date before them is somebody's birth.
_OLD_YEAR = r"(?:19[2-9]\d|200\d|201[0-7])"
_OLD_SHORT = r"(?:['’]?(?:[3-9]\d|0\d|1[0-7]))"


def _dates(year: str) -> str:
    return (
        rf"(?:{_DAY}{_SEPARATOR}{_MONTH_NUMBER}{_SEPARATOR}{year}"
        rf"|{_MONTH_NUMBER}{_SEPARATOR}{_DAY}{_SEPARATOR}{year}"
        rf"|{_DAY} {_MONTH_NUMBER} {year}"
        rf"|{_DAY}{_ORDER}[ ./-]{{0,2}}(?:van |of )?(?:{_MONTH})[ .,/-]{{0,2}}(?:van )?{year}"
        rf"|\b{_DAY_IN_WORDS} (?:van )?(?:{_MONTH}) (?:van )?{year}"
        rf"|(?:{_MONTH})\.? {_DAY}{_ORDER},? {year}"
        rf"|{_DAY}{_SEPARATOR}(?:i{{1,3}}|iv|vi{{0,3}}|ix|xi{{0,2}}|x){_SEPARATOR}{year})"
    )


_YEAR_FIRST = r"(?:19|20)\d\d ?[-/.] ?\d{1,2} ?[-/.] ?\d{1,2}"
_CUE = (
    r"\b(?:geboren|geboorte(?:datum|dag)?|geb|gebdatum|gebdat|gbd|verjaardag|verjaart|jarig|"
    r"dob|d\.o\.b|born|birth(?:day|date)?|date of birth)\b"
)
BY_CUE = re.compile(
    rf"{_CUE}[^\d\n]{{0,40}}(?P<it>{_YEAR_FIRST}|{_dates(_ANY_YEAR)}"
    r"|(?:19|20)\d{6}|[0-3]\d[01]\d\d\d|[0-3]\d[01]\d(?:19|20)\d\d)(?!\d)",
    I,
)
BEFORE_CUE = re.compile(
    rf"(?<![\d-])(?P<it>{_YEAR_FIRST}|{_dates(_ANY_YEAR)})(?!\d)"
    rf"(?=[ ,)(]{{1,3}}(?:(?:is|was|werd|ben) (?:ze|zij|hij|ik|die) )?(?:{_CUE}))",
    I,
)
SIGN = re.compile(rf"[*°†] ?(?P<it>{_YEAR_FIRST}|{_dates(_ANY_YEAR)})(?!\d)", I)
OLD = re.compile(rf"(?<![\d.,/-])(?:{_dates(_OLD_YEAR)})(?![\d-])", I)
OLD_YEAR_FIRST = re.compile(
    rf"(?<![\d-]){_OLD_YEAR} ?[-/.] ?{_MONTH_NUMBER} ?[-/.] ?{_DAY}(?![\d-])", I
)
OLD_SHORT = re.compile(
    rf"(?<![\d.,/-]){_DAY}([-/.]){_MONTH_NUMBER}\1{_OLD_SHORT}(?![\d./-]|,\d| ?\d)"
    rf"|(?<![\d.,/-]){_DAY}{_ORDER}[ /.-](?:{_MONTH})\.?"
    r"[ /.-](?:['’](?:0\d|1[0-7])|['’]?[3-9]\d)(?!\d| ?uur|:)",
    I,
)
BIRTH_DATES = (BY_CUE, BEFORE_CUE, SIGN, OLD, OLD_YEAR_FIRST, OLD_SHORT)
