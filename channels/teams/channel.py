"""A channel, where colleagues read along: questions are answered, stories move to private.

Nothing of what is written here is kept, passed to the bot, or repeated.
"""

import asyncio
import logging
from collections.abc import Callable

from actions.domain.codes import Language
from channels.messages import Outbound
from channels.problems import DoorError
from channels.teams.activity import Activity
from channels.teams.cards import answer_messages, card_message, link, paragraph, rows, text_message
from channels.teams.connector import ConnectorError
from channels.teams.personal import Desk
from channels.teams.question import Cues, is_general_question
from channels.teams.store import Chat
from knowledge.model import Answer, DontKnow

CHAT_LINK = "https://teams.microsoft.com/l/chat/0/0?users={bot}"

Answers = Callable[[str, str | None, Language], Answer | DontKnow]
"""Finds an answer to a question, for a municipality, in a language; may raise DoorError 503."""

log = logging.getLogger("nietpluis.teams")


class ChannelTalk:
    """What we do where somebody mentions us among colleagues."""

    def __init__(self, desk: Desk, cues: Cues, answers: Answers) -> None:
        self._desk = desk
        self._cues = cues
        self._answers = answers

    async def take(self, activity: Activity) -> None:
        """Answer a mention; everything else that happens in a channel is not ours."""
        words = self._desk.words(activity.language)
        if activity.bot_arrived:
            await self._desk.connector.send(activity.place, text_message(words("channel_hello")))
        elif activity.type != "message" or not activity.mentioned:
            return
        elif not activity.text and not activity.has_file:
            await self._desk.connector.send(activity.place, text_message(words("channel_empty")))
        elif await self._is_question(activity):
            await self._answer(activity)
        else:
            await self._move(activity)

    async def _is_question(self, activity: Activity) -> bool:
        # Files are never opened, so what is in them is nobody's question here.
        return not activity.has_file and await asyncio.to_thread(
            is_general_question, activity.text, self._cues, self._desk.services
        )

    async def _answer(self, activity: Activity) -> None:
        known = self._desk.people.find(activity.user)
        words = self._desk.words(activity.language)
        try:
            found = await asyncio.to_thread(
                self._answers, activity.text, known.municipality, activity.language
            )
        except DoorError:
            found = DontKnow(0.0)
        if isinstance(found, DontKnow):
            answer = Outbound(words("channel_unknown"))
        else:
            answer = _quoted(found, words("channel_answer"), self._desk.public_url)
        for message in answer_messages(answer, words, self._desk.public_url):
            await self._desk.connector.send(activity.place, message)

    async def _move(self, activity: Activity) -> None:
        """Say in the channel that this is for a private chat, and open one."""
        words = self._desk.words(activity.language)
        text = words("channel_private")
        address = CHAT_LINK.format(bot=activity.place.bot)
        body = [paragraph(text), *rows([link(words("open_private"), address)])]
        await self._desk.connector.send(activity.place, card_message(body, text, words))
        try:
            place = await self._desk.connector.open_personal(activity.place, activity.sender)
            await self._desk.connector.send(place, text_message(words("private_start")))
        except ConnectorError as error:
            # Who has not installed the app cannot be written to; the button above leads there.
            log.info("teams.private_not_opened reason=%s", error)
            return
        person = self._desk.person(activity)
        if self._desk.store.chat(person) is None:
            self._desk.store.keep_chat(person, Chat(place, activity.user))


def _quoted(found: Answer, opening: str, public_url: str) -> Outbound:
    lines = [opening, *(sentence.text for sentence in found.sentences)]
    cited = [sentence.citation for sentence in found.sentences]
    citations = [
        {
            "document": one.document,
            "title": one.title,
            "section": one.section,
            "page": one.page,
            "quote": one.quote,
            "url": f"{public_url}/kennis/{one.passage_id}",
        }
        for one in cited
    ]
    return Outbound("\n".join(lines), custom={"citations": citations})
