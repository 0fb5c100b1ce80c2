"""Every sentence is there in both languages, with the same places to fill in."""

import re
import string

import pytest

from actions.domain import codes
from actions.domain.codes import Language
from channels.problems import SERVICE_ERRORS, STATUS_CODES
from channels.texts import MissingTextError, load_texts

TEXTS = load_texts()


def places(key: str, language: Language) -> set[str]:
    name, _, rest = key.partition(".")
    text = TEXTS.section(language, name)[rest]
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_dutch_and_english_have_the_same_keys() -> None:
    assert TEXTS.keys(Language.NL) == TEXTS.keys(Language.EN)


@pytest.mark.parametrize("key", sorted(TEXTS.keys(Language.NL)))
def test_both_languages_fill_in_the_same_places(key: str) -> None:
    assert places(key, Language.NL) == places(key, Language.EN)


@pytest.mark.parametrize("language", Language)
def test_no_sentence_for_people_passes_twenty_words(language: Language) -> None:
    long = [
        sentence
        for key in TEXTS.keys(language)
        if not key.startswith("cli.")
        for sentence in re.split(
            r"(?<=[.?!])\s", TEXTS.section(language, key.split(".")[0])[key.split(".", 1)[1]]
        )
        if len(sentence.split()) > 20
    ]
    assert long == []


@pytest.mark.parametrize(
    "code",
    sorted({*STATUS_CODES.values(), *(code for _, code in SERVICE_ERRORS.values()), "internal"}),
)
def test_every_error_says_what_happened_and_what_now(code: str) -> None:
    for language in Language:
        assert TEXTS.say(language, f"errors.{code}_title")
        assert TEXTS.say(language, f"errors.{code}_now")


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("urgency", codes.Urgency),
        ("form", codes.ExploitationForm),
        ("concern", codes.AdjacentConcern),
        ("age", codes.AgeGroup),
        ("setting", codes.Setting),
        ("source", codes.Source),
        ("disclosure", codes.Disclosure),
        ("role", codes.Role),
        ("route", codes.Route),
        ("action", codes.Action),
        ("status", codes.Status),
    ],
)
def test_every_code_has_a_name_for_people(kind: str, members: type) -> None:
    for code in members:  # type: ignore[attr-defined]
        assert TEXTS.say(Language.NL, f"codes.{kind}_{code}")


def test_a_missing_sentence_is_an_error_that_names_it() -> None:
    with pytest.raises(MissingTextError, match="nergens"):
        TEXTS.say(Language.NL, "nergens.iets")


@pytest.mark.parametrize(
    "code", ["rasa_unavailable", "rasa_failed", "not_kept", "message_too_long"]
)
def test_what_is_said_when_things_break_begins_with_112(code: str) -> None:
    for language in Language:
        text = TEXTS.section(language, "gateway")[code]
        assert re.match(r"[^.?]+\? (Bel|Call) 112\.", text)
