"""`cards`: the signal cards as PDF, for on the wall."""

from pathlib import Path
from typing import Annotated

import typer

from actions.domain.cards import signal_cards
from actions.domain.codes import Language
from channels.cards.words import CardWords
from channels.commands.context import console, one_clear_line
from channels.texts import load_texts


def cards(
    out: Annotated[Path, typer.Option("--out", help="Folder for the PDF files")],
    language: Annotated[Language, typer.Option(help="Language of the cards")] = Language.NL,
) -> None:
    """Write one PDF per form of exploitation and per workplace."""
    from actions.rulebook import load_indicators
    from channels.cards.pdf import card_pdf

    say = console()
    with one_clear_line(say):
        words = CardWords(load_texts(), language)
        made = signal_cards(load_indicators())
        out.mkdir(parents=True, exist_ok=True)
        for card in made:
            (out / f"{card.slug}.{language}.pdf").write_bytes(card_pdf(card, words))
        say.say("cards_made", count=len(made), folder=out)
