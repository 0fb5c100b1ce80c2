"""The chat in a real Chromium on a running system: every state of it, by axe and by hand."""

import asyncio
import json
from typing import Any

import pytest

from tests.browser.visitor import LISTEN, Visitor, visitor
from tests.conftest import System

CLERK = "/?lang=nl&role=counter&municipality=groningen"
WORRY = (
    "er staat een meisje van 16 aan mijn balie, een man doet het woord en houdt haar paspoort bij "
    "zich. ze durft niks te zeggen"
)
ANSWERS = {"danger": "Nee", "contact": "toestel 1234 van de balie"}
NARROW = 320
MOST_MILLISECONDS = 1_000
FIRST_WORDS = """
const look = () => {
  const chat = document.querySelector("niet-pluis-chat")?.shadowRoot;
  if (chat?.querySelector("#welcome:not([hidden])")) window.firstWords = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
MOST_QUESTIONS = 15

pytestmark = [pytest.mark.timeout(300), pytest.mark.usefixtures("chromium")]


async def _to_the_summary(person: Visitor) -> dict[str, Any]:
    seen = await person.say(WORRY)
    for _ in range(MOST_QUESTIONS):
        if seen["summary"] or seen["ended"]:
            return seen
        seen = await _answer(person, seen)
    pytest.fail(f"no summary after {MOST_QUESTIONS} questions: {seen}")


async def _answer(person: Visitor, seen: dict[str, Any]) -> dict[str, Any]:
    if "gevaar" in seen["text"] and "Nee" in seen["buttons"]:
        return await person.choose("Nee")
    if "bereiken" in seen["text"] or "nummer" in seen["text"]:
        return await person.say(ANSWERS["contact"])
    return await person.say("weet ik niet")


def test_no_state_of_a_report_breaks_a_rule_for_accessibility(system: System, axe: str) -> None:
    faults: dict[str, list[str]] = {}

    async def walk() -> dict[str, Any]:
        async with visitor(system.url, axe) as person:
            await person.open(CLERK)
            faults["opening"] = await person.faults()
            await person.write("bel hem op 06-12345678")
            await person.chat_until("return !part('warning').hidden")
            faults["warning"] = await person.faults()
            await person.chat("part('warning-edit').click(); part('message').value = '';")
            seen = await person.say(WORRY)
            for number in range(MOST_QUESTIONS):
                await person.chat("root.querySelectorAll('.sources').forEach((d) => d.open = true)")
                faults[f"{number} {seen['text'][:60]}"] = await person.faults()
                if seen["summary"]:
                    break
                seen = await _answer(person, seen)
            await person.page.connected(False)
            await person.chat_until("return part('notice').textContent !== ''")
            await person.write("ik schrijf door zonder verbinding")
            assert await person.chat("return part('notice').textContent !== ''")
            faults["offline"] = await person.faults()
            await person.page.connected(True)
            await person.chat_until("return !root.querySelector('.pending')")
            seen = await person.answer()
            while not seen["reference"]:
                seen = await person.choose(seen["buttons"][0])
            faults["handoff"] = await person.faults()
            await person.page.size(NARROW, 640)
            faults["narrow"] = await person.faults() + ["too wide"] * await person.is_too_wide()
            await person.page.press("Escape")
            faults["cleared"] = await person.faults()
            return seen

    seen = asyncio.run(walk())
    assert {state: found for state, found in faults.items() if found} == {}
    assert seen["reference"] and len(faults) > 8


def test_urgent_practice_and_english_break_no_rule_either(system: System, axe: str) -> None:
    faults: dict[str, list[str]] = {}

    async def walk() -> None:
        async with visitor(system.url, axe) as person:
            await person.open("/?lang=en")
            await person.say("I want to practise")
            await person.chat_until("return !part('practice').hidden")
            faults["practice"] = await person.faults()
            await person.say("stop")
        async with visitor(system.url, axe) as person:
            await person.open(CLERK)
            await person.say("hij slaat haar hier nu, help")
            await person.chat_until("return root.querySelector('.urgent') !== null")
            faults["urgent"] = await person.faults()
            await person.page.look(forced_colors="active", prefers_reduced_motion="reduce")
            faults["forced colours"] = await person.faults()
            await person.chat("for (let n = 0; n < 3; n += 1) part('larger').click();")
            await person.page.size(NARROW, 640)
            faults["largest text"] = ["too wide"] * await person.is_too_wide()
            await person.write("x" * 6000)
            await person.chat_until("return part('notice').textContent !== ''")
            faults["too long"] = await person.faults()

    asyncio.run(walk())
    assert {state: found for state, found in faults.items() if found} == {}


def test_the_first_words_stand_within_a_second_of_loading(system: System) -> None:
    async def walk() -> float:
        async with visitor(system.url) as person:
            await person.page.first_run(FIRST_WORDS)
            await person.open(CLERK)
            loaded = "performance.getEntriesByType('navigation')[0].loadEventEnd"
            return float(await person.page.run(f"window.firstWords - {loaded}"))

    assert asyncio.run(walk()) <= MOST_MILLISECONDS


def test_only_new_words_of_the_bot_are_read_out(system: System) -> None:
    async def walk() -> tuple[list[str], list[str], str]:
        async with visitor(system.url) as person:
            await person.page.first_run(LISTEN)
            await person.open(CLERK)
            seen = await person.say("er klopt iets niet met een gast in het hotel")
            heard = json.loads(await person.page.run("JSON.stringify(window.heard)"))
            await person.open(CLERK)
            await person.chat_until("return root.querySelectorAll('#log .bot').length > 0")
            await asyncio.sleep(1)
            after = json.loads(await person.page.run("JSON.stringify(window.heard)"))
            role = await person.chat("return part('log').getAttribute('role')")
            return [seen["text"], *heard], after, f"{role}"

    (said, *heard), after_reload, role = asyncio.run(walk())
    assert role == "log"
    assert sum(said in words for words in heard) == 1
    assert not any("hotel" in words and words.startswith("Jij") for words in heard)
    assert after_reload == []


def test_a_report_can_be_told_with_the_keyboard_alone(system: System) -> None:
    async def walk() -> list[Any]:
        async with visitor(system.url) as person:
            page = person.page
            focus = "return root.activeElement?.id || root.activeElement?.textContent"
            await person.open(CLERK)
            await page.press("Tab")
            found = [await person.chat(focus)]
            await page.press("Enter")
            found.append(await person.chat(focus))
            await page.type("er klopt iets niet met een gast in het hotel")
            await page.press("Enter")
            seen = await person.answer()
            found.append(await person.chat(focus))
            await page.press("Tab", shift=True)  # back from the field: the last button
            found.append(await person.chat(focus) == seen["buttons"][-1])
            await page.press(" ")
            await person.answer()
            await page.press("Escape")
            found.append(await person.chat(focus))
            found.append(await person.chat("return root.querySelectorAll('.message').length"))
            await page.press("Tab")
            await page.press("Enter")
            await person.chat_until("return root.querySelectorAll('.message').length >= 4")
            found.append(await person.chat(focus))
            return found

    assert asyncio.run(walk()) == [
        "skip", "message", "message", True, "cleared-title", 0, "message",
    ]  # fmt: skip


def test_a_number_of_a_person_is_asked_about_before_it_leaves(system: System) -> None:
    async def walk() -> list[Any]:
        async with visitor(system.url) as person:
            await person.open(CLERK)
            said = "return root.querySelectorAll('#log .person').length"
            found = []
            for text in ("bsn 111222333", "bel 06-12345678", "naam@voorbeeld.example", "op 3 mei"):
                await person.write(text)
                await asyncio.sleep(0.3)
                asked = await person.chat("return part('warning').hidden")
                found.append((bool(asked), await person.chat(said)))
                await person.chat("part('warning').hidden || part('warning-edit').click();")
            await person.answer()
            await person.write("bel 06-12345678")
            await person.chat_until("return root.activeElement?.id === 'warning-edit'")
            await person.chat("part('warning-send').click();")
            await person.answer()
            return [*found, await person.chat(said)]

    assert asyncio.run(walk()) == [(False, 0), (False, 0), (False, 0), (True, 1), 2]


def test_the_text_grows_and_the_size_is_remembered_but_no_word_is(system: System) -> None:
    async def walk() -> list[Any]:
        async with visitor(system.url) as person:
            await person.open(CLERK)
            await person.say("er klopt iets niet met een gast in het hotel")
            height = "return part('message').getBoundingClientRect().height"
            small = await person.chat(height)
            await person.chat("part('larger').click(); part('larger').click();")
            large = await person.chat(height)
            await person.open(CLERK)
            kept = json.loads(await person.page.run("JSON.stringify({...localStorage})"))
            again = await person.chat(height)
            session = await person.page.run("sessionStorage.length")
            return [large > small * 1.3, again == large, kept, session]

    assert asyncio.run(walk()) == [True, True, {"nietpluis-text-size": "1.5"}, 0]
