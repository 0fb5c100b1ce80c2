"""What the rules, and the models beside them, read of a text."""

from datetime import date
from typing import List, Optional, Sequence

from components.age_rules import load_age_words
from components.facet_guesses import guess_document
from components.facet_rules import load_facets
from components.facts import Fact
from components.intent_hints import load_cues
from components.lookups import LOOKUPS
from components.text_model import Document
from components.told_facts import told_facts


class FacetReader:
    """The lexicons of facts; `today` fixes the day that ages count from."""

    def __init__(self, today: Optional[date] = None) -> None:
        self._facets = load_facets(LOOKUPS / "facets.yml", LOOKUPS / "trades.yml")
        self._ages = load_age_words(LOOKUPS / "ages.yml")
        self._cues = load_cues(LOOKUPS / "cues.yml")
        self._today = today

    def told(self, text: str) -> List[Fact]:
        """The facts that stand in so many words."""
        return told_facts(text, self._facets, self._ages, self._today or date.today())

    def document(self, text: str, told: Optional[Sequence[Fact]] = None) -> Document:
        """What the models read of a text; `told` are its facts, where they are known already."""
        facts = self.told(text) if told is None else told
        return guess_document(text, self._facets, self._ages, self._cues, facts)
