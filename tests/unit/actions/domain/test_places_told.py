"""Where it happens, and whose municipality the reporter's is, out of the places in a message."""

import pytest

from actions.domain.codes import Question
from actions.domain.intake import Intake
from actions.domain.turn import Entity, NamedPlace, Turn
from actions.domain.understanding import understand

BOTH = (NamedPlace("groningen", 10), NamedPlace("westerwolde", 60))


def test_a_place_is_the_reporters_own_until_that_is_known() -> None:
    turn = Turn("in Winschoten", "inform", places=(NamedPlace("oldambt"),))
    assert understand(turn, Intake()) == {
        "municipality": "oldambt",
        "place_municipality": "oldambt",
    }
    assert understand(turn, Intake(municipality="groningen")) == {"place_municipality": "oldambt"}


def test_of_two_places_the_one_beside_the_role_is_the_reporters() -> None:
    role = Entity("role", "counter", start=0)
    turn = Turn("balie groningen, hij werkt in westerwolde", "inform", (role,), places=BOTH)
    assert understand(turn, Intake()) == {
        "municipality": "groningen",
        "place_municipality": "westerwolde",
    }


@pytest.mark.parametrize(
    ("own", "updates"),
    [
        (None, {"municipality": "westerwolde", "place_municipality": "westerwolde"}),
        ("groningen", {"place_municipality": "westerwolde"}),
    ],
)
def test_a_corrected_place_is_the_reporters_too_unless_the_channel_knows_that(
    own: str | None, updates: dict[str, str]
) -> None:
    known = Intake(municipality="groningen", place_municipality="groningen")
    places = (NamedPlace("westerwolde"),)
    turn = Turn("nee westerwolde", "deny", places=places, corrects=True, own_municipality=own)
    assert understand(turn, known) == updates


def test_a_place_named_with_the_wish_to_change_it_is_not_asked_again() -> None:
    turn = Turn(
        "gemeente klopt niet, het is westerwolde",
        "change_answer",
        places=(NamedPlace("westerwolde"),),
        to_change=Question.MUNICIPALITY,
        open_question=Question.CONFIRM_SUMMARY,
    )
    updates = understand(turn, Intake(municipality="groningen", place_municipality="groningen"))
    assert (updates["municipality"], updates["place_municipality"]) == ("westerwolde",) * 2


def test_of_two_places_in_a_correction_the_one_that_stands_there_is_not_meant() -> None:
    turn = Turn(
        "gemeente is verkeerd, ik werk voor westerwolde, demodorp was mijn vorige baan",
        "change_answer",
        places=(NamedPlace("westerwolde"), NamedPlace("demodorp")),
        to_change=Question.MUNICIPALITY,
    )
    updates = understand(turn, Intake(municipality="demodorp", place_municipality="demodorp"))
    assert (updates["municipality"], updates["place_municipality"]) == ("westerwolde",) * 2


OWN = NamedPlace("groningen", 40, is_own=True)


@pytest.mark.parametrize(
    ("places", "own", "updates"),
    [
        (
            (NamedPlace("veendam", 10), OWN),
            None,
            {"municipality": "groningen", "place_municipality": "veendam"},
        ),
        ((NamedPlace("veendam", 10), OWN), "groningen", {"place_municipality": "veendam"}),
        ((OWN,), None, {"municipality": "groningen", "place_municipality": "groningen"}),
    ],
)
def test_who_says_for_which_municipality_they_work_tells_of_another(
    places: tuple[NamedPlace, ...], own: str | None, updates: dict[str, str]
) -> None:
    turn = Turn("Veendam, ik werk in Groningen", "affirm", places=places, own_municipality=own)
    assert understand(turn, Intake()) == updates


def test_where_it_happens_is_kept_when_only_the_employer_is_named() -> None:
    turn = Turn("ik werk voor Groningen hoor", "inform", places=(OWN,))
    known = Intake(municipality="veendam", place_municipality="veendam")
    assert understand(turn, known) == {"municipality": "groningen"}


def test_beside_ones_own_municipality_the_other_is_where_it_happens() -> None:
    places = (NamedPlace("midden-groningen", 10), NamedPlace("westerwolde", 80))
    turn = Turn("...", "affirm", places=places, own_municipality="westerwolde")
    assert understand(turn, Intake(municipality="westerwolde")) == {
        "place_municipality": "midden-groningen"
    }
