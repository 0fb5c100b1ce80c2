"""Names that only their place in the sentence gives away, in words that no list knows as one."""

import re
from collections.abc import Sequence

from actions.adapters.masking_extent import Stretches
from actions.adapters.masking_places import SURE_END
from actions.adapters.masking_senses import is_plain_word
from actions.adapters.masking_words import Word

SHORTEST_LONE = 3
SHORTEST_ROLE = 3
SHOUTED_SHARE = 0.5
NEAR = 20
"""So many words on either side say whether capitals are the habit here."""

LEADING = frozenset({"abu", "abou", "umm", "oum", "ibn", "ben", "bin", "al", "el", "ait", "aït"})
"""With a capital these begin a name: "Abu" and the name of a son."""

OF_FAMILIES = frozenset({"van", "v.d", "vd", "v/d", "ten", "ter"})
MIDDLE = frozenset({"de", "den", "der", "het", "'t", "’t"})
ARTICLES = frozenset({"de", "het", "'t", "’t", "the", "een", "a", "an"})
PROPER_ARTICLES = frozenset({"De", "Het", "'T", "La", "El", "Le", "Los", "Il"})
"""With a capital in the middle of a sentence these begin the name of a business."""

SMALL = frozenset({"en", "of", "uit", "van", "and", "from"})
BREAKS = frozenset(":;-–/'\"“”‘’([*=>")
"""After these a capital may be a beginning, and says as little as it does there."""

TOGETHER = frozenset({"en", "and", "&", ",", "of", "or"})
CLAUSES = frozenset({"dat", "omdat", "want", "als", "toen", "maar", "en", "of", ","})
TELLING = frozenset({"dat", "omdat", "want", "als", "of"})
ADVERBS = frozenset({"niet", "nooit", "al", "weer", "nog", "altijd", "ook", "zelf", "haar", "hem"})
NO_SOMEBODY = frozenset({"met", "man", "vrouw", "kind", "meisje", "jongen", "girl", "boy", "woman"})
"""Behind these a slip of the finger is likelier than a name."""

ASKING = frozenset({"bel", "belde", "sprak", "vraag", "vroeg", "app", "appte", "mail", "mailde"})
ASKING |= {"ken", "kent", "kende", "ontmoette", "met"}
"""Behind these a short word that nobody knows is somebody."""

LONGEST_ASKED = 9

LONE_LETTER = re.compile(r"[^\W\d_]\.?")


def hinted(text: Stretches, at: int) -> int | None:
    """Up to where a name goes that begins here by where it stands; None when none does."""
    return (
        _companion(text, at)
        or _initialled(text, at)
        or _nicknamed(text, at)
        or _led(text, at)
        or _family(text, at)
        or _letters(text, at)
        or _in_row(text, at)
        or _told_as(text, at)
        or _subject(text, at)
        or _somebody(text, at)
        or _hyphened(text, at)
        or _capital_inside(text, at)
    )


def reversed_name(text: Stretches, at: int) -> int | None:
    """Up to where a surname, a comma and a first name go, told in that order."""
    words = text.words
    if at + 2 >= len(words) or words[at + 1].text != "," or not words[at].text.istitle():
        return None
    family, given = words[at], words[at + 2]
    lists = text.lists
    begins = family.starts_sentence or (at > 0 and words[at - 1].text in BREAKS)
    turned = family.key not in lists.given and not is_plain_word(family.low)
    first = given.text.istitle() and given.key in lists.given and not text.is_ordinary(at + 2)
    goes_on = at + 3 < len(words) and words[at + 3].low in TOGETHER | lists.name_goes_on
    fits = begins and turned and first and not goes_on and not text.is_ordinary(at)
    return at + 3 if fits else None


