"""Trades and businesses, common and rare, and the words that only look like one."""

from pathlib import Path

import pytest
from components.facet_rules import facet_facts, load_facets
from components.mending import mended

LOOKUPS = Path(__file__).resolve().parents[2] / "bot" / "data" / "lookups"
FACETS = load_facets(LOOKUPS / "facets.yml", LOOKUPS / "trades.yml")


def sector(text: str) -> object:
    """The sector that the message names, where it names one."""
    facts = facet_facts(text, FACETS, ())
    return next((fact.value for fact in facts if fact.name == "sector"), None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hij werkt bij een bloemist achter het station", "retail"),
        ("die jongens staan elke dag in de frituur", "hospitality"),
        ("she works in a bubble tea place", "hospitality"),
        ("vijf voegers in een keet naast de steiger", "construction"),
        ("mijn neef zit bij een juwelier en krijgt niks", "retail"),
        ("een werkster die nooit vrij heeft", "household"),
        ("pellen bij een visgrossier", "other"),
        ("twee broers bij een orgelbouwer op zolder", "other"),
    ],
)
def test_a_trade_is_heard_in_an_ordinary_word(text: str, code: str) -> None:
    assert sector(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "gaat dit over mensenhandel of niet",
        "de rechtszaak loopt nog",
        "de maatschappelijk werkster belde",
        "ik las het in het dossier",
        "she has not been outside, it got worse",
        "hij werkt bij een bedrijf",
    ],
)
def test_what_only_looks_like_a_trade_is_none(text: str) -> None:
    assert sector(text) is None


def test_no_slip_is_read_as_a_rare_trade() -> None:
    assert mended("schoemakers").text == "schoemakers"


def test_lists_of_the_same_code_are_added_up(tmp_path: Path) -> None:
    first, more = tmp_path / "facets.yml", tmp_path / "more.yml"
    first.write_text("sector: {bakery: {strong: [bakker], short: [brood]}}", encoding="utf-8")
    more.write_text("sector: {bakery: {strong: [koeken]}, other: {strong: [x]}}", encoding="utf-8")
    assert load_facets(first, more) == {
        "sector": {
            "bakery": {"strong": ("bakker", "koeken"), "short": ("brood",)},
            "other": {"strong": ("x",)},
        }
    }
