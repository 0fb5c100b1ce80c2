"""A message that comes again gets the answers that it got."""

from dataclasses import dataclass

from components.repeats import KEPT, KEPT_SECONDS, Repeats, uttered_after

ANSWER = [{"text": "Is er nu gevaar?"}]


@dataclass(frozen=True)
class Event:
    type_name: str
    text: str = ""
    message_id: str | None = None


def test_what_was_answered_lately_is_found_by_its_sender_and_its_name() -> None:
    repeats = Repeats(lambda: 0.0)
    repeats.keep("a", "m1", ANSWER)
    found = [repeats.find(*key) for key in (("a", "m1"), ("a", "m2"), ("b", "m1"))]
    assert found == [ANSWER, None, None]


def test_after_ten_minutes_it_is_forgotten() -> None:
    at = [0.0]
    repeats = Repeats(lambda: at[0])
    repeats.keep("a", "m1", ANSWER)
    at[0] = KEPT_SECONDS
    assert repeats.find("a", "m1") is None


def test_only_the_last_ones_are_kept() -> None:
    repeats = Repeats(lambda: 0.0)
    for n in range(KEPT + 1):
        repeats.keep("a", f"m{n}", ANSWER)
    assert [repeats.find("a", "m0"), repeats.find("a", "m1")] == [None, ANSWER]


def test_the_answers_to_a_message_stand_between_it_and_the_next() -> None:
    events = [
        Event("user", "een", "m1"),
        Event("action"),
        Event("bot", "antwoord op een"),
        Event("user", "twee", "m2"),
        Event("bot", "antwoord op twee"),
        Event("slot"),
        Event("bot", "en nog iets"),
        Event("user", "drie", "m3"),
    ]
    said = {name: [e.text for e in uttered_after(events, name)] for name in ("m1", "m2", "m3", "x")}
    assert said == {
        "m1": ["antwoord op een"],
        "m2": ["antwoord op twee", "en nog iets"],
        "m3": [],
        "x": [],
    }
