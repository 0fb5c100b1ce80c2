"""Patterns and the trained model together: what either finds, with whose finding it is.

The model only adds. What it alone finds is labelled so, and sets an urgency floor only when it
is firm: above the stricter threshold, chosen across authors, of a code.
"""

from actions.adapters.indicator_features import Seen
from actions.adapters.indicator_matcher import IndicatorMatcher
from actions.adapters.indicator_model import Guess, IndicatorModel
from actions.domain.codes import Language
from actions.domain.indicators import Basis, Effect, IndicatorFinding


class IndicatorRecogniser:
    """Finds entries of one catalogue; made once, used for every text. Not for several threads."""

    def __init__(self, matcher: IndicatorMatcher, model: IndicatorModel) -> None:
        self.catalogue = matcher.catalogue
        self._matcher = matcher
        self._model = model

    def find(self, text: str, language: Language = Language.NL) -> tuple[IndicatorFinding, ...]:
        """Entries that the text shows, each once, in reading order."""
        shown, seen = self._matcher.look(text, language)
        patterns = {finding.code for finding in shown}
        guessed = [
            self._finding(guess, text, language)
            for guess in self._model.guesses(text, seen)
            if guess.code in self.catalogue.entries and guess.code not in patterns
            if not _is_denied(guess, seen)
        ]
        return tuple(sorted((*shown, *guessed), key=lambda each: (each.start, each.code)))

    def effects_of(self, text: str) -> frozenset[Effect]:
        """The facts that the firm findings establish."""
        return self.catalogue.effects(each.code for each in self.find(text) if each.firm)

    def hard_facts_of(self, text: str) -> tuple[str, ...]:
        """Codes of the firm findings that set an urgency floor by themselves."""
        return self.catalogue.hard_facts(each.code for each in self.find(text) if each.firm)

    def _finding(self, guess: Guess, text: str, language: Language) -> IndicatorFinding:
        start, end = guess.place
        return IndicatorFinding(
            code=guess.code,
            label=self.catalogue.entries[guess.code].label.in_language(language),
            evidence=text[start:end],
            start=start,
            end=end,
            basis=Basis.MODEL,
            firm=guess.firm,
        )


def _is_denied(guess: Guess, seen: Seen) -> bool:
    """ "Niet geslagen of opgesloten": the words for it are those of which it is said not to be."""
    start, end = guess.place
    denied = (place for places in seen.denied.values() for place in places)
    return any(a < end and start < b for a, b in denied)
