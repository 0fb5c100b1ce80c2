"""How old the person is whom the worry is about: numbers, birth years, school years, words."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Tuple

import yaml

from components.age_births import birth_ages
from components.age_bounds import ADULT_FROM, bounded_group
from components.age_patterns import (
    A_CLAUSE_OF_ITS_OWN,
    A_WITNESS,
    ABBREVIATED,
    AFTER_ANY_NOUN,
    AFTER_GUESS,
    AFTER_IS,
    AFTER_NOUN,
    AFTER_PERSON,
    AFTER_SUBJECT,
    AFTER_THE_WORD_AGE,
    AGE_AFTER_A_BIRTHDAY,
    AGE_GOES_ON,
    AGE_OF,
    ALL_OF_THEM,
    APART,
    BARE,
    BEFORE_IS,
    BETWEEN_COMMAS,
    BIRTHDAY_TO_COME,
    DURATION_AFTER,
    DURATION_BEFORE,
    FIRST_OF_ALL,
    HAD_A_BIRTHDAY,
    HEAD_OF_A_SENTENCE,
    HER_BOYFRIEND,
    IN_BRACKETS,
    IS_GONE_BY,
    LAST_HOUR_OF_A_CHILD,
    NO_AGE_GOES_ON,
    NUMBER_IS,
    NUMBERED,
    OF_ONESELF,
    OLD,
    OLDER_THAN,
    ON_PAPER,
    PLACE_BEFORE,
    REACHED,
    WITH_UNIT,
    YEARS_GO_ON,
    YOUNG,
)
from components.age_scope import (
    is_beside,
    is_by_another,
    is_minded,
    lasts,
    put_right,
    taken_back,
)
from components.age_terse import terse_ages
from components.age_words import SHORT_ANSWER_WORDS, group_by_word, has_minor_word
from components.facts import Fact
from components.folding import fold
from components.numbers import number_value
from components.phrases import Span, find, occurs
from components.scope import negated

_OLDEST = 99

_YOUNGEST_BARE = 5
_YOUNGEST_PLAIN = 4
_YOUNGEST_BEHIND_A_PERSON = 10
_YOUNGEST_OF_A_RANGE = 14
_OLDEST_PLAIN = 85
_MAN = ("man", "meneer", "heer", "gast", "kerel", "vent")
_CLOSE = 20
_GUESSING = re.compile(r"\b(?:ik|i) (?:denk|schat|gok|vermoed|gis|zou zeggen|think|guess|reckon)\b")
"""Who guesses an age tells it of another: "chauffeur, ik denk 50"."""
_A_WOMAN = re.compile(
    r"\b(?:\w*vrouw\w*|dames?|mevr\w*|mw|ze|she|her|haar|wom[ae]n|lad(?:y|ies))\b"
)
_EITHER = re.compile(r"\W{0,3}(?:of|or|tot|to|-|/|a|zijn maar ook|maar ook|but also)\W{0,3}")
_APPOSITION = re.compile(r", ?(?:een )?(?:man|vrouw|kerel|gast|vent|male)\b")
_NUMBERED = frozenset(
    {"klant", "klanten", "client", "clienten", "clients", "bewoner", "bewoners"}
    | {"mannen", "vrouwen", "men", "women"}
)
"""Behind these a number counts or orders people as often as it tells an age."""
_ROUGHLY_OLD = re.compile(r" (?:rond de|ca|circa) \d")
_OF_MANY = re.compile(r"\b(?:zijn|waren|are|were|all|both|elk|ieder)\b")
_NOT_YET = re.compile(r"\bnog (?:lang )?geen $")
_ONE_OF_MANY = frozenset({"klant", "client", "bewoner"})


@dataclass(frozen=True)
class AgeWords:
    """The lists of ages.yml."""

    groups: Mapping[str, Mapping[str, Tuple[str, ...]]]
    suspect: Tuple[str, ...]
    reporter: Tuple[str, ...]
    nouns: Tuple[str, ...]
    pronouns: Tuple[str, ...]
    corrections: Tuple[str, ...]
    own_case: Tuple[str, ...]


@dataclass(frozen=True)
class _Mention:
    age: int
    span: Span
    of_suspect: bool


_PLAIN = (NUMBER_IS, BEFORE_IS, ALL_OF_THEM, OLDER_THAN, AFTER_THE_WORD_AGE)
_LISTS = ("suspect", "reporter", "nouns", "pronouns", "corrections", "own_case")


def load_age_words(path: Path) -> AgeWords:
    """Reads ages.yml; raises KeyError where a list is missing."""
    raw: Dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    groups = {
        group: {kind: tuple(map(str, phrases)) for kind, phrases in raw[group].items()}
        for group in ("minor", "adult", "unknown")
    }
    lists = {k: tuple(map(str, raw[k])) for k in _LISTS}
    return AgeWords(groups=groups, **lists)


def age_facts(text: str, words: AgeWords, today: date) -> List[Fact]:
    """Ages of everybody but the reporter, and the age group of the possible victim."""
    folded = fold(text)
    mentions = _mentions(folded, words, today)
    known = [m for m in mentions if bounded_group(folded, m.span, m.age) is None]
    facts = [Fact("age", m.age, m.span.start, m.span.end) for m in known]
    by_number = _group_by_number(folded, mentions, words)
    by_word = group_by_word(folded, words.groups, words.corrections)
    group = by_number or by_word
    if by_number and by_word and by_word.start <= by_number.start and by_number.end <= by_word.end:
        return [by_word]
    return facts + ([group] if group else [])


def age_hints(text: str, words: AgeWords) -> Tuple[str, ...]:
    """Which weaker words about age occur, for the model that guesses the age group."""
    folded = fold(text)
    return tuple(
        f"age_{group}_{kind}"
        for group, kinds in words.groups.items()
        for kind, phrases in kinds.items()
        if occurs(phrases, folded)
    )


def _mentions(folded: str, words: AgeWords, today: date) -> List[_Mention]:
    found: Dict[int, _Mention] = {}
    short = len(folded.split()) <= SHORT_ANSWER_WORDS
    own = short or occurs(words.own_case, folded) or _tells_of_nobody_else(folded, words)
    denied = taken_back(folded)
    told = _numbers(folded, words, short) + put_right(folded, denied)
    plain = [(age, span) for age, span in told if folded[span.start] != "0"]
    for age, span in birth_ages(folded, today) + plain:
        if span.start in found or not 0 <= age <= _OLDEST:
            continue
        if span in denied or _is_denied(folded, span) or _is_no_age(folded, span, words):
            continue
        owner = _owner(folded, span, words)
        if own or owner != "reporter":
            found[span.start] = _Mention(age, span, owner == "suspect")
    return [found[start] for start in sorted(found)]


def _tells_of_nobody_else(folded: str, words: AgeWords) -> bool:
    """ "Ik ben 26, deed al een jaar fraude voor ze": no witness, and nobody else is named."""
    return A_WITNESS.search(folded) is None and not _names_another(folded, words)


def _is_denied(folded: str, span: Span) -> bool:
    """ "Geen 17" does, and "nog geen 17" tells that somebody is younger still."""
    return not _NOT_YET.search(folded[: span.start]) and negated(folded, span, reach=2, later=False)


def _is_no_age(folded: str, span: Span, words: AgeWords) -> bool:
    """Children to mind, years that something lasts, and hours at which to call."""
    reached = REACHED.search(folded[: span.start])
    hours = reached is not None and not occurs(words.nouns, reached.group())
    return hours or is_minded(folded, span) or lasts(folded, span)


def _numbers(folded: str, words: AgeWords, short: bool) -> List[Tuple[int, Span]]:
    found = [pair for m in WITH_UNIT.finditer(folded) for pair in _with_unit(folded, m)]
    found += [(number_value(m.group(1)), Span(*m.span(1))) for m in IN_BRACKETS.finditer(folded)]
    guessed = [pair for m in AFTER_GUESS.finditer(folded) for pair in _told(folded, m, 1)]
    found += [(age, span) for age, span in guessed if age >= _YOUNGEST_PLAIN]
    for pattern in (AFTER_IS, OF_ONESELF):
        found += [pair for m in pattern.finditer(folded) for pair in _told(folded, m, 1)]
    for pattern in (ON_PAPER, ABBREVIATED, AGE_AFTER_A_BIRTHDAY):
        found += [pair for m in pattern.finditer(folded) for pair in _both(m, 1)]
    for pattern in (AFTER_PERSON, APART):
        for match in pattern.finditer(folded):
            if occurs(words.nouns, match.group(1)):
                found += _told(folded, match, 2)
    found += _plainly_told(folded, words) + _apart(folded, words) + terse_ages(folded)
    first = FIRST_OF_ALL.match(folded)
    if first and number_value(first.group(1) or first.group(2)) >= _YOUNGEST_BEHIND_A_PERSON:
        found += _both(first, 1)
    if short:
        found += [pair for m in BARE.finditer(folded) for pair in _bare(folded, m)]
    return found


def _plainly_told(folded: str, words: AgeWords) -> List[Tuple[int, Span]]:
    """After "meisje van" and "zij is" a number is an age unless what follows counts something."""
    matches = [(m, 2) for m in AFTER_NOUN.finditer(folded) if occurs(words.nouns, m.group(1))]
    matches += [(m, 1) for m in AFTER_SUBJECT.finditer(folded)]
    matches += [(m, 1) for pattern in _PLAIN for m in pattern.finditer(folded)]
    plain = [(m, n) for m, n in matches if not NO_AGE_GOES_ON.match(folded[m.end() :])]
    pairs = [pair for m, n in plain if not _is_a_count(folded, m) for pair in _both(m, n)]
    told = [(age, span) for age, span in pairs if age >= _YOUNGEST_PLAIN]
    return told + _after_a_person(folded, words) + _after_anybody(folded)


def _is_a_count(folded: str, match: "re.Match[str]") -> bool:
    """ "They are five brothers", "all four hotels": of more than one, with a noun behind it."""
    return bool(_OF_MANY.search(match.group())) and not AGE_GOES_ON.match(folded[match.end() :])


def _after_anybody(folded: str) -> List[Tuple[int, Span]]:
    """ "Timmerman van 42", "my flatmate, 22,": whoever it is, a number of two figures is an age."""
    matches = [(m, 2) for p in (AFTER_ANY_NOUN, BETWEEN_COMMAS) for m in p.finditer(folded)]
    plain = [(m, n) for m, n in matches if not NO_AGE_GOES_ON.match(folded[m.end() :])]
    pairs = [pair for match, first in plain for pair in _both(match, first)]
    return [(age, span) for age, span in pairs if _YOUNGEST_BEHIND_A_PERSON <= age <= _OLDEST_PLAIN]


def _apart(folded: str, words: AgeWords) -> List[Tuple[int, Span]]:
    """ "Hij is hier alleen, 15": a clause of nothing but two figures in somebody's story."""
    if not occurs(words.nouns + words.pronouns, folded):
        return []
    matches = [m for m in A_CLAUSE_OF_ITS_OWN.finditer(folded) if not NUMBERED.match(m.group(1))]
    ages = [(number_value(m.group(2)), Span(*m.span(2))) for m in matches]
    return [(age, span) for age, span in ages if _YOUNGEST_BEHIND_A_PERSON <= age <= _OLDEST_PLAIN]


