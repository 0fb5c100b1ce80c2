"""The conversation in the terminal, over a made-up gateway."""

import json
from typing import Any

import httpx

from actions.domain.codes import Language
from channels.console import Console, terminal_language
from channels.terminal_chat import TerminalChat
from channels.texts import load_texts

QUESTION = {
    "text": "Is er nu gevaar?",
    "buttons": [{"title": "Ja", "payload": "/yes"}, {"title": "Nee", "payload": "/no"}],
    "custom": {"progress": {"step": 1, "of": 6}},
}


class Talk:
    """A terminal chat with what was sent and what was shown."""

    def __init__(self, answer: Any, status: int = 200) -> None:
        self.sent: list[dict[str, Any]] = []
        self.shown: list[str] = []
        self.answer = answer
        self.status = status
        http = httpx.Client(transport=httpx.MockTransport(self.handle), base_url="http://gateway")
        console = Console(load_texts(), Language.NL, self.shown.append)
        self.chat = TerminalChat(http, console, "t1", {"role": "counter"})

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(json.loads(request.content))
        return httpx.Response(self.status, json=self.answer)


def test_an_answer_is_shown_with_numbered_buttons_and_progress() -> None:
    talk = Talk([QUESTION])
    talk.chat.say("er klopt iets niet")
    assert talk.shown == ["[stap 1 van 6]", "Is er nu gevaar?", "  1. Ja", "  2. Nee"]
    metadata = {"role": "counter", "channel": "terminal"}
    assert talk.sent == [{"sender": "t1", "message": "er klopt iets niet", "metadata": metadata}]


def test_a_number_chooses_a_button_and_other_numbers_are_text() -> None:
    talk = Talk([QUESTION])
    for typed in ("1", "hallo", " 2 ", "3", "0"):
        talk.chat.say(typed)
    assert [body["message"] for body in talk.sent] == ["1", "hallo", "/no", "3", "0"]


def test_the_word_about_112_and_the_reference_stand_out() -> None:
    custom = {"urgent_notice": "call_112", "handoff": {"reference": "NP-1"}}
    talk = Talk([{"text": "Bel 112.", "custom": custom}])
    talk.chat.say("hij slaat haar")
    assert talk.shown == ["*** BEL NU 112 ***", "Bel 112.", "  kenmerk: NP-1"]


def test_a_broken_gateway_is_told_with_112() -> None:
    talk = Talk({}, status=500)
    talk.chat.say("hallo")
    assert len(talk.shown) == 1 and "112" in talk.shown[0]


def test_the_end_of_input_ends_the_conversation() -> None:
    talk = Talk([QUESTION])

    def read(prompt: str) -> str:
        raise EOFError

    talk.chat.run(read)
    assert talk.shown[-1] == "Tot ziens."


def test_the_terminal_speaks_english_under_an_english_locale() -> None:
    assert terminal_language({"LANG": "en_GB.UTF-8"}) is Language.EN
    assert terminal_language({"LANG": "nl_NL.UTF-8"}) is Language.NL
    assert terminal_language({}) is Language.NL