def titled(text: Stretches, at: int) -> int | None:
    """Up to where a surname goes that is an ordinary word or a place, behind the title here."""
    first = at + 1
    if first >= len(text.words):
        return None
    if text.words[at].low in text.lists.called:
        return _called(text, first)
    if text.words[at].low not in text.lists.honorifics:
        return None
    if text.words[first].low in MIDDLE and first + 1 < len(text.words):
        article = text.words[first + 1].low in text.lists.article_surnames
        return first + 2 if article else None
    word = text.words[first]
    if word.text.islower():
        strange = word.low.isalpha() and len(word.low) >= SHORTEST_ROLE + 1
        strange = strange and not is_plain_word(word.low) and not text.senses.is_derived(word)
        return first + 1 if strange else None
    proper = word.text.istitle() and not word.starts_sentence and len(word.low) >= SHORTEST_LONE
    return first + 1 if proper and not text.words[at].text.isupper() else None


def _called(text: Stretches, at: int) -> int | None:
    """A surname with its particle where somebody's name is told last: "hij heet van dongen"."""
    end = at + 1
    if text.words[at].low not in OF_FAMILIES:
        return None
    while end < len(text.words) and text.words[end].low in MIDDLE:
        end += 1
    told = end < len(text.words) and text.words[end].low.isalpha() and _closes(text, end + 1)
    return end + 1 if told and text.words[end].low not in text.lists.ordinary else None


def _closes(text: Stretches, at: int) -> bool:
    """Whether a sentence or one of its parts ends here, or somebody else is told of."""
    return at >= len(text.words) or text.words[at].low in TOGETHER | BREAKS | {".", "?", "!", ")"}


def _companion(text: Stretches, at: int) -> int | None:
    """A first name in lower case that is a word as well, where people stand: "met sam"."""
    word, senses = text.words[at], text.senses
    if not word.text.islower() or senses.language != "nl" or text.is_ordinary(at):
        return None
    asked = text.before(at) == "is" and text.words[at - 1].starts_sentence
    if text.before(at) not in text.lists.with_people and not asked:
        return None
    if word.key not in text.lists.given:
        short = text.before(at) in ASKING and len(word.low) <= LONGEST_ASKED
        strange = short and senses.is_strange(word) and not senses.is_derived(word)
        return text.extent(at, is_name=True) if strange else None
    foreign = senses.is_also_a_word(word.key) and not is_plain_word(word.low)
    short = len(word.key) == SHORTEST_LONE and senses.is_sure(word) and not is_plain_word(word.low)
    fits = foreign or short or word.key in text.lists.often
    return text.extent(at, is_name=True) if fits else None


def _initialled(text: Stretches, at: int) -> int | None:
    """An initial, particles and a surname that is a word as well, in any case: "k. de wolf"."""
    word = text.words[at]
    stopped = LONE_LETTER.fullmatch(word.text) and word.text.endswith(".")
    listed = word.starts_sentence and text.before(at) != ":"  # "a. de man; b. de vrouw"
    if not stopped or listed:
        return None
    end = at + 1
    while end < len(text.words) and text.words[end].low in MIDDLE | OF_FAMILIES:
        end += 1
    if end == at + 1 or end == len(text.words) or not text.words[end].is_word:
        return None
    name = text.words[end]
    known = name.key in text.lists.family or name.low in text.lists.article_surnames
    return end + 1 if known or text.senses.is_unknown(name) else None


def _nicknamed(text: Stretches, at: int) -> int | None:
    """A first name behind what its bearer is called for: "dikke Willem"."""
    following = _next(text, at)
    if following is None or text.words[at].low not in text.lists.nick_words:
        return None
    named = text.senses.is_sure(following) and following.key in text.lists.given
    fits = named and not text.is_ordinary(at + 1) and not following.starts_sentence
    return text.extent(at + 1, is_name=True, any_case=True) if fits else None


