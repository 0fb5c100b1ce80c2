"""Facts that a whole story suggests without saying them: one model a facet, unsure ones silent."""

from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from components.age_rules import AgeWords, age_hints
from components.facet_rules import Lexicon, denied_codes, facet_hints, with_form_none
from components.facts import Fact
from components.folding import fold
from components.neutral import readings
from components.phrases import occurs
from components.text_model import Document, TextModel

FORMS = frozenset({"sexual", "labour", "criminal", "organ_removal"})
ANSWERED = ("source", "role", "ongoing", "disclosure", "danger_now", "confirm_summary")
"""Guessed in an answer of at most ANSWER_WORDS words, for the question that is open: a story tells
of many people, and who tells it and how it is known is seldom what it is about."""
GUESSED = ("exploitation_form", "adjacent_concern", "setting", *ANSWERED)
"""No age group: an age is told or asked, for "vrouw" or "leerling" alone tell none."""
STORY_WORDS = 5
"""Fewer words than these are an answer and no story: they are guessed for the open question only,
and not where the rules read something in them."""
ANSWER_WORDS = 14
COMMANDS = frozenset(
    {
        "already_said",
        "ask_human",
        "ask_status",
        "ask_why",
        "go_back",
        "practice",
        "start_over",
        "stop",
    }
)
"""What a person tells the conversation to do answers no question, though it may sound like it:
"opnieuw" is no "elke dag opnieuw"."""
OFTEN_CONSENT = frozenset({"affirm", "goodbye", "thanks"})
"""Of these, what was said to the summary alone tells whether it sends it."""
UNTOLD = "unknown"
NONE = "none"
UNSPOKEN = 0.75
"""What a guess at a form is worth of itself where no word that goes with that form stands: most
wrong guesses were of that kind (evaluation/nlu/PIPELINE.md)."""


def guess_document(
    text: str,
    facets: Lexicon,
    ages: AgeWords,
    cues: Mapping[str, Tuple[str, ...]],
    facts: Sequence[Fact],
) -> Document:
    """What the models read: the text and every word that the lexicons know in it."""
    told = tuple(f"told_{fact.name}_{fact.value}" for fact in facts if fact.name != "age")
    found: Dict[str, None] = {}
    for reading in readings(text):
        cued = [f"cue_{name}" for name, phrases in cues.items() if occurs(phrases, fold(reading))]
        found |= dict.fromkeys((*facet_hints(reading, facets), *age_hints(reading, ages), *cued))
        untrue = denied_codes(reading, facets.get("exploitation_form", {}))
        found |= dict.fromkeys(_denied(form) for form in untrue if form in FORMS)
    return Document(text, (*found, *told))


def _denied(form: str) -> str:
    """The hint that a form is denied in so many words: "geen werk en geen seks"."""
    return f"denied_{form}"


def guess_label(facet: str, labelled: Mapping[str, Any], intent: str) -> Optional[str]:
    """The label that a training example carries for a facet; none where it is not annotated."""
    if facet in ANSWERED and intent in COMMANDS:
        return UNTOLD
    if facet == "danger_now":
        return _denies_danger(labelled)
    if facet == "confirm_summary":
        return _confirms(labelled, intent)
    key = {"exploitation_form": "form", "adjacent_concern": "adjacent"}.get(facet, facet)
    value = labelled.get(key)
    return str(value) if value else None


def _denies_danger(labelled: Mapping[str, Any]) -> Optional[str]:
    """Whether an answer says that there is no danger; that there is, another model hears."""
    if not labelled or labelled.get("danger") == "acute":
        return None
    return "no" if labelled.get("kind") == "denied" else UNTOLD


def _confirms(labelled: Mapping[str, Any], intent: str) -> Optional[str]:
    """Whether a reply to the summary sends it; a yes, thanks or farewell may or may not be one."""
    if labelled.get("confirms") or (intent == "affirm" and not labelled):
        return "yes"
    return None if intent in OFTEN_CONSENT else UNTOLD


def learns_from(facet: str, text: str) -> bool:
    """Whether an example of this length is like what the facet is guessed from."""
    return facet not in ANSWERED or len(text.split()) <= ANSWER_WORDS


def read_facts(
    document: Document,
    models: Mapping[str, TextModel],
    thresholds: Mapping[str, float],
    told: Sequence[Fact],
) -> List[Fact]:
    """What was told and what is guessed, without contradiction.

    A story of exploitation in which somebody is also beaten at home, or was smuggled, is one
    of exploitation: a form that is likely enough goes before another concern that was told.
    """
    guessed = guesses(document, models, thresholds, told)
    forms = {str(fact.value) for fact in guessed if fact.name == "exploitation_form"}
    kept = [f for f in told if f.name != "adjacent_concern" or not forms - {NONE}]
    return with_form_none(kept + guessed)


def guesses(
    document: Document,
    models: Mapping[str, TextModel],
    thresholds: Mapping[str, float],
    told: Sequence[Fact],
) -> List[Fact]:
    """What is likely enough and was not told; a guess spans the whole message."""
    named = {fact.name: str(fact.value) for fact in told}
    if len(document.text.split()) < STORY_WORDS and set(named) & set(GUESSED):
        return []
    found: List[Fact] = []
    for facet, model in models.items():
        if facet in named or not learns_from(facet, document.text):
            continue
        if facet == "adjacent_concern" and not _no_exploitation(found, named):
            continue
        probabilities = _without_denied(model.probabilities(document), document)
        value = max(probabilities, key=lambda code: probabilities[code])
        limit = thresholds[NONE] if value == NONE else thresholds[facet]
        if value != UNTOLD and probabilities[value] >= limit:
            worth = probabilities[value] * (UNSPOKEN if _is_unspoken(value, document) else 1.0)
            found.append(Fact(facet, value, 0, len(document.text), worth, guess=True))
    return found


def _without_denied(probabilities: Mapping[str, float], document: Document) -> Mapping[str, float]:
    left = {code: p for code, p in probabilities.items() if _denied(code) not in document.hints}
    return {code: p / sum(left.values()) for code, p in left.items()}


def _is_unspoken(form: str, document: Document) -> bool:
    """Whether no word stands in the text that goes with this form of exploitation."""
    words = (f"cue_{form}", f"exploitation_form_{form}_strong", f"exploitation_form_{form}_short")
    return form in FORMS and not set(words) & set(document.hints)


def _no_exploitation(found: Sequence[Fact], named: Mapping[str, str]) -> bool:
    """Another concern is only guessed where the form was told or guessed to be `none`."""
    guessed = {fact.name: str(fact.value) for fact in found}
    return {**named, **guessed}.get("exploitation_form") == NONE
