from pathlib import Path

import pytest

import actions
from actions.adapters.language import Detected, LanguageDetector
from actions.domain.codes import Language

WORDS = Path(actions.__file__).parent / "data" / "languages.yml"


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    return LanguageDetector.from_file(WORDS)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hoi", "nl"),
        ("hello", "en"),
        ("meisje 16 blauwe plekken balie", "nl"),
        ("there is a girl here with bruises", "en"),
        ("Ich brauche Hilfe bitte", "de"),
        ("potrzebuję pomocy, zabrali mi paszport", "pl"),
        ("yardım edin lütfen pasaportumu aldılar", "tr"),
        ("ساعدني", "ar"),
        ("допоможіть мені", "uk"),
        ("Помогнете ми", "bg"),
    ],
)
def test_a_first_message_shows_its_language(
    detector: LanguageDetector, text: str, language: str
) -> None:
    assert detector.detect(text, Language.NL, first=True).language == language


@pytest.mark.parametrize("word", ["hello", "no", "insta", "ok", "16", "seks", "sorry"])
def test_one_short_word_does_not_flip_a_conversation(detector: LanguageDetector, word: str) -> None:
    assert detector.detect(word, Language.NL, first=False) == Detected(Language.NL, "nl")


def test_a_sentence_in_english_does(detector: LanguageDetector) -> None:
    found = detector.detect("she has bruises and is afraid", Language.NL, first=False)
    assert found == Detected(Language.EN, "en")


def test_a_language_the_bot_does_not_speak_keeps_the_conversations_language(
    detector: LanguageDetector,
) -> None:
    found = detector.detect("necesito ayuda por favor", Language.EN, first=False)
    assert found == Detected(Language.EN, "es", foreign=True)


def test_nothing_to_go_by_keeps_the_conversations_language(detector: LanguageDetector) -> None:
    assert detector.detect("🙂🙂", Language.EN, first=True) == Detected(Language.EN, "en")


def test_a_few_words_with_a_dutch_name_do_not_flip_an_english_conversation(
    detector: LanguageDetector,
) -> None:
    found = detector.detect("wait, it is in groningen", Language.EN, first=False)
    assert found.answer is Language.EN


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    "reference",
    [
        "VBA-WBK-GJZ-ZZA-6XW-M6Z",
        "vba-wbk-gjz-zza-6xw-m6z",
        "VBA WBK GJZ ZZA 6XW M6Z",
        "VBAWBKGJZZZA6XWM6Z",
    ],
)
def test_a_reference_is_in_no_language(
    detector: LanguageDetector, reference: str, first: bool
) -> None:
    assert detector.detect(reference, Language.NL, first=first) == Detected(Language.NL, "nl")


@pytest.mark.parametrize("address", ["balie bieb, mail info@bieb.example", "www.bieb.example/info"])
def test_an_address_on_the_net_is_in_no_language(detector: LanguageDetector, address: str) -> None:
    assert not detector.detect(address, Language.NL, first=False).foreign