def _after_a_person(folded: str, words: AgeWords) -> List[Tuple[int, Span]]:
    """ "Jongen 15 rijdt rond": two figures behind a person, unless they count something."""
    matches = [m for m in AFTER_PERSON.finditer(folded) if occurs(words.nouns, m.group(1))]
    matches = [m for m in matches if m.group(1) not in _NUMBERED or _is_no_count(m)]
    plain = [m for m in matches if not NO_AGE_GOES_ON.match(folded[m.end() :])]
    pairs = [pair for match in plain for pair in _both(match, 2)]
    return [(age, span) for age, span in pairs if age >= _YOUNGEST_BEHIND_A_PERSON]


def _is_no_count(match: "re.Match[str]") -> bool:
    """ "Vrouwen 25-35" and "client 61" are ages; a small number behind them counts or orders."""
    first, last = match.group(2), match.group(3)
    if int(first) < _YOUNGEST_OF_A_RANGE:
        return False
    if last is None and _ROUGHLY_OLD.search(match.group()):
        return True
    return match.group(1) in _ONE_OF_MANY if last is None else int(first) < int(last)


def _with_unit(folded: str, match: "re.Match[str]") -> List[Tuple[int, Span]]:
    if DURATION_BEFORE.search(folded[: match.start()]):
        return []
    ages = _both(match, 1)
    if DURATION_AFTER.match(folded[match.end() :]) and not OLD.search(match.group(0)):
        return []
    old = OLD.search(match.group(0)) or AGE_OF.search(folded[: match.start()])
    return [(age, span) for age, span in ages if age >= _YOUNGEST_PLAIN or old]


