"""Ages as people note them down in a hurry: "v. 17 mbo-2", "(3 havo, 15)", "35+", "2 van 17"."""

import re
from typing import List, Tuple

from components.age_patterns import NO_AGE_GOES_ON
from components.numbers import NUMBER, number_value
from components.phrases import Span

_YOUNGEST, _OLDEST = 10, 85
_SEX = r"(?:m|v|f|j|vr|vrl|mnl|lln?|leerl)"
_SCHOOL = (
    r"(?:(?:v?mbo|havo|vwo|mavo|isk|vso|pro|klas|jaar|groep)[ -]?\d?|\d ?(?:havo|vwo|vmbo|mavo))"
)
_GUESSED = r"(?:denk ik|schat ik|gok ik|volgens mij|ofzo|of zo|i think|i guess|i reckon|or so)"
_A_PERSON_NOTED = re.compile(
    rf"(?:^|[.;:!?,(] ?|\b(?:schat (?:m|hem|haar|dr)|met|over|with) )"
    rf"(?:een |n )?{_SEX}[.,/]? ?(?:van )?(\d\d)"
    rf"(?=\+? ?(?:$|[.,;:!?)])| (?:jr|jaar|uit|met|zit|woont|slaapt|werkt|komt|moet|{_SCHOOL})\b)"
)
""" "V 16, was 5 wkn weg": a letter for the sex where a clause begins, and two figures."""
_AT_SCHOOL = re.compile(
    rf"(?:\({_SCHOOL}(?: {_SCHOOL})?, ?|\b(?:lln?|leerling\w*|pupil|student\w*) {_SCHOOL}, ?)"
    r"(\d\d)(?= ?(?:$|[.,;)]))"
)
_GUESSED_ASIDE = re.compile(rf", ?(?:een |hooguit |about )?({NUMBER}) {_GUESSED}(?= ?(?:$|[.,;]))")
""" "De jongen van beneden, vijftien denk ik, staat op het balkon"."""
_SOME_OF_THEM = re.compile(
    rf"(?:\b(?:zijn er|er zijn|is er|er is|waarvan|daarvan|en|and|there(?:'s| is| are))|,) "
    rf"(?:zeker |ook |minstens |at least )?{NUMBER} (?:van|of) (\d\d)(?![\w:]|[.,]\d)"
)
""" "Er zijn er 2 van 17 bij": some of a group, by their age."""
_AND_MORE = re.compile(
    rf"(?:\b(?:is|zijn|was|waren|van|allen|allemaal|all|are|rond(?: de)?|schat \w+|klant|client)"
    rf"|^|[,;:(]) ?(?:m |v )?({NUMBER}) ?(?:\+|plus\b)"
    r"(?= ?(?:$|[.,;)])| (?:denk|schat|zeg|i think))"
)
_TOLD_FIRST = re.compile(
    rf"^\W*({NUMBER}) (?:zei|zegt|zeggen|said|says|volgens|according|"
    r"en (?:o|oh|ja|nee|hij|ze|zij)\b|and (?:oh|yes|no|he|she)\b)"
)
""" "20 zei ze, en ze doet dit al 2 jr": an answer that runs on."""
_LAW = r"(?:wmo|ggz|wlz|pgb|jeugdwet|isk|amv|ama|wajong|bijstand)"
_UNDER_A_LAW = re.compile(rf"\({_LAW} ?, ?(\d\d)(?= ?[,)])")
""" "Mijn cliënt (wmo, 52)"."""
_ON_ITS_OWN = re.compile(
    r", ?(\d\d)(?=!|,? (?:net|allebei|beiden?|both)(?= ?(?:$|[,.;]| en\b| and\b)))"
)
""" "Een meisje uit de wijk, 12!, ...", "in de opvang, 18 net", "uit Eritrea, 17 allebei"."""
_SAY = r"\b(?:zei|zegt|zeiden|zeggen|beweert|beweren)"
_SAY_TO_BE = re.compile(rf"{_SAY} (?:{NUMBER} en )?({NUMBER}) (?:jaar )?te zijn\b")
_SAY_ONE_AND = re.compile(rf"{_SAY} ({NUMBER})(?= en {NUMBER} (?:jaar )?te zijn\b)")
_WOULD_BE = re.compile(
    rf"\b(?:he|she|they)(?:'d| would) be (?:about |around )?({NUMBER})(?= now\b|[,.;])"
)
_WILL_BE = re.compile(rf"\b(?:zal|zou) (?:wel |rond de |een jaar of )*({NUMBER}) (?:zijn|wezen)\b")


def terse_ages(folded: str) -> List[Tuple[int, Span]]:
    """Ages between ten and 85 that stand without "jaar" or "is", and where they stand."""
    patterns = (
        *(_A_PERSON_NOTED, _AT_SCHOOL, _GUESSED_ASIDE, _SOME_OF_THEM),
        *(_AND_MORE, _TOLD_FIRST, _WILL_BE, _WOULD_BE),
        *(_UNDER_A_LAW, _ON_ITS_OWN, _SAY_TO_BE, _SAY_ONE_AND),
    )
    found = [match for pattern in patterns for match in pattern.finditer(folded)]
    plain = [m for m in found if not NO_AGE_GOES_ON.match(folded[m.end(1) :])]
    ages = [(number_value(m.group(1)), Span(*m.span(1))) for m in plain]
    return [(age, span) for age, span in ages if _YOUNGEST <= age <= _OLDEST]
