"""What product.md asks for the people who tell something, each as a story in a Chromium."""

import asyncio
import io
from typing import Any

import pytest
from pypdf import PdfReader

from tests.browser.visitor import Visitor, visitor
from tests.conftest import ROOT, System
from tests.e2e.conftest import House
from tests.e2e.people import Reader, reader

CLERK = "/?lang=nl&role=counter&municipality=groningen"
YOUTH_WORKER = "/?lang=nl&role=youth_worker&municipality=groningen"
RESIDENT = "/?lang=nl&role=resident&municipality=groningen"
ONE_BREATH = (
    "er staat een meisje van 16 aan mijn balie, een man doet het woord en houdt haar paspoort bij "
    "zich. ze durft niks te zeggen"
)
AT_THE_OFFICER = "groningen-officer"
MOST_TURNS = 10
"""In three minutes (product.md) that leaves eighteen seconds for each."""
ON_SCREEN = "return root.getElementById('log').innerText"

pytestmark = pytest.mark.timeout(300)


async def _to_the_end(person: Visitor, seen: dict[str, Any], contact: str) -> dict[str, Any]:
    """Answer as somebody who knows no more than was told, and send what is summed up."""
    for turns in range(1, MOST_TURNS + 1):
        if seen["reference"]:
            return seen | {"turns": turns}
        if seen["summary"]:
            seen = await person.choose("Versturen")
        elif "Nee" in seen["buttons"]:
            seen = await person.choose("Nee")
        elif "bereiken" in seen["text"] or "nummer" in seen["text"]:
            seen = await person.say(contact)
        else:
            seen = await person.say("weet ik niet")
    pytest.fail(f"more than {MOST_TURNS} turns: {seen}")


@pytest.mark.skipif(
    not any((ROOT / "bot" / "models").glob("*.tar.gz")), reason="no Rasa model: run make setup"
)
def test_a_clerk_tells_it_in_one_breath_and_later_hears_what_happened(system: System) -> None:
    async def story() -> tuple[dict[str, Any], str, str]:
        async with visitor(system.url) as clerk, reader(system.url) as officer:
            await clerk.open(CLERK)
            sent = await _to_the_end(clerk, await clerk.say(ONE_BREATH), "toestel 1234")
            await officer.sign_in(AT_THE_OFFICER)
            await officer.fill("Zoek in meldingen", sent["reference"])
            await officer.press("Zoek")
            signal = await officer.first_signal()
            await officer.press("Aannemen")
            await officer.fill("Bericht aan de melder", "Goed gezien. We gaan langs.")
            await officer.press("Bewaar en laat de melder weten")
            afterwards = await Reader(clerk.page, clerk.url).follow(sent["reference"])
            return sent, signal, afterwards

    sent, signal, afterwards = asyncio.run(story())
    assert sent["turns"] <= MOST_TURNS
    assert sent["reference"] in signal and "jonger dan 18" in signal
    assert "aangenomen" in afterwards and "Goed gezien. We gaan langs." in afterwards
    assert "paspoort" not in afterwards


def test_a_youth_worker_gets_an_answer_with_its_source_and_starts_a_signal_from_there(
    house: House,
) -> None:
    async def story() -> tuple[str, str, dict[str, Any]]:
        async with visitor(house.url) as worker:
            await worker.open(YOUTH_WORKER)
            await worker.say("Wie is de aandachtsfunctionaris?")
            answer = str(await worker.chat(ON_SCREEN))
            source = await worker.chat("return root.querySelector('.sources a').href")
            passage = await worker.page.another()
            await passage.open(str(source))
            told = await Reader(passage, house.url).text()
            for said in ("een jongen van 15 moet pakjes wegbrengen", "nee", "15"):
                seen = await worker.say(said)
            return answer, told, await worker.choose(seen["buttons"][0])

    answer, passage, sent = asyncio.run(story())
    assert "het vaste gezicht voor dit thema" in answer
    assert "Gids mensenhandel" in passage
    assert sent["reference"] and sent["ended"]
    assert {body["metadata"]["role"] for body in house.rasa.heard} == {"youth_worker"}


def test_a_resident_tells_it_on_a_page_that_says_so_and_is_asked_no_role(house: House) -> None:
    async def story() -> dict[str, Any]:
        async with visitor(house.url) as resident:
            await resident.open(RESIDENT)
            return await resident.say("in de schuur achter ons slapen tien mannen op de grond")

    asyncio.run(story())
    (heard,) = house.rasa.heard
    assert (heard["metadata"]["role"], heard["metadata"]["municipality"]) == (
        "resident",
        "groningen",
    )


