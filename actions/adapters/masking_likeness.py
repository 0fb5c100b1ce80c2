"""Whether an unknown word is an ordinary one with a slip of the finger in it."""

from collections.abc import Iterator
from functools import lru_cache

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 4
LONGEST = 30
REMEMBERED = 4096


@lru_cache(maxsize=REMEMBERED)
def is_like_a_word(word: str, language: str) -> bool:
    """Whether one letter more, less or swapped makes it a word of this language."""
    # Here, and not above: a process that masks nothing is spared the dictionaries.
    import simplemma

    if not SHORTEST <= len(word) <= LONGEST:
        return True
    return any(simplemma.is_known(near, lang=language) for near in _near(word))


def _near(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for letter in LETTERS:
            yield word[:at] + letter + word[at:]
    for letter in LETTERS:
        yield word + letter
