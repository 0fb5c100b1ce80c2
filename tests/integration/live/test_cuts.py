"""Whatever happens to the connection: every message answered once, every line once, in order."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.integration.live.conftest import GatewayProcess, Talk, told
from tests.integration.live.cutter import cutting
from tests.integration.live.stub_rasa import StubRasa

CUTS = 500
CONVERSATIONS = 25
MESSAGES = 14


def said(number: int, messages: int) -> Iterator[str]:
    """What stands on a page at the end, line by line."""
    for n in range(1, messages + 1):
        text = f"gesprek {number} bericht {n}"
        yield from (text, f"Ik hoorde: {text}", f"En verder na {text}?")


def assert_nothing_lost_or_double(conversation: dict[str, Any], messages: int) -> None:
    expected = list(enumerate(said(conversation["number"], messages), 1))
    for page in conversation["pages"]:
        assert [(line["seq"], line["text"]) for line in page["lines"]] == expected
        assert page["resets"] == 0
        own = [line["id"] for line in page["lines"] if line["who"] == "person"]
        assert own == conversation["sent"]


def everything(conversations: int, messages: int) -> dict[str, int]:
    pairs = [(c, n) for c in range(conversations) for n in range(1, messages + 1)]
    return {f"gesprek {c} bericht {n}": 1 for c, n in pairs}


@pytest.fixture
def fresh(rasa: StubRasa) -> StubRasa:
    rasa.acted_on.clear()
    rasa.requests = 0
    return rasa


def test_five_hundred_cuts_lose_nothing_and_double_nothing(
    gateway: GatewayProcess, fresh: StubRasa, talk: Talk
) -> None:
    with cutting(gateway.port, CUTS) as wire:
        plan = {"conversations": CONVERSATIONS, "messages": MESSAGES, "calm": True}
        conversations = told(talk(f"http://127.0.0.1:{wire.port}", **plan), 45)
        assert wire.done == CUTS
    for conversation in conversations:
        assert_nothing_lost_or_double(conversation, MESSAGES)
    assert fresh.acted_on == everything(CONVERSATIONS, MESSAGES)
    assert fresh.requests == CONVERSATIONS * MESSAGES


def test_a_page_that_gets_no_socket_asks_for_news_and_loses_nothing_either(
    gateway: GatewayProcess, fresh: StubRasa, talk: Talk
) -> None:
    with cutting(gateway.port, cuts=50, seed=2) as wire:
        plan = {"conversations": 8, "messages": 8, "calm": True, "noSocket": True}
        conversations = told(talk(f"http://127.0.0.1:{wire.port}", **plan), 40)
        assert wire.done == 50
    for conversation in conversations:
        assert_nothing_lost_or_double(conversation, 8)
    assert fresh.acted_on == everything(8, 8)


def test_a_gateway_that_is_killed_and_started_again_loses_nothing(
    gateway: GatewayProcess, fresh: StubRasa, talk: Talk
) -> None:
    talking = talk(gateway.url, conversations=10, messages=8, pause=50, calm=True)
    wait_until(lambda: sum(fresh.acted_on.values()) > 25)
    gateway.kill()
    gateway.start()
    for conversation in told(talking, 40):
        assert_nothing_lost_or_double(conversation, 8)
    assert fresh.acted_on == everything(10, 8)
    assert "Traceback" not in gateway.log.read_text()


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)
