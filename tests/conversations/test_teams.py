"""A report told in Teams on a whole running system: from a worry to "opgepakt"."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest

from tests.bot_framework import BOT, BotFramework, Json, actions, plain
from tests.conftest import System

WORRY = (
    "er staat een meisje van 16 aan mijn balie, een man doet het woord en houdt haar paspoort bij "
    "zich. ze durft niks te zeggen"
)
TYPED = {
    "source": "zelf gezien",
    "ongoing": "ja dat gaat door",
    "disclosure": "alleen de aandachtsfunctionaris",
}
PRESSED = {"danger_now": "/deny", "confirm_summary": "/affirm"}
WAIT_SECONDS = 60.0


def _until(found: Callable[[], list[Json]]) -> list[Json]:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        if messages := found():
            return messages
        time.sleep(0.1)
    pytest.fail("nothing came")


class Chat:
    """One person's chat with the running system, through the stub; elsewhere by a `place`."""

    def __init__(
        self, system: System, service: BotFramework, user: str, place: Json | None = None
    ) -> None:
        self._system, self._service = system, service
        self._place = place or {"conversationType": "personal", "id": f"a:{user}"}
        self._sender = {"id": f"29:{user}", "aadObjectId": user}

    def messages(self) -> list[Json]:
        mine = [one.body for one in self._service.sent if one.conversation == self._place["id"]]
        return [body for body in mine if body["type"] == "message"]

    def send(self, **changes: object) -> list[Json]:
        before = len(self.messages())
        now = datetime.now(UTC)
        who = {"from": self._sender, "conversation": self._place, "id": uuid4().hex}
        body = self._service.activity(now, **{**who, **changes})
        headers = {"authorization": f"Bearer {self._service.token(now)}"}
        address = f"{self._system.url}/api/messages"
        assert httpx.post(address, json=body, headers=headers, timeout=60).status_code == 200
        return _until(lambda: self.messages()[before:])

    def press(self, action: Json) -> list[Json]:
        return self.send(text=action["title"], value=action["data"])

    def answer(self, messages: list[Json]) -> list[Json]:
        """Press or type what fits the question that was asked last."""
        offered = [one for one in actions(messages[-1]) if "data" in one]
        # The lines of a summary have buttons that belong to no question.
        asked = [one["data"]["np"].get("question") for one in offered]
        question = next(filter(None, asked), None)
        wanted = PRESSED.get(str(question))
        for one in offered:
            if wanted and one["data"]["np"].get("payload") == wanted:
                return self.press(one)
        return self.send(text=TYPED.get(str(question), "weet ik niet"))


def _follow_button(messages: list[Json]) -> Json | None:
    every = [one for message in messages for one in actions(message) if "data" in one]
    return next((one for one in every if "follow" in one["data"]["np"]), None)


def test_a_report_is_told_sent_and_followed_in_teams(
    system: System, bot_framework: BotFramework
) -> None:
    officer = Chat(system, bot_framework, "99999999-0000-4000-8000-0000000000aa")
    officer.send(type="installationUpdate", action="add", text=None)
    reporter = Chat(system, bot_framework, "99999999-0000-4000-8000-0000000000cc")
    messages = reporter.send(text=WORRY)
    for _ in range(15):
        button = _follow_button(messages)
        if button is not None:
            break
        messages = reporter.answer(messages)
    assert button is not None, [plain(message) for message in messages]
    reference = button["data"]["np"]["follow"]
    reporter.press(button)

    (card,) = _until(lambda: [m for m in officer.messages() if reference in plain(m)])
    assert plain(card).startswith("Nieuw signaal")
    assert "paspoort" not in json.dumps(card)
    signal_id = actions(card)[0]["url"].rsplit("/", 1)[1]
    token = system.command("token", "--desk", "groningen-officer").split()[-1]
    accepted = httpx.patch(
        f"{system.url}/api/v1/signals/{signal_id}",
        json={"status": "accepted"},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert accepted.status_code == 200
    taken_up = "Je melding is opgepakt"
    (news,) = _until(lambda: [m for m in reporter.messages() if plain(m).startswith(taken_up)])
    assert plain(news).splitlines() == [taken_up, f"Kenmerk: {reference}"]


def test_danger_in_teams_gets_112_in_that_very_reply(
    system: System, bot_framework: BotFramework
) -> None:
    chat = Chat(system, bot_framework, "99999999-0000-4000-8000-0000000000dd")
    chat.send(text="een jongen vertelt dat hij voor een man moet stelen")
    first = chat.send(text="hij komt nu binnen met een mes en slaat hem")[0]
    assert plain(first).splitlines()[0] == "Bel nu 112"


def test_a_question_in_a_channel_is_answered_from_the_real_index(
    system: System, bot_framework: BotFramework
) -> None:
    place = {"conversationType": "channel", "id": "19:team"}
    chat = Chat(system, bot_framework, "99999999-0000-4000-8000-0000000000dd", place)
    mentioned = [{"type": "mention", "mentioned": {"id": BOT}}]
    (answer,) = chat.send(text="wat doet een aandachtsfunctionaris?", entities=mentioned)
    assert "/kennis/" in json.dumps(answer)
