"""Companies by their own name: capitalised words beside a kind of business."""

from collections.abc import Sequence

from actions.adapters.masking_words import NameWords, Word

MAX_WORDS = 6
ARTICLES = frozenset(
    {"de", "het", "'t", "’t", "la", "el", "al", "le", "van", "der", "den", "by", "of", "ten", "op"}
)
LEGAL = frozenset({"bv", "b.v", "vof", "v.o.f", "nv", "cv", "zn", "ltd", "gmbh"})
LINKS = frozenset({"&", "en", "and", "+", "-"})


def company_at(words: Sequence[Word], position: int, lists: NameWords) -> tuple[int, int] | None:
    """The company that the word here begins or announces, as positions from and up to."""
    word = words[position]
    kind = lists.is_company_kind(word.low)
    if word.text[0].isupper():
        end = _capitals_end(words, position)
        if kind and _is_own(words[position + 1 : end], lists):
            return position, end
        return (position, end) if _tells(words[position:end], lists) else None
    first = position + 1
    if not kind or first >= len(words) or words[first].starts_sentence:
        return None
    end = _capitals_end(words, first)
    return (first, end) if _is_own(words[first:end], lists) else None


def _capitals_end(words: Sequence[Word], first: int) -> int:
    """Up to where capitalised words go on, joined by `&` or an article; `first` when none is."""
    end = first
    for at in range(first, min(first + MAX_WORDS, len(words))):
        word = words[at]
        if word.starts_sentence and at > first and words[at - 1].text not in LINKS:
            break
        if (word.is_word and word.text[0].isupper()) or (word.low in LEGAL and end == at):
            end = at + 1
        elif not (word.low in LINKS or word.low in ARTICLES):
            break
    return end


def _is_own(words: Sequence[Word], lists: NameWords) -> bool:
    """Whether words are more than a town, a nationality or another ordinary word."""
    return any(word.is_capital and word.low not in lists.ordinary for word in words)


def _tells(words: Sequence[Word], lists: NameWords) -> bool:
    """Whether capitalised words hold one for a business, and another that is its own."""
    own = [w for w in words if w.low not in lists.company_words and w.low not in lists.ordinary]
    named = any(w.is_capital for w in own)
    told = any(w.low in lists.company_words for w in words)
    return named and (told or (_is_run_together(words[0]) and words[0] in own))


def _is_run_together(word: Word) -> bool:
    pairs = zip(word.text, word.text[1:], strict=False)
    inside = any(a.islower() and b.isupper() for a, b in pairs)
    return inside and not word.text.startswith(("Mc", "Mac", "De", "Van", "O'", "D'", "El"))