def test_a_clerk_who_sees_danger_reads_112_in_that_reply_and_can_go_on(house: House) -> None:
    async def story() -> tuple[str, str, dict[str, Any]]:
        async with visitor(house.url) as clerk:
            await clerk.open(CLERK)
            await clerk.say("er klopt iets niet")
            await clerk.say("hij heeft een mes bij zich")
            alarm = await clerk.chat("return root.querySelector('.urgent').innerText")
            number = await clerk.chat("return root.querySelector('.urgent .call').href")
            return str(alarm), str(number), await clerk.choose("Nee")

    alarm, number, after = asyncio.run(story())
    assert alarm.startswith("Bel nu 112")
    assert number == "tel:112"
    assert "Hoe oud" in after["text"]


def test_a_clerk_hides_the_screen_from_a_customer_and_finds_every_word_back(house: House) -> None:
    async def story() -> tuple[str, str, list[str]]:
        async with visitor(house.url) as clerk:
            await clerk.open(CLERK)
            await clerk.say("een man houdt haar paspoort bij zich")
            await clerk.page.press("Escape")
            hidden = await clerk.page.run(
                "document.querySelector('niet-pluis-chat').shadowRoot"
                ".getElementById('frame').innerText"
            )
            await clerk.chat("part('resume').click()")
            await clerk.answer()
            back = str(await clerk.chat(ON_SCREEN))
            await clerk.open(CLERK)  # and after a reload
            await clerk.answer()
            return str(hidden), back, [str(await clerk.chat(ON_SCREEN))]

    hidden, back, (reloaded,) = asyncio.run(story())
    assert "paspoort" not in hidden and "Het scherm is gewist." in hidden
    assert "een man houdt haar paspoort bij zich" in back
    assert reloaded == back
    assert house.rasa.texts == ["een man houdt haar paspoort bij zich"]


async def _to_the_summary(clerk: Visitor) -> None:
    await clerk.open(CLERK)
    for said in ("een man houdt haar paspoort bij zich", "nee", "16"):
        await clerk.say(said)


def test_a_clerk_on_a_narrow_screen_ticks_what_else_was_seen_by_keyboard(house: House) -> None:
    async def story() -> tuple[list[Any], str, str]:
        async with visitor(house.url, width=320) as clerk:
            await clerk.page.size(320, 640)
            await _to_the_summary(clerk)
            room = await clerk.chat("return part('scroller').clientHeight")
            seen = [room, await clerk.is_too_wide()]
            await clerk.chat("root.querySelector('.pick summary').focus()")
            for key in ("Enter", "Tab", " ", "Tab", "Tab", " ", "Tab", "Enter"):
                await clerk.page.press(key)
            await clerk.answer()
            shown = str(await clerk.chat(ON_SCREEN))
            tab = Visitor(await clerk.page.another(), house.url)
            await tab.open(CLERK)
            await tab.answer()
            return seen, shown, str(await tab.chat(ON_SCREEN))

    (room, is_too_wide), shown, in_another_tab = asyncio.run(story())
    assert house.rasa.texts[-1] == '/inform{"signs": "long_days poor_housing"}'
    assert "Heel lange werkdagen; Slechte huisvesting" in shown
    assert in_another_tab == shown
    assert room >= 250 and not is_too_wide


def test_the_printed_card_holds_the_reference_and_no_word_of_the_conversation(
    house: House,
) -> None:
    async def story() -> bytes:
        async with visitor(house.url) as clerk:
            await _to_the_summary(clerk)
            await clerk.choose("Ja, verstuur")
            # Left as it is while the printer's window is open.
            await clerk.page.run("window.print = () => { throw new Error('still printing') }, 0")
            await clerk.chat(
                "[...root.querySelectorAll('.card button')]"
                ".find((made) => made.textContent === 'Print').click()"
            )
            return await clerk.page.paper()

    pages = PdfReader(io.BytesIO(asyncio.run(story()))).pages
    printed = " ".join(page.extract_text() for page in pages)
    assert len(pages) == 1
    assert "E21-RA3-AKZ-82K-PWR-H1Q" in printed
    assert "paspoort" not in printed and "Voor medewerkers" not in printed


def test_who_is_asked_for_a_number_may_give_it_but_is_warned_of_a_citizens_number(
    house: House,
) -> None:
    async def story() -> list[bool]:
        async with visitor(house.url) as clerk:
            await clerk.open(CLERK)
            await clerk.say("vertrouwelijk")
            await clerk.write("mijn bsn is 111222333")
            warned = await clerk.chat("return !part('warning').hidden")
            await clerk.chat("part('warning-edit').click(); part('message').value = ''")
            await clerk.say("bel 06-12345678 of balie@gemeente.example")
            return [bool(warned), bool(await clerk.chat("return !part('warning').hidden"))]

    assert asyncio.run(story()) == [True, False]
    assert house.rasa.texts == ["vertrouwelijk", "bel 06-12345678 of balie@gemeente.example"]
