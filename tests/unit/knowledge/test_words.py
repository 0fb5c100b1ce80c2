"""Dutch words: stems, compounds, pieces, languages, and what the lexicon makes of them."""

from knowledge.lexicon import Entry, Lexicon, Table, is_english, load
from knowledge.ranking import asks_for_now, asks_for_then
from knowledge.words import Splitter, content_words, fold, pieces, stem, terms, tokens


def test_accents_and_capitals_do_not_matter() -> None:
    assert fold("Zorgcoördinator") == "zorgcoordinator"
    assert tokens("Loket's café") == ["loket", "cafe"]


def test_small_words_say_nothing() -> None:
    assert content_words("Waar moet ik dat signaal melden?") == ["signaal", "melden"]


def test_a_compound_is_split_by_known_words() -> None:
    splitter = Splitter({"mensenhandel": 9, "signaal": 5, "arbeid": 4, "uitbuiting": 7})
    assert splitter.parts("mensenhandelsignaal") == ("mensenhandel", "signaal")
    assert splitter.parts("arbeidsuitbuiting") == ("arbeid", "uitbuiting")
    assert splitter.parts("balie") == ()


def test_terms_hold_the_word_and_its_parts() -> None:
    splitter = Splitter({"arbeid": 4, "uitbuiting": 7})
    assert terms("arbeidsuitbuiting", splitter) == [
        stem("arbeidsuitbuiting"),
        stem("arbeid"),
        stem("uitbuiting"),
    ]


def test_pieces_survive_a_typing_error() -> None:
    right, wrong = set(pieces("aandachtsfunctionaris")), set(pieces("aandachtfunctionaris"))
    assert len(right & wrong) > 0.7 * len(wrong)


def test_a_phrase_is_found_with_words_between() -> None:
    phrase = Entry((stem("pas"), stem("afgeven")), ("katvanger",))
    lexicon = Lexicon(Table((phrase,)), Table(()), Table(()))
    assert lexicon.expand("hij moest zijn pas aan hem afgeven") == ("katvanger",)
    assert lexicon.expand("hij moest afgeven en had geen pas") == ()


def test_old_and_new_names_mean_each_other() -> None:
    lexicon = load()
    assert "Nederlandse Arbeidsinspectie" in lexicon.expand("wat doet de SIOD nu")
    assert "GBA" in lexicon.expand("staat zij in de BRP")


def test_the_lexicon_has_enough_lay_words() -> None:
    lexicon = load()
    assert len({entry.phrase for entry in lexicon.lay.entries}) >= 600


def test_an_english_question_finds_dutch_words() -> None:
    assert is_english("What should I do when a worker is not paid?")
    assert not is_english("Wat doe ik als iemand niet betaald krijgt?")
    assert "mensensmokkel" in load().expand("what is smuggling", english=True)


def test_a_question_about_where_to_go_now_is_known() -> None:
    assert asks_for_now("Waar moet ik dit melden?")
    assert asks_for_now("wie kan ik bellen")
    assert asks_for_now("Where do I report this?")
    assert not asks_for_now("hoe was de aanpak in Emmen in 2012")


def test_a_question_about_how_things_were_is_known() -> None:
    assert asks_for_then("Hoe werkte het meldpunt in Arnhem?")
    assert asks_for_then("wat deed Emmen in 2011")
    assert asks_for_then("How did the desk in Arnhem work?")
    assert not asks_for_then("Hoe werkt de meldroute?")
    assert not asks_for_then("wat gebeurt er met mijn signaal")
