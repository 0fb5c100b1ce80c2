"""To whom the bot speaks."""

import pytest

from actions.domain.voice import Voice, may_be_victim, voice_of


@pytest.mark.parametrize(
    ("role", "voice"),
    [
        (None, Voice.STAFF),
        ("unknown", Voice.STAFF),
        ("counter", Voice.STAFF),
        ("partner", Voice.PARTNER),
        ("resident", Voice.RESIDENT),
    ],
)
def test_the_role_sets_the_tone(role: str | None, voice: Voice) -> None:
    assert voice_of(role, is_victim=False) is voice


def test_a_victim_is_spoken_to_as_one() -> None:
    assert voice_of("resident", is_victim=True) is Voice.VICTIM


def test_a_colleague_tells_of_somebody_else() -> None:
    assert [may_be_victim(role) for role in (None, "resident", "counter")] == [True, True, False]
