"""A card as PDF that a screen reader can read too (PDF/UA: tagged, with language and title)."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from actions.domain.cards import Card
from channels.cards.words import CardWords
from channels.pdf import to_pdf

HERE = Path(__file__).parent
STYLE = HERE.parent / "web" / "static" / "cards.css"


def card_html(card: Card, words: CardWords) -> str:
    """The card as one page of HTML that needs nothing else."""
    # autoescape is on; the style alone is our own file and goes in as it is.
    pages = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True)
    style = STYLE.read_text(encoding="utf-8")
    return pages.get_template("card_print.html").render(card=card, c=words, style=style)


def card_pdf(card: Card, words: CardWords) -> bytes:
    """The card as the bytes of a PDF file."""
    return to_pdf(card_html(card, words))
