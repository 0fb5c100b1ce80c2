"""Signing in and out in a real Chromium, with a real provider, over real ports."""

import asyncio
import json
import os
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from channels.browser import PROGRAMS, Page, new_page
from tests.browser.conftest import axe, node_modules  # noqa: F401  fixtures
from tests.browser.visitor import Visitor
from tests.integration.sign_in.provider import Provider
from tests.integration.sign_in.somebody import Somebody
from tests.unit.channels.fakes import Clock, FakeRasa

pytestmark = pytest.mark.skipif(
    not any(map(shutil.which, PROGRAMS)), reason=f"none of {', '.join(PROGRAMS)} is installed"
)
PICTURES = os.environ.get("NIETPLUIS_TEST_PICTURES")
Visit = Callable[[Page, str], Awaitable[Any]]


def visit(somebody: Somebody, what: Visit) -> Any:
    async def go() -> Any:
        async with new_page() as page:
            await page.size(1000, 760)
            return await what(page, str(somebody.client.base_url).rstrip("/"))

    return asyncio.run(go())


async def at(page: Page, path: str) -> None:
    await page.until(f"location.pathname === '{path}' && document.readyState === 'complete'")


async def choose(page: Page, user: str) -> None:
    """Sign in at the provider's own page."""
    await at(page, "/authorize")
    await page.run(f"document.querySelector('button[value={user}]').click()")


async def picture(page: Page, name: str) -> None:
    if PICTURES:
        await page.picture(Path(PICTURES) / f"sign-in-{name}.png")


def test_a_clerk_signs_in_talks_and_signs_out(
    served: Somebody, rasa: FakeRasa, provider: Provider
) -> None:
    async def the_way(page: Page, public: str) -> list[Any]:
        await page.open(f"{public}/?lang=nl")
        await choose(page, "balie")
        await at(page, "/")
        seen = [await page.run("document.cookie"), await page.run("location.search")]
        said = {"id": "m1", "text": "Hallo", "metadata": {}}
        body = json.dumps({"method": "POST", "body": json.dumps(said)})
        await page.run(
            f"fetch('/chat', {{...{body}, headers: {{'content-type': 'application/json'}}}})"
            ".then(answer => answer.status)"
        )
        await page.until("document.querySelector('footer form button')")
        await picture(page, "chat")
        await page.run("document.querySelector('footer form button').click()")
        await at(page, "/afgemeld")
        await picture(page, "out")
        return [*seen, await page.run("document.querySelector('h1').textContent")]

    assert visit(served, the_way) == ["", "?lang=nl", "Je bent afgemeld"]
    assert rasa.heard[-1]["metadata"]["role"] == "counter"
    assert len(provider.signed_out) == 1
    assert served.rows("session") == 0


def test_an_officer_reads_the_inbox_and_signs_out_there_too(
    served: Somebody, provider: Provider
) -> None:
    async def the_way(page: Page, public: str) -> str:
        await page.open(f"{public}/inbox")
        await choose(page, "functionaris")
        await at(page, "/inbox")
        found = await page.run("document.querySelector('.signals a').getAttribute('href')")
        await page.run("document.querySelector('form[action=\"/afmelden\"] button').click()")
        await at(page, "/afgemeld")
        return str(found)

    assert visit(served, the_way) == "/inbox/s1"
    assert len(provider.signed_out) == 1 and served.rows("session") == 0


@pytest.mark.parametrize(
    ("user", "title"),
    [
        ("onbekend", "Je hebt nog geen toegang"),
        ("kaal", "We missen gegevens over je werk"),
        ("veel", "Je zit in te veel groepen"),
    ],
)
def test_who_is_not_let_in_reads_why_and_what_to_do(
    served: Somebody, user: str, title: str
) -> None:
    async def the_way(page: Page, public: str) -> list[Any]:
        await page.open(f"{public}/")
        await choose(page, user)
        await at(page, "/aanmelden/terug")
        await picture(page, user)
        return [
            await page.run("document.querySelector('h1').textContent"),
            await page.run("document.querySelector('a[href=\"tel:112\"]').textContent"),
        ]

    assert visit(served, the_way) == [title, "Bel 112"]
    assert served.rows("session") == 0


def test_a_token_that_is_not_right_is_refused_in_the_browser(
    served: Somebody, provider: Provider
) -> None:
    provider.lie.claims = {"nonce": "ander"}

    async def the_way(page: Page, public: str) -> Any:
        await page.open(f"{public}/")
        await choose(page, "balie")
        await at(page, "/aanmelden/terug")
        await picture(page, "token")
        await page.size(320, 640)
        await picture(page, "token-narrow")
        wide = await page.run("document.documentElement.scrollWidth")
        return [await page.run("document.querySelector('h1').textContent"), wide <= 320]

    assert visit(served, the_way) == ["We konden niet zien wie je bent", True]


def test_an_open_page_says_that_its_session_is_over(served: Somebody, clock: Clock) -> None:
    async def the_way(page: Page, public: str) -> list[Any]:
        await page.open(f"{public}/inbox/s1")
        await choose(page, "functionaris")
        await at(page, "/inbox/s1")
        await page.run("document.getElementById('note').value = 'nog niet verstuurd'")
        before = await page.run("document.getElementById('session-over').hidden")
        clock.forward(hours=2)
        await page.run("document.dispatchEvent(new Event('visibilitychange'))")
        await page.until("!document.getElementById('session-over').hidden")
        await picture(page, "over")
        return [before, await page.run("document.getElementById('note').value")]

    assert visit(served, the_way) == [True, "nog niet verstuurd"]


def test_no_page_of_sign_in_breaks_a_rule_for_accessibility(
    served: Somebody,
    provider: Provider,
    clock: Clock,
    axe: str,  # noqa: F811
) -> None:
    faults: dict[str, list[str]] = {}

    async def the_way(page: Page, public: str) -> None:
        person = Visitor(page, public, axe)
        await page.open(f"{public}/")
        await choose(page, "onbekend")
        await at(page, "/aanmelden/terug")
        faults["refused"] = await person.faults()
        await page.open(f"{public}/aanmelden?next=/inbox/s1")
        await choose(page, "functionaris")
        await at(page, "/inbox/s1")
        clock.forward(hours=2)
        await page.run("document.dispatchEvent(new Event('visibilitychange'))")
        await page.until("!document.getElementById('session-over').hidden")
        await picture(page, "over")
        faults["over"] = await person.faults()
        await page.open(f"{public}/aanmelden?next=/verder")
        await choose(page, "functionaris")
        await at(page, "/verder")
        faults["back"] = await person.faults()
        await page.open(f"{public}/afgemeld")
        faults["out"] = await person.faults()

    visit(served, the_way)
    assert {state: found for state, found in faults.items() if found} == {}
    assert set(faults) == {"refused", "over", "back", "out"}
