"""The gateway: every door in one application, wired when it starts."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

from actions.config import Settings
from channels import health, kept_text, problems
from channels.api.app import PREFIX as API_PREFIX
from channels.api.app import create_api
from channels.cards import routes as cards_routes
from channels.conversations import ConversationStore
from channels.crypto import Sealer, load_or_create
from channels.database import open_database
from channels.gateway import Gateway, Parts
from channels.identity import Pseudonyms, Tokens
from channels.inbox import files, follow_up, listing, passages, session
from channels.inbox import routes as inbox_routes
from channels.journal import Journal
from channels.library import Library
from channels.monitor import routes as monitor_routes
from channels.phone_book import DirectoryPhoneBook
from channels.ports import Retriever, Services
from channels.rasa_client import RasaClient, connect
from channels.ratelimit import RateLimit
from channels.security import SecurityMiddleware
from channels.sign_in import routes as sign_in_routes
from channels.sign_in.guard import SignInGuard
from channels.sign_in.open_doors import refuse_open_doors
from channels.sign_in.service import open_sign_in
from channels.teams import routes as teams_routes
from channels.teams.door import teams_door
from channels.texts import Texts, load_texts
from channels.web import embedding
from channels.web import routes as web_routes
from channels.web import socket as web_socket
from channels.web.live import LiveChat
from channels.web.tokens import read_tokens
from channels.wiring import KEY_FILE, Wiring

HERE = Path(__file__).parent
TEMPLATE_DIRS = [
    HERE / "web" / "templates",
    HERE / "inbox" / "templates",
    HERE / "cards" / "templates",
    HERE / "monitor" / "templates",
    HERE / "sign_in" / "templates",
]
FOLLOW_UP_TRIES = 20
FOLLOW_UP_TRIES_IN_ALL = 500
FOLLOW_UP_WINDOW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Given:
    """Parts that a caller brings; what is None is built when the gateway starts."""

    services: Services | None = None
    retriever: Retriever | None = None
    rasa: RasaClient | None = None
    now: Callable[[], datetime] | None = None


def create_app(
    settings: Settings,
    services: Services | None = None,
    retriever: Retriever | None = None,
    rasa: RasaClient | None = None,
    now: Callable[[], datetime] | None = None,
) -> FastAPI:
    """The gateway for these settings; a test brings parts of its own.

    Raises SettingsError where anybody could come in.
    """
    refuse_open_doors(settings)
    texts = load_texts()
    given = Given(services, retriever, rasa, now)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        wired = build(settings, texts, given)
        app.state.wiring = api.state.wiring = wired
        warming = asyncio.create_task(asyncio.to_thread(wired.library.warm))
        sweeping = [asyncio.create_task(kept_text.sweep(settings.var_dir, wired.now))]
        if wired.sign_in is not None:
            sweeping.append(asyncio.create_task(wired.sign_in.sweep()))
        async with teams_door(wired) as app.state.teams:
            yield
        for sweep in sweeping:
            sweep.cancel()
        await warming
        await wired.live.stop()
        await wired.rasa.close()

    app = FastAPI(title="Niet-Pluis", lifespan=lifespan, openapi_url=None)
    api = create_api(texts)
    app.state.tokens = read_tokens(settings.tokens_file)
    app.state.templates = Jinja2Templates(directory=TEMPLATE_DIRS)
    _add_doors(app, api, texts, settings)
    return app


def build(settings: Settings, texts: Texts, given: Given) -> Wiring:
    """Everything behind the doors, from the settings and what was given."""
    now = given.now or _utc_now
    services = given.services or _bootstrap(settings)
    rasa = given.rasa or connect(settings.rasa_port)
    keys = load_or_create(settings.var_dir / KEY_FILE)
    gateway = Gateway(_parts(settings, services, rasa, texts, now))
    return Wiring(
        settings=settings,
        services=services,
        library=Library(_opener(settings, given.retriever)),
        rasa=rasa,
        gateway=gateway,
        live=LiveChat(gateway, now),
        tokens=Tokens(keys.derive("officer tokens")),
        csrf_key=keys.derive("forms"),
        texts=texts,
        follow_up_limit=RateLimit(FOLLOW_UP_TRIES, FOLLOW_UP_TRIES_IN_ALL, FOLLOW_UP_WINDOW),
        now=now,
        sign_in=open_sign_in(
            settings,
            services.directory(),
            keys,
            settings.var_dir / kept_text.DOORS_FILE,
            now,
        ),
    )


def _parts(
    settings: Settings,
    services: Services,
    rasa: RasaClient,
    texts: Texts,
    now: Callable[[], datetime],
) -> Parts:
    keys = load_or_create(settings.var_dir / KEY_FILE)
    database = open_database(settings.var_dir / kept_text.DOORS_FILE)
    return Parts(
        rasa=rasa,
        conversations=ConversationStore(database, Sealer(keys.derive("conversations"))),
        journal=Journal(database, Sealer(keys.derive("undelivered"))),
        pseudonyms=Pseudonyms(keys.derive("senders")),
        texts=texts,
        phone=DirectoryPhoneBook(services.directory(), texts, now),
        now=now,
    )


def _add_doors(app: FastAPI, api: FastAPI, texts: Texts, settings: Settings) -> None:
    problems.install(app, texts)

    def refuse(request: Request) -> Response:
        return problems.answer(request, problems.DoorError(413, "too_large"), texts)

    app.add_middleware(SignInGuard)
    # Outside the guard: a page elsewhere must be able to read that its session has ended.
    app.add_middleware(embedding.EmbeddingMiddleware, origins=settings.embed_origins)
    app.add_middleware(SecurityMiddleware, refuse=refuse)
    for_people = (
        web_routes,
        embedding,
        web_socket,
        session,
        listing,
        inbox_routes,
        files,
        monitor_routes,
    )
    for routes in (
        health,
        sign_in_routes,
        *for_people,
        follow_up,
        passages,
        cards_routes,
        teams_routes,
    ):
        app.include_router(routes.router)
    # Only what holds nothing of a person is compressed: secrets in a page could be guessed by size.
    static = GZipMiddleware(StaticFiles(directory=HERE / "web" / "static"), minimum_size=1_000)
    app.mount("/static", static)
    app.mount(API_PREFIX, api)


def _bootstrap(settings: Settings) -> Services:
    from actions.bootstrap import bootstrap  # heavy: a test that brings services needs none of it

    return bootstrap(settings)


def _opener(settings: Settings, retriever: Retriever | None) -> Callable[[], Retriever]:
    if retriever is not None:
        return lambda: retriever

    def open_index() -> Retriever:
        from knowledge.retrieval import open_retriever  # heavy: loads torch

        return open_retriever(settings.var_dir / "index")

    return open_index


def _utc_now() -> datetime:
    return datetime.now(UTC)
