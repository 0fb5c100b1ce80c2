"""A personal chat: the whole conversation, over the same gateway as every other door."""

import asyncio
import logging
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from actions.domain.codes import Channel, Language
from channels.conversations import OFFER_DEPTH, Line
from channels.gateway import Gateway
from channels.messages import Inbound, Outbound
from channels.picks import picked, picks
from channels.ports import Services
from channels.teams.accepting import Officers, accept
from channels.teams.activity import Activity, Place
from channels.teams.cards import (
    OURS,
    PICK,
    Json,
    Words,
    answer_messages,
    card_message,
    link,
    paragraph,
    rows,
    text_message,
    text_messages,
)
from channels.teams.connector import Connector, ConnectorError
from channels.teams.profile import read_profile, welcome
from channels.teams.store import Chat, TeamsStore
from channels.teams.who import People
from channels.texts import Texts

REFERENCE = re.compile(r"[0-9A-Z-]{10,40}")
SIGNAL_ID = re.compile(r"[0-9a-zA-Z-]{1,40}")
NUMBER = re.compile(r"\d{1,2}")
LONGEST_TITLE = 80

log = logging.getLogger("nietpluis.teams")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every part of the Teams door works with; `public_url` is where our pages are."""

    gateway: Gateway
    services: Services
    store: TeamsStore
    connector: Connector
    people: People
    texts: Texts
    public_url: str
    officers: Officers | None = None
    """None where a card cannot tell who is signed in at the inbox: then it only leads there."""

    def words(self, language: Language) -> Words:
        """The sentences of cards in this language."""
        return Words(self.texts, language)

    def person(self, activity: Activity) -> str:
        """The pseudonym of who did this."""
        return self.store.person(activity.place.tenant, activity.user or activity.sender)


class PersonalChat:
    """One person's chat with us, in which nobody reads along."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def take(self, activity: Activity) -> None:
        """Answer whatever somebody did here; raises ConnectorError when no answer arrives."""
        if activity.bot_left:
            await self._forget(activity)
            return
        known = self._keep(activity)
        said = activity.type in {"message", "invoke"}
        if said and (meaning := meant(activity)) is not None:
            await self._choose(activity, meaning)
        elif activity.type == "message":
            await self._hear(activity)
        elif activity.bot_arrived and not known:
            await self._welcome(activity)
        elif activity.type in {"messageUpdate", "messageDelete"}:
            await self._say(activity, "edited" if activity.type == "messageUpdate" else "deleted")

    def _keep(self, activity: Activity) -> bool:
        """Remember where this person can be written to; whether that was known."""
        person = self._desk.person(activity)
        before = self._desk.store.chat(person)
        profile = before.profile if before else {}
        chat = Chat(activity.place, activity.user, profile)
        if before != chat:
            self._desk.store.keep_chat(person, chat)
        return before is not None

    async def _forget(self, activity: Activity) -> None:
        for person in self._desk.store.forget_conversation(activity.place.conversation):
            await self._desk.gateway.forget(_sender(person))

    async def _welcome(self, activity: Activity) -> None:
        known = self._known(activity)
        directory = None if known.get("role") else self._desk.services.directory()
        await self._send(activity.place, welcome(self._words(activity), directory))

    async def _hear(self, activity: Activity) -> None:
        if activity.has_file:
            await self._say(activity, "no_files")
        if activity.text or not activity.has_file:
            lines = self._lines(activity)
            await self._converse(activity, chosen(activity.text, lines) or activity.text)

    async def _choose(self, activity: Activity, meaning: Mapping[str, Any]) -> None:
        payload, reference = meaning.get("payload"), meaning.get("follow")
        signal_id = meaning.get("accept")
        if meaning.get("pick") is True:
            payload = ticked_payload(activity.value, self._lines(activity))
        if isinstance(reference, str) and REFERENCE.fullmatch(reference):
            self._desk.store.follow(reference, self._desk.person(activity))
            await self._say(activity, "following")
        elif isinstance(signal_id, str) and SIGNAL_ID.fullmatch(signal_id):
            await self._accept(activity, signal_id)
        elif meaning.get("profile") is True:
            await self._keep_profile(activity)
        elif isinstance(payload, str) and is_current(meaning, self._lines(activity), payload):
            await self._converse(activity, payload, str(meaning.get("title") or ""))
        else:
            await self._say(activity, "stale_button")

    async def _accept(self, activity: Activity, signal_id: str) -> None:
        find = self._desk.officers
        officer = find(activity.user) if find is not None and activity.user else None
        text = self._words(activity)(await accept(officer, signal_id, self._desk.services))
        inbox = f"{self._desk.public_url}/inbox/{signal_id}"
        body = [paragraph(text), *rows([link(self._words(activity)("open_inbox"), inbox)])]
        plain = f"{text}\n{inbox}"
        await self._send(activity.place, card_message(body, plain, self._words(activity)))

    async def _keep_profile(self, activity: Activity) -> None:
        told = read_profile(activity.value, self._desk.services.directory())
        person = self._desk.person(activity)
        chat = self._desk.store.chat(person)
        if told and chat is not None:
            self._desk.store.keep_chat(person, replace(chat, profile=told))
        await self._say(activity, "profile_kept" if told else "profile_unknown")

    async def _converse(self, activity: Activity, text: str, pressed: str = "") -> None:
        inbound = Inbound(
            sender=_sender(self._desk.person(activity)),
            text=text,
            channel=Channel.TEAMS,
            metadata=self._known(activity),
            message_id=activity.id,
            keep_history=True,
        )
        answers, _ = await asyncio.gather(
            self._desk.gateway.handle(inbound), self._typing(activity.place)
        )
        for number, answer in enumerate(answers):
            await self._send_answer(activity.place, answer, pressed if number == 0 else "")

    async def _send_answer(self, place: Place, answer: Outbound, pressed: str) -> None:
        language = answer.custom.get("language")
        words = self._desk.words(Language(language) if language in set(Language) else Language.NL)
        if pressed:
            # Teams does not show which button was pressed.
            chose = words("chose", title=pressed[:LONGEST_TITLE])
            answer = replace(answer, text=f"{chose}\n{answer.text}")
        follow_up = f"{self._desk.public_url}/opvolgen"
        try:
            for message in answer_messages(answer, words, follow_up):
                await self._send(place, message)
        except ConnectorError as error:
            if error.gone or not error.refused:
                raise
            # A card that is refused must not keep the answer, and its 112, from the person.
            for message in text_messages(answer, words):
                await self._send(place, message)

    async def _typing(self, place: Place) -> None:
        with suppress(ConnectorError):
            await self._desk.connector.send(place, {"type": "typing"}, tries=1)

    async def _say(self, activity: Activity, key: str) -> None:
        await self._send(activity.place, text_message(self._words(activity)(key)))

    async def _send(self, place: Place, message: Json) -> None:
        await self._desk.connector.send(place, message)

    def _words(self, activity: Activity) -> Words:
        return self._desk.words(activity.language)

    def _known(self, activity: Activity) -> dict[str, str]:
        """Role and municipality: what the person said once, unless the file says otherwise."""
        chat = self._desk.store.chat(self._desk.person(activity))
        told = chat.profile if chat else {}
        return {**told, **self._desk.people.find(activity.user).known}

    def _lines(self, activity: Activity) -> list[Line]:
        history = self._desk.gateway.history(_sender(self._desk.person(activity)))
        return [numbered.line for numbered in history.lines]