def _told(folded: str, match: "re.Match[str]", first: int) -> List[Tuple[int, Span]]:
    return _both(match, first) if AGE_GOES_ON.match(folded[match.end() :]) else []


def _bare(folded: str, match: "re.Match[str]") -> List[Tuple[int, Span]]:
    before, after = folded[: match.start()], folded[match.end() :]
    if PLACE_BEFORE.search(before) or (YEARS_GO_ON.match(after) and DURATION_BEFORE.search(before)):
        return []
    if NUMBERED.match((before.split() or [""])[-1]):
        return []
    ages = _told(folded, match, 1)
    return ages if all(age >= _YOUNGEST_BARE for age, _ in ages) else []


def _both(match: "re.Match[str]", first: int) -> List[Tuple[int, Span]]:
    groups = range(first, (match.re.groups) + 1)
    pairs = [(number_value(match.group(g)), Span(*match.span(g))) for g in groups if match.group(g)]
    # "Van 22 tot 10" are hours of a night; ages run upwards.
    hours = len(pairs) > 1 and " tot " in match.group(0)
    falls = hours and pairs[1][0] <= pairs[0][0]
    early = hours and pairs[0][0] < LAST_HOUR_OF_A_CHILD and not YOUNG.search(match.group(0))
    return [] if falls or early else pairs


