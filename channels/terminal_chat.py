"""A conversation in the terminal, over the same door as any other client."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx

from actions.domain.codes import Channel
from channels.console import Console

Read = Callable[[str], str]


class TerminalChat:
    """Sends lines, shows answers; a number chooses a button of the last answer."""

    def __init__(
        self, http: httpx.Client, say: Console, sender: str, metadata: Mapping[str, str]
    ) -> None:
        self._http = http
        self._say = say
        self._sender = sender
        self._metadata = {**metadata, "channel": Channel.TERMINAL.value}
        self._buttons: list[dict[str, str]] = []

    def is_running(self) -> bool:
        """Whether a gateway answers."""
        try:
            return self._http.get("/health/live").status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def run(self, read: Read) -> None:
        """Until an empty end of input (Ctrl-D) or Ctrl-C."""
        self._say.say("chat_start")
        while True:
            try:
                typed = read("> ")
            except (EOFError, KeyboardInterrupt):
                self._say.say("chat_end")
                return
            self.say(typed)

    def say(self, typed: str) -> None:
        """One line of the person, and what comes back."""
        body = {
            "sender": self._sender,
            "message": self._chosen(typed),
            "metadata": self._metadata,
        }
        try:
            response = self._http.post("/webhooks/rest/webhook", json=body)
            response.raise_for_status()
        except httpx.HTTPError:
            self._say.say("chat_broken")
            return
        self._buttons = []
        for message in response.json():
            self._show(message)

    def _chosen(self, typed: str) -> str:
        number = typed.strip()
        if number.isdecimal() and 1 <= int(number) <= len(self._buttons):
            return self._buttons[int(number) - 1]["payload"]
        return typed

    def _show(self, message: Mapping[str, Any]) -> None:
        custom = message.get("custom", {})
        if "progress" in custom:
            self._say.say("chat_progress", **custom["progress"])
        if custom.get("urgent_notice"):
            self._say.say("chat_urgent")
        self._say.show(message.get("text", ""))
        for cited in custom.get("citations", ()):
            self._say.say("chat_source", title=cited["title"], section=cited["section"])
        if "handoff" in custom:
            self._say.say("chat_reference", reference=custom["handoff"]["reference"])
        self._buttons = message.get("buttons", [])
        for number, button in enumerate(self._buttons, 1):
            self._say.show(f"  {number}. {button['title']}")
