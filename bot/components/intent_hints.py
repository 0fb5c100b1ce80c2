"""Cues for the intent model: which kinds of phrases occur, and the shape of the message."""

import re
from pathlib import Path
from typing import Dict, List, Mapping, Tuple

import yaml

from components.folding import fold
from components.neutral import load_neutral_words, neutral, readings
from components.phrases import occurs

_ASKING = re.compile(
    r"\W*(?:en |maar |and |so )?(?!\w+ (?:niet|not)\b)"
    r"(?:wat|hoe|hoeveel|waar|wanneer|wie|welke?|mag|mogen|kan|kun|kunnen|moet|moeten|is|zijn|hoort|"
    r"heeft|hebben|bestaat|geldt|weet je|what|how|where|when|who|which|are|can|could|may|do|does|"
    r"should|must)\b"
)
"""Dutch and English put the question word or the verb first, also where no sign is typed."""
_SHORT, _MIDDLE, _LONG = 3, 8, 20


def load_cues(path: Path) -> Dict[str, Tuple[str, ...]]:
    """Reads intents.yml: the phrases of each cue."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: tuple(str(phrase) for phrase in phrases) for name, phrases in raw.items()}


def intent_hints(text: str, cues: Mapping[str, Tuple[str, ...]]) -> Tuple[str, ...]:
    """The cues that occur in a message, each also with the message's length class."""
    texts = [fold(reading) for reading in readings(text)]
    folded = texts[-1]
    # A cue for "baas" is one for "bazin" too.
    texts.append(neutral(texts[0], load_neutral_words()))
    length = _length_class(folded)
    hints: List[str] = [f"length_{length}"]
    for name, phrases in cues.items():
        if any(occurs(phrases, read) for read in texts):
            hints += [f"cue_{name}", f"cue_{name}_{length}"]
    if _ASKING.match(folded):
        hints.append("starts_asking")
    if folded.rstrip().endswith("?"):
        hints.append("ends_asking")
    elif "?" in folded:
        hints.append("asks_inside")
    return tuple(hints)


def _length_class(folded: str) -> str:
    words = len(folded.split())
    if words <= _SHORT:
        return "short"
    if words <= _MIDDLE:
        return "middle"
    return "long" if words <= _LONG else "very_long"