def _owner(folded: str, span: Span, words: AgeWords) -> str:
    """Whose age it is, by the last person named just before: reporter, suspect or other."""
    clause = re.split(r"[.;!?]", folded[: span.start])[-1]
    near = " ".join(_GUESSING.sub(" ", clause).split()[-4:])
    if _APPOSITION.search(near) and _is_of_another(near, words):
        return "other"
    last: Tuple[int, str] = (-1, "other")
    for kind, phrases in (
        ("other", words.nouns + words.pronouns),
        ("suspect", words.suspect),
        ("reporter", words.reporter),
    ):
        spans = find(phrases, near)
        if spans and spans[-1].start >= last[0]:
            last = (spans[-1].start, kind)
    return last[1]


def _is_of_another(near: str, words: AgeWords) -> bool:
    """ "Mijn cliënt, man van 51": the man is who was named just before him."""
    named = near.rsplit(",", 1)[0]
    suspects = find(words.suspect, named)
    return any(noun not in suspects for noun in find(words.nouns, named))


def _group_by_number(folded: str, mentions: Sequence[_Mention], words: AgeWords) -> "Fact | None":
    counted = [m for m in mentions if not m.of_suspect]
    counted = [m for m in counted if not is_beside(folded, m.span, m.age)] or counted
    short = len(folded.split()) <= SHORT_ANSWER_WORDS
    alone = short or not _names_another(folded, words) or _is_about_a_man(folded, mentions, words)
    counted = _without_those_behind(folded, counted, words)
    if not counted and alone and not has_minor_word(folded, words.groups):
        counted = [m for m in mentions if not HER_BOYFRIEND.search(folded[: m.span.start])]
    if not counted:
        return None
    put_right = occurs(words.corrections, folded) or HAD_A_BIRTHDAY.search(folded)
    if len(counted) > 1 and put_right:
        counted = counted[-1:]
    youngest = min(counted, key=lambda m: m.age)
    minor = youngest.age < ADULT_FROM or _will_be_adult(folded, youngest.span)
    value = "minor" if minor else "adult"
    if minor and _straddles(folded, counted):
        value = "unknown"
    value = bounded_group(folded, youngest.span, youngest.age) or value
    return Fact("age_group", value, youngest.span.start, youngest.span.end)


def _without_those_behind(
    folded: str, counted: Sequence[_Mention], words: AgeWords
) -> Sequence[_Mention]:
    """Beside a pupil or a younger age, "voor een jongen van 20" tells of who is behind it."""
    left = [m for m in counted if not is_by_another(folded, m.span, m.age)]
    if left or not counted:
        return left
    children = find(words.groups["minor"]["strong"], folded[: counted[0].span.start])
    young = [child for child in children if not negated(folded, child, reach=3)]
    return [] if young else counted


def _names_another(folded: str, words: AgeWords) -> bool:
    """Whether somebody else than "man" or "baas" occurs, whose age the worry could be about."""
    suspects = find(words.suspect, folded)
    return any(noun not in suspects for noun in find(words.nouns, folded))


def _is_about_a_man(folded: str, mentions: Sequence[_Mention], words: AgeWords) -> bool:
    """ "Man (34) vertelde aan de balie": whom a story names first is whom it is about."""
    heads = any(HEAD_OF_A_SENTENCE.search(folded[: m.span.start]) for m in mentions)
    if heads and _names_no_other(folded):
        return True
    people = find(words.nouns, folded)
    if not people or not mentions or not folded.startswith(_MAN, people[0].start):
        return False
    return mentions[0].span.start - people[0].end <= _CLOSE


def _names_no_other(folded: str) -> bool:
    return YOUNG.search(folded) is None and _A_WOMAN.search(folded) is None


def _straddles(folded: str, counted: Sequence[_Mention]) -> bool:
    """One person guessed on both sides of eighteen, as in "tussen 16 en 25" or "16 of 22"."""
    oldest = max(counted, key=lambda m: m.age)
    first, last = counted[0], counted[-1]
    between = folded[first.span.end : last.span.start]
    guessed = _EITHER.fullmatch(between) is not None
    ranged = re.search(r"\b(?:tussen|between)\b", folded[: first.span.start]) is not None
    return oldest.age >= ADULT_FROM and len(counted) > 1 and (guessed or ranged)


def _will_be_adult(folded: str, span: Span) -> bool:
    """ "Wordt in mei 18" and "bijna 18" are still 17; who turns 31 was grown up before."""
    if number_value(folded[span.start : span.end]) > ADULT_FROM:
        return False
    if IS_GONE_BY.match(folded[span.end :]):
        return False
    return BIRTHDAY_TO_COME.search(folded[max(0, span.start - 25) : span.start]) is not None
