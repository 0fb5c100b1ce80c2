"""The chat on an intranet page of another origin, under a strict content security policy."""

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from evaluation.running import free_ports
from tests.browser.visitor import ANSWERED, Visitor, visitor
from tests.conftest import ROOT, System

NONCE = "4AEemGb0xJptoIGFP3Nd"
PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Intranet</title>
<style nonce="{nonce}">:root {{ --brand: red; }} p, button {{ color: rgb(255, 0, 0); }}</style>
</head><body><main><h1>Intranet</h1><p id="own">Nieuws</p>
<script type="module" nonce="{nonce}" src="{gateway}/static/niet-pluis.js"
 data-language="nl" data-role="counter" data-municipality="groningen"></script>
</main></body></html>"""
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'nonce-{nonce}'; "
    "img-src 'self'; connect-src {gateway} {socket}; require-trusted-types-for 'script'"
)
WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.broken.push(event.violatedDirective + " " + event.blockedURI));
"""

pytestmark = [pytest.mark.timeout(300), pytest.mark.usefixtures("chromium")]


def _intranet(gateway: str) -> type[BaseHTTPRequestHandler]:
    socket = gateway.replace("http:", "ws:")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = PAGE.format(nonce=NONCE, gateway=gateway).encode()
            policy = POLICY.format(nonce=NONCE, gateway=gateway, socket=socket)
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-security-policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """No line on the terminal for each request."""

    return Handler


@pytest.fixture(scope="module")
def sites(system: System, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """An intranet, and a second gateway of the same system that allows it and has its colours."""
    gateway_port, intranet_port = free_ports(2)
    gateway, intranet = f"http://127.0.0.1:{gateway_port}", f"http://127.0.0.1:{intranet_port}"
    tokens = tmp_path_factory.mktemp("look") / "tokens.css"
    tokens.write_text(":root { --np-brand: light-dark(#00622a, #8fd6a6); }")
    environ = system.environ | {
        "NIETPLUIS_GATEWAY_PORT": str(gateway_port),
        "NIETPLUIS_EMBED_ORIGINS": intranet,
        "NIETPLUIS_TOKENS_FILE": str(tokens),
    }
    with ExitStack() as stack:
        process = subprocess.Popen([sys.executable, "-m", "channels.serve"], cwd=ROOT, env=environ)
        stack.callback(process.wait, 30)
        stack.callback(process.terminate)
        server = ThreadingHTTPServer(("127.0.0.1", intranet_port), _intranet(gateway))
        stack.callback(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _wait_for(f"{gateway}/health/live")
        yield gateway, intranet


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            httpx.get(address)
            return
        except httpx.HTTPError:
            time.sleep(0.5)
    pytest.fail(f"nobody answers at {address}")


async def _open(person: Visitor) -> None:
    await person.page.first_run(WATCH)
    await person.page.open(f"{person.url}/")
    await person.page.until(
        "document.querySelector('niet-pluis-chat')?.shadowRoot?.querySelector('#log')"
    )
    await asyncio.sleep(0.5)


def test_one_script_tag_holds_a_whole_conversation_under_a_strict_policy(
    sites: tuple[str, str],
) -> None:
    gateway, intranet = sites

    async def walk() -> dict[str, Any]:
        async with visitor(intranet) as person:
            await _open(person)
            seen = await person.say("er klopt iets niet met een gast in het hotel")
            await _open(person)
            await person.chat_until(ANSWERED)
            lines = await person.chat("return root.querySelectorAll('#log .message').length")
            asked = await person.page.run(
                "JSON.stringify([...new Set(performance.getEntriesByType('resource')"
                ".map((entry) => new URL(entry.name).origin))])"
            )
            style = "getComputedStyle(part('send'))"
            return {
                "answered": bool(seen["text"]),
                "lines after a reload": lines,
                "origins": json.loads(asked),
                "violations": json.loads(await person.page.run("JSON.stringify(window.broken)")),
                "colour of the municipality": await person.chat(f"return {style}.backgroundColor"),
                "text in the chat": await person.chat(f"return {style}.color"),
                "own text of the page": await person.page.run(
                    "getComputedStyle(document.getElementById('own')).color"
                ),
            }

    found = asyncio.run(walk())
    assert found.pop("lines after a reload") >= 2
    assert found == {
        "answered": True,
        "origins": [gateway],
        "violations": [],
        "colour of the municipality": "rgb(0, 98, 42)",
        "text in the chat": "rgb(255, 255, 255)",
        "own text of the page": "rgb(255, 0, 0)",
    }


def test_the_language_changes_in_place_on_a_page_elsewhere(sites: tuple[str, str]) -> None:
    _, intranet = sites

    async def walk() -> list[str]:
        async with visitor(intranet) as person:
            await _open(person)
            before = await person.chat("return part('send').textContent")
            await person.chat("part('language').click()")
            await person.chat_until("return part('send').textContent !== 'Verstuur'")
            after = await person.chat("return part('send').textContent")
            return [before, after, await person.page.run("location.pathname")]

    assert asyncio.run(walk()) == ["Verstuur", "Send", "/"]
