"""What a card says besides its lines: titles, headings, and sources by their names."""

from actions.domain.cards import Card, CardKind
from actions.domain.codes import Language
from actions.domain.indicators import IndicatorEntry
from channels.texts import Texts

FILE = "cards"


class CardWords:
    """The words of the cards in one language."""

    def __init__(self, texts: Texts, language: Language) -> None:
        self._texts = texts
        self.language = language

    def __call__(self, key: str) -> str:
        """A sentence of the cards."""
        return self._texts.say(self.language, f"{FILE}.{key}")

    def title(self, card: Card) -> str:
        """What the card is about, with a capital."""
        if card.kind is CardKind.SETTING:
            return self(f"place_{card.code}")
        name = self._texts.say(self.language, f"codes.form_{card.code}")
        return name[:1].upper() + name[1:]

    def label(self, entry: IndicatorEntry) -> str:
        """What the signal is called."""
        return entry.label.in_language(self.language)

    def explanation(self, entry: IndicatorEntry) -> str:
        """What the signal means."""
        return entry.explanation.in_language(self.language)

    def source(self, entry: IndicatorEntry) -> str:
        """Where the signal was read: the document by its name, and the place in it."""
        if not entry.reviewed:
            return self("outside")
        document, _, place = entry.source.partition(", ")
        return f"{self(f'document_{document}')}, {place}"
