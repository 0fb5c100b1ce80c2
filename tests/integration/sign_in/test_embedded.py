"""The chat on an intranet page of another origin, where people must sign in at the gateway."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from actions.config import read_settings
from channels.app import create_app
from channels.browser import Page, new_page
from tests.browser.conftest import axe, chromium, node_modules  # noqa: F401  fixtures
from tests.browser.visitor import Visitor
from tests.integration.sign_in.provider import Provider, free_port, serving
from tests.integration.sign_in.test_browser import picture
from tests.unit.channels.fakes import Clock, FakeRasa, FakeRetriever, FakeServices

PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Intranet</title></head>
<body><main><h1>Intranet</h1><script type="module" src="{gateway}/static/niet-pluis.js"
 data-language="{language}"></script></main></body></html>"""
SHOWS = "document.querySelector('niet-pluis-chat')?.shadowRoot?.querySelector('{}')"
SHOWN = "document.querySelector('niet-pluis-chat').shadowRoot.textContent"

pytestmark = pytest.mark.usefixtures("chromium")


@dataclass(frozen=True)
class Sites:
    """The addresses of the gateway and of the intranet whose pages hold the chat."""

    gateway: str
    intranet: str


@pytest.fixture
def sites(
    environ: dict[str, str], rasa: FakeRasa, clock: Clock, provider: Provider
) -> Iterator[Sites]:
    port, intranet_port = free_port(), free_port()
    found = Sites(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{intranet_port}")
    provider.redirects = {f"{found.gateway}/aanmelden/terug", f"{found.gateway}/afgemeld"}
    settings = read_settings(
        {
            **environ,
            "NIETPLUIS_PUBLIC_URL": found.gateway,
            "NIETPLUIS_EMBED_ORIGINS": found.intranet,
        }
    )
    app = create_app(settings, FakeServices(), FakeRetriever(), rasa.client(), clock)
    intranet = ThreadingHTTPServer(("127.0.0.1", intranet_port), _pages(found.gateway))
    threading.Thread(target=intranet.serve_forever, args=(0.05,), daemon=True).start()
    try:
        with serving(app, port):
            yield found
    finally:
        intranet.shutdown()
        intranet.server_close()


def _pages(gateway: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            language = "en" if "english" in self.path else "nl"
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.format(gateway=gateway, language=language).encode())

        def log_message(self, format: str, *args: object) -> None:
            """No line on the terminal for each request."""

    return Handler


async def _sign_in(page: Page) -> None:
    await page.until("document.querySelector('button[value=balie]')")
    await page.run("document.querySelector('button[value=balie]').click()")


def test_who_is_not_signed_in_reads_so_and_comes_back_to_the_same_page(
    sites: Sites,
    axe: str,  # noqa: F811
) -> None:
    async def walk() -> list[Any]:
        async with new_page() as page:
            await page.size(320, 640)
            await page.open(f"{sites.intranet}/nieuws?id=3")
            await page.until(SHOWS.format("#sign-in"))
            person = Visitor(page, sites.intranet, axe)
            await picture(page, "embedded-narrow")
            seen: list[Any] = [await page.run(SHOWN), await person.faults()]
            await person.chat("part('sign-in').click()")
            await _sign_in(page)
            await page.until(SHOWS.format("#log"))
            seen.append(await page.run("location.href"))
            await person.chat_until("return !part('welcome').hidden")
            answer = await person.say("er klopt iets niet")
            return [*seen, answer["text"]]

    told, faults, came_back, answered = asyncio.run(walk())
    assert "Meld je eerst aan" in told and "Bel 112" in told and "niet bereikbaar" not in told
    assert faults == []
    assert came_back == f"{sites.intranet}/nieuws?id=3"
    assert answered == "Ik hoorde: er klopt iets niet"


def test_the_same_is_said_in_english(sites: Sites) -> None:
    async def walk() -> str:
        async with new_page() as page:
            await page.open(f"{sites.intranet}/english")
            await page.until(SHOWS.format("#sign-in"))
            return str(await page.run(SHOWN))

    assert "Sign in first" in asyncio.run(walk())


def test_a_session_that_ends_meanwhile_keeps_what_was_typed_and_sends_it_afterwards(
    sites: Sites, rasa: FakeRasa, clock: Clock
) -> None:
    async def walk() -> list[Any]:
        async with new_page() as page:
            person = Visitor(page, sites.intranet)
            await page.open(f"{sites.intranet}/nieuws")
            await page.until(SHOWS.format("#sign-in"))
            await person.chat("part('sign-in').click()")
            await _sign_in(page)
            await page.until(SHOWS.format("#log"))
            await person.say("eerste")
            clock.forward(hours=2)
            await person.write("tweede")
            await person.chat_until("return part('notice').querySelector('a') !== null")
            await picture(page, "embedded-over")
            told = await person.chat("return part('notice').textContent")
            looks = await person.chat(
                "return getComputedStyle(root.querySelector('.pending .bubble')).outlineStyle"
            )
            heard = list(rasa.texts)
            address = await person.chat("return part('notice').querySelector('a').href")
            await _in_another_tab(page, address)
            await person.chat_until("return !root.querySelector('.pending')")
            return [told, looks, heard, address]

    told, looks, heard, address = asyncio.run(walk())
    assert told == (
        "Je aanmelding is voorbij. Wat je typte, staat er nog. "
        "Meld je opnieuw aan in een nieuw venster"
    )
    assert address == f"{sites.gateway}/aanmelden?next=/verder"
    assert (looks, heard) == ("dashed", ["eerste"])
    assert rasa.texts == ["eerste", "tweede"]


async def _in_another_tab(page: Page, address: str) -> None:
    """Sign in again beside the page."""
    tab = await page.another()
    await tab.open(address)
    await _sign_in(tab)
    await tab.until("location.pathname === '/verder'")
