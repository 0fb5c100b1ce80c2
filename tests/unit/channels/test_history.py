"""Lines have numbers that stay, and a message is heard once whatever ends in between."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest

from channels.conversations import ConversationStore, Line
from channels.crypto import Keys, Sealer
from channels.gateway import Gateway, Parts
from channels.history import History
from channels.messages import Outbound
from tests.unit.channels.fakes import World, inbound

CLOSING = {"text": "Je melding is verstuurd.", "custom": {"outcome": "handoff", "language": "nl"}}
ME = "balie-1"


def texts(history: History) -> list[tuple[int, str]]:
    return [(numbered.number, numbered.line.text) for numbered in history.lines]


def ends_at(said: str, world: World) -> None:
    world.rasa.reply = lambda body: [CLOSING] if body["message"] == said else [{"text": "En toen?"}]


async def crash_while_answering(world: World) -> None:
    """The gateway is gone after Rasa got the message, before its answer was written down."""
    world.rasa.delay = 60.0
    task = asyncio.create_task(world.gateway.take(inbound("hij sluit haar op", ME, None, "m1")))
    while not world.rasa.heard:
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    world.rasa.delay = 0.0


def test_who_knows_the_thread_gets_only_what_came_after(world: World) -> None:
    world.say("een", message_id="m1")
    thread = world.gateway.history(ME).thread
    world.say("twee", message_id="m2")
    found = world.gateway.history(ME, thread, 3)
    assert (found.thread, found.last, texts(found)) == (thread, 4, [(4, "Ik hoorde: twee")])
    assert [n for n, _ in texts(world.gateway.history(ME, "another", 3))] == [1, 2, 3, 4]


def test_who_was_away_at_the_end_of_a_case_still_gets_its_last_lines(world: World) -> None:
    ends_at("verstuur", world)
    world.say("hallo", message_id="m1")
    thread = world.gateway.history(ME).thread
    world.say("verstuur", message_id="m2")
    world.say("nog iets", message_id="m3")
    resumed = [(3, "verstuur"), (4, CLOSING["text"]), (5, "nog iets"), (6, "En toen?")]
    assert texts(world.gateway.history(ME, thread, 2)) == resumed
    assert texts(world.gateway.history(ME)) == resumed[2:]


def test_the_lines_of_a_case_that_ended_are_gone_after_half_an_hour(world: World) -> None:
    ends_at("verstuur", world)
    world.say("verstuur", message_id="m1")
    thread = world.gateway.history(ME).thread
    world.say("nog iets", message_id="m2")
    world.clock.forward(minutes=31)
    assert texts(world.gateway.history(ME, thread, 0)) == [(3, "nog iets"), (4, "En toen?")]


def test_after_a_day_a_new_thread_begins(world: World) -> None:
    world.say("hallo", message_id="m1")
    thread = world.gateway.history(ME).thread
    world.clock.forward(hours=24)
    assert world.gateway.history(ME, thread, 2) == History("", (), 0, False)
    world.say("hallo", message_id="m2")
    assert world.gateway.history(ME).thread not in {"", thread}


@pytest.mark.parametrize("between", ["nothing", "a new case", "forgotten"])
def test_a_message_that_comes_again_is_not_passed_on_whatever_lies_between(
    world: World, between: str
) -> None:
    ends_at("verstuur", world)
    first = world.say("verstuur", message_id="m1")
    if between == "a new case":
        world.say("nog iets", message_id="m2")
    if between == "forgotten":
        asyncio.run(world.gateway.forget(ME))
    again = world.say("verstuur", message_id="m1")
    assert world.rasa.texts.count("verstuur") == 1
    assert again == ([] if between == "forgotten" else first)


def test_an_id_of_somebody_else_means_nothing(world: World) -> None:
    world.say("hallo", message_id="m1")
    asyncio.run(world.gateway.forget(ME))
    world.say("hallo", sender="balie-2", message_id="m1")
    assert world.rasa.texts == ["hallo", "hallo"]


def test_nothing_that_was_said_stays_when_it_is_forgotten(world: World) -> None:
    ends_at("verstuur", world)
    for n, text in enumerate(("verstuur", "nog iets", "verstuur", "en dit")):
        world.say(text, message_id=f"m{n}")
    asyncio.run(world.gateway.forget(ME))
    assert world.database.execute("SELECT count(*) FROM conversation").fetchone() == (0,)


def test_what_the_gateway_heard_before_it_was_killed_is_answered_after(
    world: World, parts: Parts
) -> None:
    asyncio.run(crash_while_answering(world))
    restarted = Gateway(parts)
    found = restarted.history(ME)
    assert (texts(found), found.is_answering) == ([(1, "hij sluit haar op")], True)
    asyncio.run(restarted.finish(ME))
    expected = [(1, "hij sluit haar op"), (2, "Ik hoorde: hij sluit haar op")]
    assert texts(restarted.history(ME)) == expected
    first, second = world.rasa.heard
    assert first == second and first["message_id"]


def test_the_next_message_waits_for_the_answer_that_was_still_to_come(
    world: World, parts: Parts
) -> None:
    asyncio.run(crash_while_answering(world))
    restarted = Gateway(parts)
    reply = asyncio.run(restarted.take(inbound("hallo?", ME, None, "m2")))
    assert reply.answers == [Outbound("Ik hoorde: hallo?")]
    assert [text for _, text in texts(restarted.history(ME))] == [
        "hij sluit haar op",
        "Ik hoorde: hij sluit haar op",
        "hallo?",
        "Ik hoorde: hallo?",
    ]


def test_a_message_that_was_kept_goes_to_rasa_under_the_same_name(world: World) -> None:
    world.rasa.down = True
    world.say("hij sluit haar op", message_id="m1")
    world.rasa.down = False
    world.say("hallo?", message_id="m2")
    world.say("en nu?")
    names = [body.get("message_id") for body in world.rasa.heard]
    assert names[0] and names[1] and names[0] != names[1] and names[2] is None
    assert "m1" not in names


def test_an_onlooker_is_woken_by_each_line_and_by_nothing_of_others(world: World) -> None:
    gateway = world.gateway
    with gateway.rooms.enter(gateway.room(ME)) as bell:
        world.say("hallo", sender="balie-2", message_id="m1")
        assert not bell.is_set()
        world.say("hallo", message_id="m1")
        assert bell.is_set() and len(gateway.rooms) == 1
    assert len(gateway.rooms) == 0


def test_a_conversation_of_the_version_before_is_read(world: World, keys: Keys) -> None:
    world.say("hallo", message_id="m1")
    store = ConversationStore(world.database, Sealer(keys.derive("state")))
    key = world.gateway.room(ME)
    (sealed,) = world.database.execute("SELECT sealed FROM conversation").fetchone()
    plain: dict[str, Any] = json.loads(Sealer(keys.derive("state")).unseal(sealed, key))
    before = {k: v for k, v in plain.items() if k not in {"thread", "before", "unanswered"}}
    old = Sealer(keys.derive("state")).seal(json.dumps(before).encode(), key)
    world.database.execute("UPDATE conversation SET sealed = ?", (old,))
    now = world.clock()
    (line, _) = store.load(key, now).lines
    assert replace(line, buttons=()) == Line("person", "hallo", "m1")
    world.say("nog iets", message_id="m2")
    assert world.gateway.history(ME).last == 4
