"""The Teams door of a running gateway: built from the settings, open while the gateway is."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from actions.config import TeamsSettings
from actions.domain.codes import Language
from channels.crypto import load_or_create
from channels.teams.accepting import signed_in_officers
from channels.teams.channel import Answers, ChannelTalk
from channels.teams.connector import Connector
from channels.teams.gates import Gates
from channels.teams.incoming import Incoming
from channels.teams.keys import SigningKeys
from channels.teams.personal import Desk, PersonalChat
from channels.teams.proactive import Notices
from channels.teams.question import load_cues
from channels.teams.store import TEAMS_FILE, TeamsStore
from channels.teams.who import load_people
from channels.wiring import KEY_FILE, Wiring
from knowledge.model import Answer, DontKnow

TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class TeamsDoor:
    """What the routes work with."""

    settings: TeamsSettings
    incoming: Incoming
    notices: Notices


@asynccontextmanager
async def teams_door(
    wired: Wiring, sleep: Callable[[float], Awaitable[None]] | None = None
) -> AsyncIterator[TeamsDoor | None]:
    """The door, or None where Teams is not configured; `sleep` takes seconds.

    Raises:
        PeopleFileError: the file of people has faults; names them.
    """
    settings = wired.settings.teams
    if settings is None:
        yield None
        return
    keys = load_or_create(wired.settings.var_dir / KEY_FILE)
    store = TeamsStore(wired.settings.var_dir / TEAMS_FILE, keys, wired.now)
    async with httpx.AsyncClient(timeout=TIMEOUT_S) as http:
        connector = Connector(http, settings, wired.now, *((sleep,) if sleep else ()))
        desk = _desk(wired, settings, store, connector)
        signing = SigningKeys(http, settings.openid_url, wired.now)
        if not settings.unauthenticated:
            await signing.warm()
        incoming = Incoming(
            Gates(settings, signing, wired.now),
            store,
            PersonalChat(desk),
            ChannelTalk(desk, load_cues(), _answers(wired)),
            wired.texts.section(Language.NL, "teams"),
        )
        try:
            yield TeamsDoor(settings, incoming, Notices(desk))
        finally:
            await incoming.stop()
            store.close()


def _desk(wired: Wiring, settings: TeamsSettings, store: TeamsStore, connector: Connector) -> Desk:
    return Desk(
        gateway=wired.gateway,
        services=wired.services,
        store=store,
        connector=connector,
        people=load_people(settings.people_file, wired.services.directory()),
        texts=wired.texts,
        public_url=wired.settings.public_url.rstrip("/"),
        officers=signed_in_officers(wired),
    )


def _answers(wired: Wiring) -> Answers:
    def answer(question: str, municipality: str | None, language: Language) -> Answer | DontKnow:
        retriever = wired.library.retriever()
        return retriever.answer(question, municipality=municipality, language=language.value)

    return answer
