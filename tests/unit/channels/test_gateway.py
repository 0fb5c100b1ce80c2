"""What the gateway does with a message, whatever state the world is in."""

import asyncio
from typing import Any

import httpx
import pytest

from channels.gateway import as_text
from channels.messages import MAX_CHARACTERS, Button, Outbound
from tests.unit.channels.fakes import PHONE, World, inbound

QUESTION = {"text": "Is er nu gevaar?", "buttons": [{"title": "Ja", "payload": "/affirm"}]}
CLOSING = {"text": "Je melding is verstuurd.", "custom": {"outcome": "handoff"}}


def test_a_message_is_answered_by_rasa_under_a_pseudonym(world: World) -> None:
    answers = world.say("er klopt iets niet", metadata={"role": "counter"})
    assert answers == [Outbound("Ik hoorde: er klopt iets niet")]
    body = world.rasa.heard[0]
    assert body["metadata"] == {"role": "counter", "channel": "rest"}
    assert "balie-1" not in body["sender"]


def test_the_pseudonym_stays_within_a_case_and_changes_after_its_outcome(world: World) -> None:
    world.rasa.reply = lambda body: [CLOSING] if body["message"] == "klaar" else [QUESTION]
    for text in ("een", "klaar", "twee"):
        world.say(text)
    first, second, third = (body["sender"] for body in world.rasa.heard)
    assert first == second != third


def test_two_senders_have_two_pseudonyms(world: World) -> None:
    world.say("hallo", sender="a")
    world.say("hallo", sender="b")
    assert world.rasa.heard[0]["sender"] != world.rasa.heard[1]["sender"]


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "/", "// \n"])
def test_a_message_without_text_gets_a_kind_sentence_and_goes_nowhere(
    world: World, text: str
) -> None:
    (answer,) = world.say(text)
    assert answer.custom["error"] == "empty_message"
    assert world.rasa.heard == []


def test_a_hundred_thousand_characters_get_a_sentence_that_says_what_to_do(world: World) -> None:
    (answer,) = world.say("x" * 100_000)
    assert answer.custom["error"] == "message_too_long"
    assert "100000" in answer.text and str(MAX_CHARACTERS) in answer.text
    assert "112" in answer.text
    assert world.rasa.heard == []


def test_the_longest_allowed_message_passes(world: World) -> None:
    world.say("x" * MAX_CHARACTERS)
    assert world.rasa.texts == ["x" * MAX_CHARACTERS]


def test_emoji_pass_and_control_characters_do_not(world: World) -> None:
    world.say("hij\x00 is \u202ebang\x1b 👩‍👧😟\nen stil\ud83d")
    assert world.rasa.texts == ["hij is bang 👩‍👧😟\nen stil"]


@pytest.mark.parametrize(
    "typed", ["/restart", " /restart", "\x00/restart", "//restart", "/ /restart"]
)
def test_a_typed_command_is_text(world: World, typed: str) -> None:
    world.say(typed)
    (heard,) = world.rasa.texts
    assert heard.startswith("'/")
    assert heard.endswith("restart")


def test_a_payload_that_the_bot_offered_passes_as_it_is(world: World) -> None:
    world.rasa.reply = lambda body: [QUESTION]
    world.say("hallo")
    world.say("/affirm")
    world.say('/affirm{"danger_now": "yes"}')
    assert world.rasa.texts == ["hallo", "/affirm", '\'/affirm{"danger_now": "yes"}']


def test_a_line_of_the_summary_can_be_changed_by_its_payload(world: World) -> None:
    change = '/change_answer{"change_slot": "age_group"}'
    summary = [{"question": "age_group", "label": "Leeftijd", "value": "?", "payload": change}]
    world.rasa.reply = lambda body: [{"text": "Klopt het?", "custom": {"summary": summary}}]
    world.say("hallo")
    world.say(change)
    assert world.rasa.texts == ["hallo", change]


def test_a_payload_offered_to_somebody_else_is_text(world: World) -> None:
    world.rasa.reply = lambda body: [QUESTION]
    world.say("hallo", sender="a")
    world.say("/affirm", sender="b")
    assert world.rasa.texts == ["hallo", "'/affirm"]


def test_a_payload_offered_long_ago_is_text(world: World) -> None:
    world.rasa.reply = lambda body: [QUESTION] if body["message"] == "hallo" else [{"text": "?"}]
    for text in ("hallo", "a", "b", "c", "d", "e", "/affirm"):
        world.say(text)
    assert world.rasa.texts[-1] == "'/affirm"


def test_text_keeps_a_slash_that_is_not_in_front() -> None:
    assert as_text("ja/nee") == "ja/nee"


def test_messages_of_one_sender_go_one_at_a_time_in_order(world: World) -> None:
    world.rasa.delay = 0.002

    async def all_at_once() -> list[list[Outbound]]:
        jobs = [world.gateway.handle(inbound(str(n))) for n in range(20)]
        return await asyncio.gather(*jobs)

    answers = asyncio.run(all_at_once())
    assert world.rasa.texts == [str(n) for n in range(20)]
    assert [a[0].text for a in answers] == [f"Ik hoorde: {n}" for n in range(20)]
    assert world.rasa.most_busy == 1


def test_senders_do_not_wait_for_each_other(world: World) -> None:
    world.rasa.delay = 0.01

    async def all_at_once() -> None:
        await asyncio.gather(*(world.gateway.handle(inbound("?", str(n))) for n in range(5)))

    asyncio.run(all_at_once())
    assert world.rasa.most_busy == 5


