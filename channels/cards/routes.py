"""The signal cards as pages that anybody may read and print."""

from functools import cache

from fastapi import APIRouter, Request, Response

from actions.domain.cards import Card, CardKind, signal_cards
from channels.cards.words import CardWords
from channels.inbox.pages import page
from channels.problems import DoorError, accepted_language
from channels.wiring import Wired, Wiring

router = APIRouter()


@router.get("/signaalkaarten")
def all_cards(request: Request, wired: Wired) -> Response:
    """The list of cards."""
    words = _words(request, wired)
    return page(request, wired, "cards.html", c=words, cards=_cards(), kinds=tuple(CardKind))


@router.get("/signaalkaarten/{slug}")
def one_card(request: Request, wired: Wired, slug: str) -> Response:
    """One card, ready to print."""
    card = next((card for card in _cards() if card.slug == slug), None)
    if card is None:
        raise DoorError(404, "not_found")
    return page(request, wired, "card.html", c=_words(request, wired), card=card)


@cache
def _cards() -> tuple[Card, ...]:
    from actions.rulebook import load_indicators  # reads the catalogue, once and when asked for

    return signal_cards(load_indicators())


def _words(request: Request, wired: Wiring) -> CardWords:
    return CardWords(wired.texts, accepted_language(request))
