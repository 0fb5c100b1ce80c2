"""Long text in pieces that end where a reader pauses."""

import re

LONGEST = 3_000
"""Characters in one message: well below the 28 kB of Teams, and about two screens."""
# After a paragraph, a line, a sentence, a word: the first of these that is there.
_PAUSES = tuple(re.compile(p) for p in (r"\n\s*\n", r"\n", r"(?<=[.!?])\s", r"\s"))


def pieces(text: str, longest: int = LONGEST) -> list[str]:
    """The text in order, in parts of at most `longest` characters; nothing is lost but spaces."""
    found = []
    rest = text.strip()
    while len(rest) > longest:
        cut = _last_pause(rest, longest)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, rest] if rest else found


def _last_pause(text: str, longest: int) -> int:
    for pause in _PAUSES:
        ends = [m.end() for m in pause.finditer(text, 0, longest)]
        # A very short first piece would read as if something were missing.
        if ends and ends[-1] > longest // 4:
            return ends[-1]
    return longest
