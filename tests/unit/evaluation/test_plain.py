"""Sentences are cut as people read them, and hard words make reading harder."""

from evaluation.plain import flesch_douma, lengths, sentences_of, texts_for_people


def test_a_sentence_ends_at_its_point_and_a_blank_line() -> None:
    assert sentences_of("Dit is kort. Wat nu?\n\nNiets") == [
        ["Dit", "is", "kort"],
        ["Wat", "nu"],
        ["Niets"],
    ]


def test_what_is_filled_in_is_one_word() -> None:
    assert sentences_of("Je kenmerk is {reference}.") == [["Je", "kenmerk", "is", "dit"]]


def test_long_words_and_sentences_read_harder() -> None:
    easy = lengths(sentences_of("De man werkt hard. Hij slaapt er ook."))
    hard = lengths(
        sentences_of("De verantwoordelijkheidsverdeling beïnvloedt samenwerkingsrelaties.")
    )
    assert easy == (2, 8, 8)
    assert flesch_douma([easy]) > 60 > flesch_douma([hard])


def test_english_variants_of_the_bot_are_left_out() -> None:
    said = [text for name, text in texts_for_people() if name.startswith("bot/domain")]
    assert len(said) > 50
    assert not [text for text in said if text.startswith("Thank you") or "I do not" in text]
