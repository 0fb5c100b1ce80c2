"""Immediate danger by words: which rules fire, what takes them back, and the hints for a model."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Tuple

import yaml

from components.folding import fold
from components.neutral import readings
from components.phrases import Span, find, occurs
from components.scope import negated


@dataclass(frozen=True)
class DangerRule:
    """Fires when every named set occurs; hard rules raise the alarm by themselves."""

    name: str
    hard: bool
    sets: Tuple[str, ...]
    negatable: bool


@dataclass(frozen=True)
class Context:
    """Turns of phrase that take danger away, unless one of the counters occurs.

    A firm one leaves little doubt: the ambulance has gone, it happens now and then. A middle one
    leaves some: a case is told, however grave, and no moment is named; it is over, or an animal.
    """

    name: str
    phrases: Tuple[str, ...]
    unless: Tuple[str, ...]
    firm: bool = False
    middle: bool = False


@dataclass(frozen=True)
class DangerLexicon:
    """All that the rules know, as written in danger.yml."""

    sets: Mapping[str, Tuple[str, ...]]
    counters: Mapping[str, Tuple[str, ...]]
    contexts: Tuple[Context, ...]
    rules: Tuple[DangerRule, ...]


@dataclass(frozen=True)
class DangerReading:
    """What the words of one message say about danger, before any probability."""

    fired: Tuple[str, ...]
    hard: Tuple[str, ...]
    cleared_by: Tuple[str, ...]
    hints: Tuple[str, ...]
    firmly_cleared: bool = False
    middle_cleared: bool = False


def load_danger_lexicon(path: Path) -> DangerLexicon:
    """Reads danger.yml; raises KeyError or ValueError when a rule names a set that is not there."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    lexicon = DangerLexicon(
        sets=_phrases(raw["sets"]),
        counters=_phrases(raw["counters"]),
        contexts=tuple(_context(name, context) for name, context in raw["contexts"].items()),
        rules=tuple(_rule(name, rule) for name, rule in raw["rules"].items()),
    )
    _check(lexicon)
    return lexicon


def read_danger(text: str, lexicon: DangerLexicon) -> DangerReading:
    """Reads one message by the rules alone, also without the words of who somebody is."""
    texts = [fold(reading) for reading in readings(text)]
    found, standing = {}, {}
    for name, phrases in lexicon.sets.items():
        found[name], standing[name] = _look(phrases, texts)
    fired = [r for r in lexicon.rules if _fires(r, found, standing)]
    holding = [c for c in lexicon.contexts if _holds(c, texts, lexicon.counters)]
    cleared = [context.name for context in holding]
    return DangerReading(
        fired=tuple(rule.name for rule in fired),
        hard=tuple(rule.name for rule in fired if rule.hard),
        cleared_by=tuple(cleared),
        hints=_hints(fired, cleared, found, standing),
        firmly_cleared=any(context.firm for context in holding),
        middle_cleared=any(context.middle for context in holding),
    )


def _look(phrases: Tuple[str, ...], texts: Sequence[str]) -> Tuple[List[Span], List[Span]]:
    """Where the phrases stand in the first text that has any, and which of these nobody denies."""
    for folded in texts:
        spans = find(phrases, folded)
        if spans:
            return spans, [span for span in spans if not negated(folded, span)]
    return [], []


def _fires(
    rule: DangerRule, found: Mapping[str, List[Span]], standing: Mapping[str, List[Span]]
) -> bool:
    first, *others = rule.sets
    source = standing if rule.negatable else found
    return bool(source[first]) and all(found[name] for name in others)


def _holds(context: Context, texts: Sequence[str], counters: Mapping[str, Tuple[str, ...]]) -> bool:
    if not any(occurs(context.phrases, folded) for folded in texts):
        return False
    unless = [counters[name] for name in context.unless]
    return not any(occurs(phrases, folded) for phrases in unless for folded in texts)


def _hints(
    fired: Sequence[DangerRule],
    cleared: Sequence[str],
    found: Mapping[str, List[Span]],
    standing: Mapping[str, List[Span]],
) -> Tuple[str, ...]:
    hints = [f"rule_{rule.name}" for rule in fired]
    hints += [f"context_{name}" for name in cleared]
    for name, spans in found.items():
        if spans:
            hints.append(f"set_{name}" if standing[name] else f"negated_{name}")
    if any(rule.hard for rule in fired):
        hints.append("hard_in_context" if cleared else "hard_alone")
    return tuple(hints)


def _context(name: str, raw: Dict[str, Any]) -> Context:
    phrases = tuple(map(str, raw["phrases"]))
    firm, middle = bool(raw.get("firm", False)), bool(raw.get("middle", False))
    return Context(name, phrases, tuple(raw["unless"]), firm, middle)


def _rule(name: str, raw: Dict[str, Any]) -> DangerRule:
    if raw["strength"] not in ("hard", "soft"):
        raise ValueError(f"rule {name}: strength is hard or soft, not {raw['strength']!r}")
    return DangerRule(
        name, raw["strength"] == "hard", tuple(raw["all"]), bool(raw.get("negatable", True))
    )


def _phrases(raw: Mapping[str, Sequence[Any]]) -> Dict[str, Tuple[str, ...]]:
    return {name: tuple(str(phrase) for phrase in phrases) for name, phrases in raw.items()}


def _check(lexicon: DangerLexicon) -> None:
    for rule in lexicon.rules:
        for name in rule.sets:
            if name not in lexicon.sets:
                raise ValueError(f"rule {rule.name}: there is no set {name!r}")
    for context in lexicon.contexts:
        for name in context.unless:
            if name not in lexicon.counters:
                raise ValueError(f"context {context.name}: there is no counter {name!r}")
