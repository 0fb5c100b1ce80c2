"""A lost connection in a real browser: what is typed meanwhile is kept, sent once, shown once."""

import asyncio
import shutil
from typing import Any

import pytest

from channels.browser import PROGRAMS, new_page
from tests.browser.visitor import Visitor
from tests.integration.live.conftest import GatewayProcess
from tests.integration.live.stub_rasa import StubRasa

SHOWN = 'return [...root.querySelectorAll("#log .bubble")].map((one) => one.textContent).join("|");'
PENDING = 'return root.querySelectorAll("#log .pending").length;'
OFFLINE = 'return part("frame").classList.contains("offline");'
ASKED = "performance.getEntriesByType('resource').map((one) => one.name).join(' ')"
LEAVING = """(() => {
  const leaving = new Event("beforeunload", { cancelable: true });
  dispatchEvent(leaving);
  return leaving.defaultPrevented;
})()"""
STORED = "JSON.stringify([{...localStorage}, {...sessionStorage}])"


@pytest.fixture(autouse=True)
def _chromium() -> None:
    if not any(map(shutil.which, PROGRAMS)):
        pytest.skip(f"none of {', '.join(PROGRAMS)} is installed")


def answered(*messages: str) -> str:
    return "|".join(f"{said}|Ik hoorde: {said}|En verder na {said}?" for said in messages)


async def shows(visitor: Visitor, text: str) -> None:
    await visitor.chat_until(SHOWN.replace('.join("|")', f'.join("|") === {text!r}'))


async def pull_the_cable_and_type(url: str, rasa: StubRasa) -> dict[str, Any]:
    async with new_page() as page:
        visitor = Visitor(page, url)
        await visitor.open()
        await visitor.say("een")
        asked = await page.run(ASKED)
        await page.connected(False)
        await visitor.chat_until(OFFLINE)
        await visitor.write("twee")
        await visitor.write("drie")
        told = {
            "asked": asked,
            "offline": await visitor.chat(SHOWN),
            "pending": await visitor.chat(PENDING),
            "stored": await page.run(STORED),
            "heard": dict(rasa.acted_on),
        }
        await page.connected(True)
        await visitor.chat_until(f"{PENDING[:-1]} === 0;")
        await visitor.chat_until('return root.querySelectorAll("#log .bot").length === 6;')
        told["online"] = await visitor.chat(SHOWN)
        await page.open(f"{url}/?lang=nl")
        await shows(visitor, answered("een", "twee", "drie"))
        await page.press("Escape")
        told["cleared"] = await visitor.chat(SHOWN)
        await visitor.chat('part("resume").click();')
        await shows(visitor, answered("een", "twee", "drie"))
        return told


def test_what_is_typed_without_a_connection_is_sent_once_when_it_is_back(
    gateway: GatewayProcess, rasa: StubRasa
) -> None:
    rasa.acted_on.clear()
    told = asyncio.run(pull_the_cable_and_type(gateway.url, rasa))
    assert "/chat?" not in told["asked"]  # our policy lets the socket through
    assert told["offline"] == f"{answered('een')}|twee|drie"
    assert told["pending"] == 2
    assert told["heard"] == {"een": 1}
    assert "een" not in told["stored"] and "twee" not in told["stored"]
    assert sorted(told["online"].split("|")) == sorted(answered("een", "twee", "drie").split("|"))
    assert told["cleared"] == ""
    assert rasa.acted_on == {"een": 1, "twee": 1, "drie": 1}


async def leave_in_every_state(url: str) -> dict[str, bool]:
    async with new_page() as page:
        visitor = Visitor(page, url)
        await visitor.open()
        warned = {"nothing said": await page.run(LEAVING)}
        await visitor.chat('part("message").focus();')
        await page.type("half")
        warned["half a message"] = await page.run(LEAVING)
        await page.press("Escape")
        warned["half a message, hidden"] = await page.run(LEAVING)
        await visitor.chat('part("resume").click();')
        await visitor.say("half")
        warned["answered"] = await page.run(LEAVING)
        await page.connected(False)
        await visitor.chat_until(OFFLINE)
        await visitor.write("heel")
        warned["in the queue"] = await page.run(LEAVING)
        stored = await page.run(STORED)
        await page.connected(True)
        await visitor.chat_until(f"{PENDING[:-1]} === 0;")
        warned["heard"] = await page.run(LEAVING)
        return {**warned, "stored": "hal" in stored or "heel" in stored}


def test_the_browser_warns_who_leaves_before_every_word_is_heard(gateway: GatewayProcess) -> None:
    assert asyncio.run(leave_in_every_state(gateway.url)) == {
        "nothing said": False,
        "half a message": True,
        "half a message, hidden": True,
        "answered": False,
        "in the queue": True,
        "heard": False,
        "stored": False,
    }


async def say_while_the_gateway_is_gone(gateway: GatewayProcess) -> str:
    async with new_page() as page:
        visitor = Visitor(page, gateway.url)
        await visitor.open()
        await visitor.say("vier")
        gateway.stop()
        await visitor.write("vijf")
        gateway.start()
        await visitor.chat_until('return root.querySelectorAll("#log .bot").length === 4;')
        return str(await visitor.chat(SHOWN))


def test_a_page_that_stays_open_goes_on_when_the_gateway_is_back(
    gateway: GatewayProcess, rasa: StubRasa
) -> None:
    rasa.acted_on.clear()
    assert asyncio.run(say_while_the_gateway_is_gone(gateway)) == answered("vier", "vijf")
    assert rasa.acted_on == {"vier": 1, "vijf": 1}
    assert "Exception" not in gateway.log.read_text()
