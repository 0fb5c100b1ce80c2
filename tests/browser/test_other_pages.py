"""The pages beside the chat, by axe in a real Chromium, wide and narrow."""

import asyncio

import httpx
import pytest

from tests.browser.visitor import Visitor, visitor
from tests.conftest import System

DESK = "groningen-officer"
OPEN_PAGES = ("/opvolgen", "/signaalkaarten", "/inbox/aanmelden", "/nergens")
OFFICERS_PAGES = ("/inbox", "/monitor")
NARROW = 320
TOLD = (
    "een man houdt het paspoort van een vrouw bij zich en doet steeds het woord",
    "nee",
    *("weet ik niet",) * 12,
)

pytestmark = [pytest.mark.timeout(300), pytest.mark.usefixtures("chromium")]


@pytest.fixture(scope="module")
def reference(system: System) -> str:
    """A signal in the inbox, told over the webhook."""
    talk = system.person(role="counter", municipality="groningen")
    for text in TOLD:
        messages = talk(text)
        customs = [message.get("custom") or {} for message in messages]
        if any(custom.get("question") == "confirm_summary" for custom in customs):
            customs = [message.get("custom") or {} for message in talk("/affirm")]
        for custom in customs:
            if "handoff" in custom:
                return str(custom["handoff"]["reference"])
    pytest.fail("the signal was never handed over")


async def _faults(person: Visitor, path: str) -> list[str]:
    await person.page.size(1000, 760)
    await person.open(path)
    found = await person.faults()
    await person.page.size(NARROW, 640)
    return found + ["too wide"] * await person.is_too_wide()


def test_no_page_breaks_a_rule_for_accessibility(system: System, axe: str, reference: str) -> None:
    faults: dict[str, list[str]] = {}

    async def walk() -> None:
        async with visitor(system.url, axe) as person:
            for path in OPEN_PAGES:
                faults[path] = await _faults(person, path)
            await person.open("/opvolgen")
            await person.page.run(
                f"document.querySelector('[name=reference]').value = '{reference}';"
                "document.querySelector('main form button').click();"
            )
            await person.page.until("document.readyState === 'complete'")
            faults["follow-up"] = await person.faults()
            await person.open("/inbox/aanmelden")
            await person.page.run(
                f"document.getElementById('desk').value = '{DESK}';"
                "document.querySelector('main button').click();"
            )
            await person.page.until("location.pathname === '/inbox'")
            for path in OFFICERS_PAGES:
                faults[path] = await _faults(person, path)
            await person.open("/inbox")
            first = await person.page.run(
                "document.querySelector('.signals a').getAttribute('href')"
            )
            faults["signal"] = await _faults(person, first)

    asyncio.run(walk())
    assert {page: found for page, found in faults.items() if found} == {}


def test_a_citation_opens_its_passage_without_a_fault(system: System, axe: str) -> None:
    async def walk() -> list[str]:
        async with visitor(system.url, axe) as person:
            await person.open("/?lang=nl&role=counter&municipality=groningen")
            await person.say("Wat is mensenhandel?")
            address = await person.chat("return root.querySelector('.sources a').href")
            assert httpx.get(address).status_code == httpx.codes.OK
            return await _faults(person, address.removeprefix(system.url))

    assert asyncio.run(walk()) == []
