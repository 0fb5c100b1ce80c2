"""Mending of text that lost its layout: characters, hyphens, marks, private contact data, echoes.

Everything here works on strings and is pure. What a page looked like is `readers.layout`'s work.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.model import Block

MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"  # private use: a footnote mark inside running text

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\u200b-\u200f\u2060\ufeff]")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPER_RUN = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_MARK = re.compile(MARK_OPEN + r"(\d+)" + MARK_CLOSE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOBILE = re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?\(?0?\)?6(?:[\s-]?\d){7,8}(?!\d)")
_PERSONAL_MAIL = re.compile(r"\b[a-z]{1,20}(?:[.][a-z-]{1,30})+@\s?[\w.-]+\.[a-z]{2,}", re.I)
_CONJUNCTIONS = {"en", "of", "and", "or", "tot", "dan"}
_VOWELS = set("aeiouyáéíóúëïöü")


def normalise(text: str) -> str:
    """One kind of newline, space and letter; soft hyphens, control and zero-width signs gone."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\u00ad", "").replace("\u00a0", " ").replace("\u202f", " ")
    text = text.replace("\ufb01", "fi").replace("\ufb02", "fl")
    return _CONTROL.sub("", text)


def redact(text: str) -> str:
    """Leave out mobile numbers and personal e-mail addresses; functional mailboxes stay."""
    return _PERSONAL_MAIL.sub("[…]", _MOBILE.sub("[…]", text))


def mark_superscripts(text: str) -> str:
    """Turn superscript figures into footnote marks."""

    def marked(match: re.Match[str]) -> str:
        return MARK_OPEN + match.group().translate(_SUPERSCRIPTS) + MARK_CLOSE

    return _SUPER_RUN.sub(marked, text)


def mark_glued(text: str, numbers: Iterable[str]) -> str:
    """Turn figures glued to a word into footnote marks, for footnotes known to exist.

    `273f`, `B9` and `2016-2020` keep their figures; in `2016-20204` the 4 becomes a mark.
    """
    for number in sorted(numbers, key=len, reverse=True):
        after = rf"({number})(?![\d%]|[.,:/-]\w)"
        text = re.sub(rf"([^\W\d_]{{2}}|[.,;:’”\")\]])(?<!\d[.,]){after}", _as_mark, text)
        text = re.sub(rf"(?<!\d)((?:19|20)\d\d){after}", _as_mark, text)
        text = re.sub(rf"({MARK_CLOSE}\s?){after}", _as_mark, text)
    return text


def _as_mark(match: re.Match[str]) -> str:
    return f"{match.group(1)}{MARK_OPEN}{match.group(2)}{MARK_CLOSE}"


def has_glued(text: str, number: str) -> bool:
    """Whether `text` points at footnote `number`, glued or superscript."""
    marked = mark_glued(text, (number,))
    return f"{MARK_OPEN}{number}{MARK_CLOSE}" in marked


def take_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without footnote marks, and the numbers that stood there."""
    return _MARK.sub("", text), tuple(_MARK.findall(text))


def vocabulary(lines: Iterable[str]) -> Counter[str]:
    """How often each word stands whole on a line, in lower case; words cut by a hyphen not."""
    counts: Counter[str] = Counter()
    for line in lines:
        words = _WORD.findall(_MARK.sub("", line))
        whole = words[:-1] if line.rstrip().endswith("-") else words
        counts.update(word.lower() for word in whole)
    return counts


def join_lines(left: str, right: str, words: Counter[str]) -> str:
    """Join two lines of one paragraph, mending a word that was cut by a hyphen."""
    left, right = left.rstrip(), right.lstrip()
    cut = re.search(r"([^\W\d_]+)-$", left)
    begin = re.match(r"([^\W_]+)", right)
    if not cut or not begin:
        glue = "" if left.endswith(("/", "-")) and cut is None and begin else " "
        return f"{left}{glue}{right}" if left else right
    if begin.group(1).lower() in _CONJUNCTIONS:
        return f"{left} {right}"
    if _keeps_hyphen(cut.group(1), begin.group(1), words):
        return left + right
    return left[:-1] + right


def _keeps_hyphen(left: str, right: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line's end belongs to the word: the document's own words decide."""
    joined, hyphened = (left + right).lower(), f"{left}-{right}".lower()
    if words[joined] or words[hyphened]:
        return words[hyphened] > words[joined]
    if right[0].isupper() or right[0].isdigit() or (left.isupper() and len(left) > 1):
        return True
    if left.lower() in {"non", "ex", "anti", "oud", "niet", "semi"}:
        return True
    clash = left[-1].lower() in _VOWELS and right[0].lower() in _VOWELS
    return clash and (words[left.lower()] > 0 or left.lower() in {"re", "pre", "co"})


def tidy(text: str) -> str:
    """Single spaces, no markup left over from conversion, no space before a full stop."""
    text = re.sub(r"\\([_*#\[\]()])", r"\1", text)
    text = re.sub(r"\[([^\]]*)\]\((?:#|https?:)[^)]*\)", r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^<>]{0,60}>", "", text)
    text = re.sub(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)", "", text)
    text = re.sub(r"@\s+(?=[a-z])", "@", text)
    return re.sub(r"\s+([,;.])(?=\s|$)", r"\1", re.sub(r"\s+", " ", text)).strip()


def shingles(text: str, size: int = 4) -> frozenset[tuple[str, ...]]:
    """All runs of `size` words, for comparing texts."""
    words = [word.lower() for word in re.findall(r"\w+", text)]
    return frozenset(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def unlike(texts: Iterable[str], most: int, share: float = 0.8) -> list[int]:
    """Places of the first `most` texts that do not nearly repeat an earlier one: two copies of a
    document, or a box that a report prints twice."""
    kept: dict[int, frozenset[tuple[str, ...]]] = {}
    for place, text in enumerate(texts):
        if len(kept) == most:
            break
        gram = shingles(text)
        alike = (len(gram & other) > share * min(len(gram), len(other)) for other in kept.values())
        if not any(alike):
            kept[place] = gram
    return list(kept)


def fold_echoes(blocks: Sequence[Block], share: float = 0.8) -> tuple[Block, ...]:
    """Leave out blocks that another, longer block nearly contains: pull quotes, repeated boxes.

    `share` is how much of the shorter block's four-word runs must stand in the longer one.
    """
    grams = [shingles(block.text) for block in blocks]
    holders: dict[tuple[str, ...], list[int]] = {}
    for index, gram in enumerate(grams):
        for run in gram:
            holders.setdefault(run, []).append(index)
    return tuple(
        block
        for index, block in enumerate(blocks)
        if len(grams[index]) < 4 or not _echoed(index, grams, holders, share)
    )


def _echoed(
    index: int,
    grams: Sequence[frozenset[tuple[str, ...]]],
    holders: dict[tuple[str, ...], list[int]],
    share: float,
) -> bool:
    common = Counter(other for run in grams[index] for other in holders[run] if other != index)
    size = len(grams[index])
    for other, count in common.items():
        longer = (len(grams[other]), -other) > (size, -index)
        if longer and count >= share * size:
            return True
    return False
