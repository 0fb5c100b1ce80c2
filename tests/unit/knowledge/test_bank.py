"""Written questions: placed by their words; those without an answer wait for their document."""

from pathlib import Path

from knowledge import bank
from knowledge.model import Passage


def passage(text: str, document: str = "tuin") -> Passage:
    return Passage("x:1", document, (), text, 0, len(text))


def test_a_question_goes_to_the_passage_of_its_document_that_holds_most_of_its_words() -> None:
    asked = bank.Question("wie snoeit er", "tuin", "tuinman snoeit bomen")
    rows = [passage("De tuinman maait."), passage("De tuinman snoeit de bomen in de herfst.")]
    assert bank.place(iter([asked]), rows) == (bank.Placed("wie snoeit er", 1),)
    assert bank.place(iter([asked]), [passage("De tuinman snoeit de bomen.", "hof")]) == ()


def test_there_are_at_least_six_hundred_questions_without_an_answer_and_no_doubles() -> None:
    asked = [one.lower() for theme in bank.read_unanswerable().values() for one in theme]
    assert len(asked) >= 600
    assert len(asked) == len(set(asked))


def test_no_question_is_both_with_and_without_an_answer() -> None:
    answered = {one.question.lower() for one in bank.read_questions()}
    unanswered = {one.lower() for theme in bank.read_unanswerable().values() for one in theme}
    assert answered & unanswered == set()


def test_a_document_that_has_every_word_of_a_question_frees_it() -> None:
    question = "in welke salarisschaal zit de aandachtsfunctionaris"
    assert question in bank.unanswered([passage("De tuin is groot.")])
    told = "De aandachtsfunctionaris zit in salarisschaal tien."
    assert question not in bank.unanswered([passage(told)])


def test_themes_are_read_from_every_file(tmp_path: Path) -> None:
    (tmp_path / "tuin.yml").write_text("bomen:\n  - hoe hoog is de eik\n", encoding="utf-8")
    assert bank.read_unanswerable(tmp_path) == {"tuin.bomen": ("hoe hoog is de eik",)}
