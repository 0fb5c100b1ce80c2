"""The figures of the language comparison."""

from evaluation.language.run import Line, figures, read_lines


def test_the_set_holds_every_language_of_the_product() -> None:
    found = {line.language for line in read_lines()}
    assert found == {"nl", "en", "pl", "ro", "bg", "tr", "ar", "de", "uk", "es", "fr"}


def test_a_foreign_line_taken_for_another_foreign_one_is_noticed_and_not_right() -> None:
    lines = [Line("nl", "hoi"), Line("en", "hello"), Line("pl", "pomocy"), Line("ro", "ajutor")]
    found = {"hoi": "de", "hello": "en", "pomocy": "ro", "ajutor": "nl"}
    measured = figures(lines, found.__getitem__)
    measured.pop("milliseconds")
    assert measured == {
        "right": 0.25,
        "dutch and english right": 0.5,
        "dutch or english taken for foreign": 0.5,
        "foreign noticed": 0.5,
        "foreign right": 0.0,
    }
