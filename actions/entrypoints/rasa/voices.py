"""Responses that differ by whom they speak to; all others are the same for everybody."""

from collections.abc import Mapping

from actions.domain.voice import Voice

_OWN: Mapping[Voice, frozenset[str]] = {
    Voice.STAFF: frozenset(),
    Voice.PARTNER: frozenset({"utter_do_and_dont"}),
    Voice.RESIDENT: frozenset({"utter_ask_contact", "utter_ask_disclosure", "utter_do_and_dont"}),
    Voice.VICTIM: frozenset(
        {
            "utter_ask_age_group",
            "utter_ask_contact",
            "utter_ask_danger_now",
            "utter_ask_disclosure",
            "utter_ask_ongoing",
            "utter_do_and_dont",
        }
    ),
}


def in_voice(response: str, voice: Voice) -> str:
    """The response's own variant for this voice, where it has one."""
    return f"{response}_{voice}" if response in _OWN[voice] else response


def all_variants() -> tuple[str, ...]:
    """Every variant that the bot's domain must define."""
    return tuple(in_voice(name, voice) for voice, names in _OWN.items() for name in sorted(names))