def test_the_same_message_sent_twice_is_delivered_once(world: World) -> None:
    first = world.say("hallo", message_id="m1")
    again = world.say("hallo", message_id="m1")
    assert first == again
    assert world.rasa.texts == ["hallo"]


def test_when_rasa_is_down_the_person_reads_what_to_do_and_nothing_is_lost(world: World) -> None:
    world.rasa.down = True
    (answer,) = world.say("hij sluit haar op")
    assert answer.custom == {"error": "rasa_unavailable", "language": "nl"}
    assert answer.text.startswith("Is er nu gevaar? Bel 112.")
    assert PHONE in answer.text
    world.rasa.down = False
    world.say("ben je er weer?")
    assert world.rasa.texts == ["hij sluit haar op", "ben je er weer?"]


@pytest.mark.parametrize(
    "raw",
    [
        httpx.Response(200, json=[]),
        httpx.Response(200, json=[{"recipient_id": "x"}]),
        httpx.Response(200, json={"status": "failure"}),
        httpx.Response(200, text="<html>"),
        httpx.Response(500, text="boom"),
        httpx.Response(502, json=[{"text": "half an answer"}]),
    ],
)
def test_an_answer_that_says_nothing_is_a_failure(world: World, raw: httpx.Response) -> None:
    world.rasa.raw = raw
    (answer,) = world.say("hallo")
    assert answer.custom["error"] == "rasa_failed"
    assert PHONE in answer.text


def test_the_failure_is_told_in_the_language_of_the_conversation(world: World) -> None:
    world.rasa.reply = lambda body: [{"text": "Hello", "custom": {"language": "en"}}]
    world.say("hello")
    world.rasa.down = True
    (answer,) = world.say("she is locked up")
    assert answer.text.startswith("Is there danger now? Call 112.")


def test_what_was_kept_is_replayed_in_order_before_the_next_message(world: World) -> None:
    world.rasa.down = True
    for text in ("een", "twee", "drie"):
        world.say(text)
    world.rasa.down = False
    assert world.say("vier") == [Outbound("Ik hoorde: vier")]
    assert world.rasa.texts == ["een", "twee", "drie", "vier"]
    world.say("vijf")
    assert world.rasa.texts[-1] == "vijf" and len(world.rasa.texts) == 5


def test_the_word_about_112_and_a_handoff_from_a_replay_are_shown(world: World) -> None:
    urgent = {"text": "Bel 112.", "custom": {"urgent_notice": "call_112"}}
    world.rasa.down = True
    world.say("hij slaat haar")
    world.rasa.down = False
    world.rasa.reply = lambda body: [urgent] if body["message"] == "hij slaat haar" else [QUESTION]
    answers = world.say("hallo?")
    assert answers == [
        Outbound("Bel 112.", custom={"urgent_notice": "call_112"}),
        Outbound("Is er nu gevaar?", (Button("Ja", "/affirm"),)),
    ]


def test_what_was_kept_is_gone_after_a_day(world: World) -> None:
    world.rasa.down = True
    world.say("oud")
    world.rasa.down = False
    world.clock.forward(hours=24, seconds=1)
    world.say("nieuw")
    assert world.rasa.texts == ["nieuw"]


def test_a_message_that_rasa_keeps_failing_on_stops_holding_up_the_others(world: World) -> None:
    def reply(body: dict[str, Any]) -> list[dict[str, Any]]:
        return [] if body["message"] == "gif" else [{"text": "ok"}]

    world.rasa.reply = reply
    world.say("gif")
    failures = [world.say(f"later {n}")[0].custom for n in range(3)]
    assert [f["error"] for f in failures] == ["rasa_failed"] * 3
    assert world.say("nu wel") == [Outbound("ok")]
    assert world.rasa.texts[-4:] == ["later 0", "later 1", "later 2", "nu wel"]


def test_a_case_that_closes_during_a_replay_is_closed_once(world: World) -> None:
    world.rasa.down = True
    world.say("versturen")
    world.rasa.down = False
    world.rasa.reply = lambda body: [CLOSING] if body["message"] == "versturen" else [QUESTION]
    answers = world.say("nog iets")
    assert [a.text for a in answers] == ["Je melding is verstuurd.", "Is er nu gevaar?"]
    world.say("en dit")
    senders = [body["sender"] for body in world.rasa.heard]
    assert senders[0] != senders[1] == senders[2]


def test_the_conversation_can_be_read_again_until_it_is_forgotten(world: World) -> None:
    world.say("hallo", message_id="m1")
    shown = world.gateway.history("balie-1").lines
    assert [(n.number, n.line.text) for n in shown] == [(1, "hallo"), (2, "Ik hoorde: hallo")]
    asyncio.run(world.gateway.forget("balie-1"))
    assert world.gateway.history("balie-1").lines == ()


def test_a_closed_conversation_disappears_after_half_an_hour(world: World) -> None:
    world.rasa.reply = lambda body: [CLOSING]
    world.say("versturen", message_id="m1")
    world.clock.forward(minutes=31)
    assert world.gateway.history("balie-1").lines == ()


def test_a_disk_that_refuses_does_not_stand_between_a_message_and_its_answer(world: World) -> None:
    world.rasa.down = True
    world.say("eerder")
    world.rasa.down = False
    world.database.execute("PRAGMA query_only=ON")
    assert world.say("hallo") == [Outbound("Ik hoorde: hallo")]


def test_what_cannot_be_kept_is_not_said_to_be_kept(world: World) -> None:
    world.database.execute("PRAGMA query_only=ON")
    world.rasa.down = True
    (answer,) = world.say("hij sluit haar op")
    assert answer.custom["error"] == "not_kept"
    assert PHONE in answer.text and "112" in answer.text