def again(
    words: Sequence[Word], found: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """What was found, and the same names where they are told once more, in any case."""
    named = {tuple(w.key for w in words[first:after]) for first, after, _ in found}
    named = {keys for keys in named if len(keys) > 1 or not _is_common(keys[0])}
    longest = max(map(len, named), default=0)
    taken = {at for first, after, _ in found for at in range(first, after)}
    more = list(found)
    for first in range(len(words)):
        for after in range(min(first + longest, len(words)), first, -1):
            here = set(range(first, after))
            if tuple(w.key for w in words[first:after]) in named and not here & taken:
                more.append((first, after, "name"))
                taken |= here
    return sorted(more)


def _is_common(key: str) -> bool:
    return len(key) < SHORTEST_LONE or is_plain_word(key)


def _next(text: Stretches, at: int) -> Word | None:
    return text.words[at + 1] if at + 1 < len(text.words) else None


def _led(text: Stretches, at: int) -> int | None:
    """A name that begins with its particle in capitals: "Abu Omar", "De Gouden Draak"."""
    word, following = text.words[at], _next(text, at)
    if following is None or not following.is_capital or following.starts_sentence:
        return None
    if text.senses.language == "other" or not word.text.istitle():
        return None
    after = text.words[at + 2].low if at + 2 < len(text.words) else ""
    surname = word.low == "de" and following.low in text.lists.article_surnames
    if surname and after in text.lists.name_goes_on:
        return at + 2
    if text.is_ordinary(at + 1):
        return None
    leading = word.low in LEADING and text.senses.is_known_name(following)
    article = word.text in PROPER_ARTICLES and _inside(text, at)
    return text.extent(at + 1, is_name=True) if leading or article else None


def _family(text: Stretches, at: int) -> int | None:
    """A surname no list knows behind its particle: "Van Es", "ten wolthuis"."""
    word = text.words[at]
    if word.low not in OF_FAMILIES:
        return None
    end = at + 1
    while end < len(text.words) and text.words[end].low in MIDDLE:
        end += 1
    if end == len(text.words) or not text.words[end].is_word:
        return None
    name = text.words[end]
    telling = word.low in {"ten", "ter"} or end > at + 1
    both = telling and name.is_capital
    from_van = word.low not in {"ten", "ter"}
    if from_van and word.text.istitle() and _inside(text, at) and name.is_capital:
        return text.extent(end, is_name=True)
    if name.low in text.lists.ordinary or (text.is_ordinary(end) and not both):
        return None
    unknown = text.senses.is_known_name(name) and not is_plain_word(name.low)
    lower = telling and (text.senses.is_unknown(name) or unknown) and word.text.islower()
    begins = word.text[0].isupper() and name.is_capital
    return text.extent(end, is_name=True) if begins or (lower and word.low != "van") else None


def _letters(text: Stretches, at: int) -> int | None:
    """Somebody of whom only a letter is told: "slachtoffer B.", "m. en d.", "K. zegt"."""
    word, following = text.words[at], _next(text, at)
    if not LONE_LETTER.fullmatch(word.text) or text.senses.language == "other":
        return None
    stopped = word.text.endswith(".")
    if text.before(at) in text.lists.roles - NO_SOMEBODY - {"kind"}:
        return at + 1 if stopped or word.text.isupper() else None
    if not stopped or following is None:
        return None
    pairs = [
        p for p in ((at + 1, at + 2), (at - 1, at - 2)) if 0 <= min(p) < max(p) < len(text.words)
    ]
    beside = any(
        text.words[link].low in TOGETHER
        and len(text.words[other].text) == 2
        and text.words[other].text.endswith(".")
        for link, other in pairs
    )
    acts = word.text[0].isupper() and following.low in text.lists.name_goes_on - SMALL
    return at + 1 if beside or acts else None


def _in_row(text: Stretches, at: int) -> int | None:
    """A word that is no plain one, in a row with a name that is surely one."""
    word = text.words[at]
    if text.senses.language == "other" or text.is_ordinary(at) or word.low in _announcing(text):
        return None
    if len(word.low) < SHORTEST_LONE or not word.low.isalpha():
        return None
    joined = word.starts_sentence and text.words[at + 1 : at + 2]
    if is_plain_word(word.low) and not (joined and joined[0].low in {"en", "and"}):
        return None
    named = any(
        0 <= other < len(text.words)
        and text.words[link].low in TOGETHER
        and text.senses.is_sure(text.words[other])
        and text.words[other].key in text.lists.given
        for link, other in ((at + 1, at + 2), (at - 1, at - 2))
    )
    fits = word.text.istitle() or text.senses.is_unknown(word)
    return text.extent(at, is_name=True) if named and fits else None


def _subject(text: Stretches, at: int) -> int | None:
    """Somebody who does something, where no article stands before: "Storm zegt"."""
    word, following = text.words[at], _next(text, at)
    if following is None or text.senses.language == "other" or text.is_ordinary(at):
        return None
    begins = word.starts_sentence or text.before(at) in CLAUSES
    opens = following.text == "(" and word.starts_sentence
    acts = following.low in text.lists.name_goes_on - SMALL
    acts = acts or (following.text.istitle() and following.key in text.lists.family)
    told = text.before(at) in TELLING and following.low in ADVERBS
    if not begins or not (opens or acts or told) or word.low in _announcing(text):
        return None
    if word.text.istitle():
        named = word.key in text.lists.also_words or text.senses.is_known_name(word)
        return at + 1 if named else None
    part = word.low.endswith(tuple(r for r in text.lists.roles if len(r) >= SHORTEST_ROLE))
    strange = (opens or acts) and text.senses.is_strange(word)
    strange = strange and not part and not text.senses.is_derived(word)
    return at + 1 if strange or (told and word.key in text.lists.given) else None


def _told_as(text: Stretches, at: int) -> int | None:
    """A capitalised word of which is told what name it is: "Roos is haar voornaam"."""
    lows = [word.low for word in text.words[at + 1 : at + 4]]
    named = len(lows) > 2 and lows[0] in {"is", "was"} and lows[2] in text.lists.naming
    fits = named and lows[2].endswith("naam") and text.words[at].text.istitle()
    return at + 1 if fits else None


def _somebody(text: Stretches, at: int) -> int | None:
    """A lower-case word that no dictionary knows behind somebody's part: "oom ..."."""
    word = text.words[at]
    before = text.before(at)
    role = before in text.lists.roles - NO_SOMEBODY or text.lists.is_company_kind(before)
    role = role and not word.starts_sentence
    if not role or text.is_ordinary(at) or text.senses.language == "other":
        return None
    strange = text.senses.is_strange(word) and word.low not in _announcing(text)
    return text.extent(at, is_name=True) if strange else None


def _hyphened(text: Stretches, at: int) -> int | None:
    """First names of which two make one, in any case: "pieter-jan"."""
    parts = text.words[at].key.split("-")
    named = len(parts) > 1 and all(part in text.lists.given for part in parts)
    return text.extent(at, is_name=True) if named and not text.is_ordinary(at) else None


def _announcing(text: Stretches) -> frozenset[str]:
    return text.lists.roles | text.lists.honorifics


def _capital_inside(text: Stretches, at: int) -> int | None:
    """An ordinary word with a capital in the middle of a sentence that has few others."""
    word, following = text.words[at], _next(text, at)
    if not _inside(text, at) or text.is_ordinary(at) or text.senses.is_derived(word):
        return None
    if text.senses.language == "other" or len(word.low) < SHORTEST_LONE or not word.low.isalpha():
        return None
    before = text.before(at)
    if before in ARTICLES | text.lists.place_words or before[-1:].isdigit():
        return None
    numbered = following is not None and following.text[0].isdigit()
    return None if numbered or SURE_END.search(word.low) else text.extent(at, is_name=True)


def _inside(text: Stretches, at: int) -> bool:
    """Whether a capital says something here: not after a mark, nor among nothing but capitals."""
    word = text.words[at]
    if not word.text.istitle() or word.starts_sentence or text.words[at - 1].text in BREAKS:
        return False
    near = text.words[max(0, at - NEAR) : at + NEAR]
    others = [each.text[0].isupper() for each in near if each.is_word]
    return sum(others) <= SHOUTED_SHARE * len(others)