def meant(activity: Activity) -> Mapping[str, Any] | None:
    """What a button of ours carries (Action.Submit or Action.Execute); None without one."""
    action = activity.value.get("action")
    inner = action.get("data") if isinstance(action, Mapping) else None
    for data in (activity.value, inner):
        found = data.get(OURS) if isinstance(data, Mapping) else None
        if isinstance(found, Mapping):
            return found
    return None


def chosen(text: str, lines: Sequence[Line]) -> str | None:
    """The payload of the last offered button that was typed, by its number or title."""
    after: list[Line] = []
    for line in lines:
        after = [] if line.who == "person" else [*after, line]
    buttons = next((line.buttons for line in reversed(after) if line.buttons), ())
    typed = text.strip().casefold()
    if NUMBER.fullmatch(typed) and 1 <= int(typed) <= len(buttons):
        return buttons[int(typed) - 1].payload
    return next((b.payload for b in buttons if b.title.casefold() == typed), None)


def ticked_payload(value: Mapping[str, Any], lines: Sequence[Line]) -> str | None:
    """What the ticks in the last list that was shown send; None where there is no list."""
    shown = [(line.custom or {}).get("pick") for line in lines if line.who != "person"]
    pick = next((one for one in reversed(shown[-OFFER_DEPTH:]) if one), None)
    ticked = value.get(PICK)
    if not isinstance(pick, Mapping):
        return None
    return picked(pick, ticked.split(",") if isinstance(ticked, str) else ())


def is_current(meaning: Mapping[str, Any], lines: Sequence[Line], payload: str) -> bool:
    """Whether a button still answers what it was shown for.

    One that names its own fact may come late; a bare yes or no only to the question that is open.
    """
    said = [line for line in lines if line.who != "person"][-OFFER_DEPTH:]
    if not any(payload in _payloads(line) for line in said):
        return False
    asked = [(line.custom or {}).get("question") for line in said]
    still_open = next((question for question in reversed(asked) if question), None)
    return "{" in payload or meaning.get("question") in (None, still_open)


def _payloads(line: Line) -> list[str]:
    custom = line.custom or {}
    rows = (str(row.get("payload")) for row in custom.get("summary") or ())
    return [*(b.payload for b in line.buttons), *rows, *picks(custom)]


def _sender(person: str) -> str:
    return f"teams:{person}"
