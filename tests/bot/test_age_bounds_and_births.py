"""Ages that are told by a bound or a birth, and numbers that stand in an address."""

import pytest

from tests.bot.reading_ages import ages, group


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ouder dan 17", "adult"),
        ("ouder dan 14 schat ik", "unknown"),
        ("<18", "minor"),
        (">18", "adult"),
        ("jonger dan 16", "minor"),
        ("jonger dan 21", "unknown"),
        ("onder de 20", "unknown"),
        ("jonger dan 30 denk ik", "adult"),
        ("niet ouder dan 16", "minor"),
        ("niet ouder dan 20", "unknown"),
        ("niet jonger dan 18", "adult"),
        ("she is not older than 16", "minor"),
    ],
)
def test_a_bound_tells_a_group_where_it_leaves_one(text: str, told: str) -> None:
    assert group(text) == told
    assert ages(text) == []


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("geboren 14-06-2008", 18),
        ("geboren 15-06-2008", 18),
        ("geboren 16-06-2008", 17),
        ("geb. 31 december 2008", 17),
        ("geb. 31-12-08", 17),
        ("geb. 1-2-08", 18),
        ("geboren in 2008", 18),
    ],
)
def test_a_birthday_to_come_counts_on_the_day_itself(text: str, age: int) -> None:
    assert ages(text) == [age]


@pytest.mark.parametrize(
    "text",
    ["Kerkstraat 16", "het gaat om Stationsweg 12", "bel me op 06 12 34 56 16"],
)
def test_a_house_or_telephone_number_is_no_age(text: str) -> None:
    assert group(text) is None


@pytest.mark.parametrize("text", ["een kleur of twaalf", "een stoel of tien stonden er"])
def test_about_as_many_is_no_age(text: str) -> None:
    assert group(text) is None


@pytest.mark.parametrize("text", ["ze is 16,5 jaar", "16,5"])
def test_half_a_year_more_is_no_age_of_its_own(text: str) -> None:
    assert ages(text) == [16]
