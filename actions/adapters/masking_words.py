"""What the masker knows of words: its lists, a Dutch and an English dictionary, tokens."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from actions.adapters.masking_reading import folded

WORD = re.compile(
    r"[^\W_]*\d[^\W_]*|['’][ts]\b|v/d\b|[^\W\d_]+(?:['’`.-][^\W\d_]+)*\.?|[^\w\s]|_", re.IGNORECASE
)
GENITIVE = re.compile(r"['’`]s?$")
INITIALS = re.compile(r"[^\W\d_a-z]|(?:[^\W\d_a-z]h?\.)+[^\W\d_a-z]?\.?")
ENDS_SENTENCE = frozenset('.!?:\n"“”')
DERIVED = ("heid", "lijk", "lijke", "isch", "ische", "atie", "aties", "tje", "tjes", "ende", "ster")
SHORTEST_PART = 4
SHORTEST_FIRST = 3
PREFIXES = (
    *("aan", "achter", "af", "be", "bij", "binnen", "door", "ge", "her", "in", "mee", "mis", "na"),
    *("om", "on", "onder", "ont", "op", "over", "rond", "samen", "tegen", "terug", "toe", "uit"),
    *("ver", "voor", "vooruit", "weg"),
)
LONG = 7
REMEMBERED = 16384
"""Words whose place in the dictionaries is kept at hand: most of a message is seen again."""

ABBREVIATION = 5
LONGEST = 40
ENOUGH = 3
KNOWN_SHARE = 0.5
ENGLISH = frozenset(
    {"the", "and", "she", "he", "her", "his", "with", "they", "a", "my", "to", "of"}
)
GERMAN = frozenset(
    {"ich", "und", "der", "das", "nicht", "ist", "mein", "meine", "im", "vom", "wie", "wird", "ein"}
)
"""No other language that is written to us gives every noun a capital."""

DUTCH = frozenset({"de", "het", "een", "en", "van", "ze", "hij", "zij", "met", "er", "op", "bij"})


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists of masking.yml and masking_names.yml, in lower case; names folded."""

    honorifics: frozenset[str]
    naming: frozenset[str]
    called: frozenset[str]
    phrases: frozenset[str]
    fillers: frozenset[str]
    roles: frozenset[str]
    particles: frozenset[str]
    article_surnames: frozenset[str]
    with_people: frozenset[str]
    often: frozenset[str]
    nick_words: frozenset[str]
    place_words: frozenset[str]
    person_words: frozenset[str]
    name_goes_on: frozenset[str]
    company_kinds: frozenset[str]
    company_endings: tuple[str, ...]
    company_words: frozenset[str]
    ordinary: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]
    surely: frozenset[str]
    also_words: frozenset[str]
    english_words: frozenset[str]
    towns: frozenset[str]
    heads: tuple[str, ...]

    @classmethod
    def from_lists(
        cls, data: dict[str, Any], names: Iterable[dict[str, dict[str, str]]]
    ) -> "NameWords":
        """From the content of masking.yml, and that of each file of names."""
        listed: defaultdict[str, set[str]] = defaultdict(set)
        for file in names:
            for purpose, groups in file.items():
                listed[purpose].update(
                    folded(n) for group in groups.values() for n in group.split()
                )
        ordinary = (word for words in data["not_a_name"].values() for word in words)
        lists = (
            *("honorifics", "naming", "called", "phrases", "fillers", "roles", "particles"),
            *("place_words", "person_words", "name_goes_on", "company_kinds", "company_words"),
            *("article_surnames", "nick_words", "with_people", "often"),
        )
        return cls(
            **{name: frozenset(word.lower() for word in data[name]) for name in lists},
            company_endings=tuple(data["company_endings"]),
            ordinary=frozenset(word.lower() for word in ordinary),
            given=_folded(listed["given"]),
            family=_folded(listed["family"]),
            surely=_folded(data["surely"]) | (listed["surely"] - _folded(data["also_words"])),
            also_words=_folded(data["also_words"]) | listed["also_words"],
            heads=(*data["roles"], *data["company_kinds"], *data["company_endings"]),
            english_words=_folded(listed["english_words"]),
            towns=frozenset(place.replace("_", " ") for place in listed["towns"]),
        )

    def is_company_kind(self, word: str) -> bool:
        """Whether a word, in lower case, says what kind of business something is."""
        return word in self.company_kinds or word.endswith(self.company_endings)

    def without_genitive(self, word: "Word") -> "Word":
        """A word looked up without the "s" that makes a first name a genitive: "Ahmeds"."""
        bare = word.key[:-1]
        if not word.key.endswith("s") or len(bare) < SHORTEST_PART or bare not in self.given:
            return word
        known = word.key in self.given or word.key in self.family or bare in self.also_words
        plural = word.text.islower() and in_dictionary(word.low, "en")
        ordinary = plural or word.low in self.ordinary or in_dictionary(word.low, "nl")
        return word if known or bare.endswith("s") or ordinary else replace(word, key=bare)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark of a text, and where it stands."""

    text: str
    low: str
    key: str
    start: int
    starts_sentence: bool

    @property
    def end(self) -> int:
        """Where it stops, exclusive."""
        return self.start + len(self.text)

    @property
    def is_word(self) -> bool:
        """No number and no mark."""
        ends = self.text[0].isalpha() or self.text[-1].isalpha()
        return ends and not any(character.isdigit() for character in self.text)

    @property
    def is_initial(self) -> bool:
        """One letter, with a full stop or without, or several with theirs ("A.B.")."""
        return bool(INITIALS.fullmatch(self.text))

    @property
    def is_upper(self) -> bool:
        """In capitals all over, and more than an initial."""
        return self.text.isupper() and len(self.low) > 1 and not self.is_initial

    @property
    def is_capital(self) -> bool:
        """With a capital; short words in capitals are abbreviations and do not count."""
        return self.text[0].isupper() and not (self.is_upper and len(self.low) <= ABBREVIATION)


def split(text: str, taken: bytes) -> list[Word]:
    """The words of a text; what another recogniser took is a `#`."""
    words: list[Word] = []
    starts, end = True, 0
    for found in WORD.finditer(text):
        newline = "\n" in text[end : found.start()]
        end = found.end()
        if any(taken[found.start() : end]):
            words.append(Word("#", "#", "#", found.start(), starts_sentence=False))
            starts = False
            continue
        typed = found.group()
        low = typed.lower().rstrip(".")
        key = folded(GENITIVE.sub("", low))
        words.append(Word(typed, low, key, found.start(), starts or newline))
        initials = INITIALS.fullmatch(typed) or (len(low) == 1 and low.isalpha())
        starts = typed[-1] in ENDS_SENTENCE and not initials
    return words


def language_of(words: Sequence[Word]) -> str:
    """`nl`, `en`, or `other` where few of the lower-case words are of either."""
    lows = [word.low for word in words]
    lower = [word.low for word in words if word.text[0].islower()]
    known = sum(in_dictionary(low, "nl") or in_dictionary(low, "en") for low in lower)
    if len(lower) >= ENOUGH and known < KNOWN_SHARE * len(lower):
        return "other"
    english, dutch = sum(low in ENGLISH for low in lows), sum(low in DUTCH for low in lows)
    if sum(low in GERMAN for low in lows) > max(english, dutch):
        return "other"
    return "en" if english > dutch else "nl"


@lru_cache(maxsize=REMEMBERED)
def in_dictionary(word: str, language: str) -> bool:
    """Whether a word is an ordinary one of this language, compounds included."""
    # Here, and not above: a process that masks nothing is spared the dictionaries.
    import simplemma

    if len(word) > LONGEST:
        return False
    if len(word) == 1 or simplemma.is_known(word, lang=language):
        return True
    if "-" in word:
        return in_dictionary(word.rpartition("-")[2], language)
    return language == "nl" and (
        word.endswith(DERIVED) or _is_compound(word) or _has_prefix(word, language)
    )


def _has_prefix(word: str, language: str) -> bool:
    rests = (word.removeprefix(prefix) for prefix in PREFIXES if word.startswith(prefix))
    return len(word) >= LONG and any(
        len(rest) >= SHORTEST_PART and in_dictionary(rest, language) for rest in rests
    )


def _is_compound(word: str) -> bool:
    import simplemma

    def known(part: str) -> bool:
        return len(part) >= SHORTEST_FIRST and simplemma.is_known(part, lang="nl")

    # Two short parts make a word of nearly any name: "jan" and "sen".
    middle = range(SHORTEST_FIRST, len(word) - SHORTEST_PART + 1)
    ends = (at for at in middle if len(word) >= LONG + 1 and known(word[at:]))
    return any(known(word[:at]) or (word[at - 1] == "s" and known(word[: at - 1])) for at in ends)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(word) for word in words)
