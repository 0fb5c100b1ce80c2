"""Pictures of every state of the running system for the docs: `python -m channels.screenshots`."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import typer

from actions.config import read_settings
from channels.browser import BrowserError, Page, new_page
from channels.commands.context import console
from channels.system import ROOT

FOLDER = ROOT / "docs" / "images"
DESK = "groningen-officer"
SAID = (
    "Aan mijn balie wil een man een jonge vrouw inschrijven. "
    "Hij doet steeds het woord en houdt haar paspoort bij zich."
)
FEW_SIGNALS = (
    "Er komt een man aan de balie die op een bouwplaats werkt en daar ook slaapt. "
    "Hij werkt elke dag heel lang."
)
NO_DANGER = "nee, nu niet"
ASKED = "Wat is mensenhandel?"
PRACTISE = "Ik wil oefenen"
DANGER = "Hij slaat haar hier nu aan de balie"
PRIVATE = "Haar nummer is 06-12345678"
DONT_KNOW = "weet ik niet"
CLERK = "/?lang=nl&role=counter&municipality=groningen"
WIDE, NARROW = (1000, 760), (320, 640)
MOST_QUESTIONS = 15
SETTLE_SECONDS = 0.5
ROOT_OF_CHAT = "document.querySelector('niet-pluis-chat').shadowRoot"
LAST_IS_THE_BOT = f"{ROOT_OF_CHAT}.querySelector('#log .message:last-child')?.matches('.bot')"


class Camera:
    """Goes through the chat as a person would, and takes pictures into a folder."""

    def __init__(self, page: Page, address: str, folder: Path) -> None:
        self.page = page
        self._address = address
        self._folder = folder

    async def open(self, path: str) -> None:
        """Go to a page of the gateway."""
        await self.page.open(f"{self._address}{path}")
        await asyncio.sleep(SETTLE_SECONDS)

    async def shoot(self, name: str) -> None:
        """Take a picture of what is in the window."""
        await asyncio.sleep(SETTLE_SECONDS)
        await self.page.picture(self._folder / f"{name}.png")

    async def write(self, text: str) -> None:
        """Put a text into the field and press the button."""
        await self.page.run(f"{ROOT_OF_CHAT}.getElementById('message').value = {json.dumps(text)}")
        await self.press("#send")

    async def say(self, text: str) -> None:
        """Write, and wait for the answer."""
        await self.write(text)
        await self.page.until(LAST_IS_THE_BOT)

    async def press(self, selector: str) -> None:
        """Press a button of the chat."""
        await self.page.run(f"{ROOT_OF_CHAT}.querySelector({json.dumps(selector)}).click()")

    async def bring(self, selector: str) -> None:
        """Scroll a part of the chat into the window."""
        await self.page.run(f"{ROOT_OF_CHAT}.querySelector('{selector}').scrollIntoView()")

    async def has(self, selector: str) -> bool:
        """Whether the chat shows such an element."""
        await asyncio.sleep(SETTLE_SECONDS)
        return bool(await self.page.run(f"{ROOT_OF_CHAT}.querySelector('{selector}') !== null"))


async def take(address: str, folder: Path) -> list[Path]:
    """Every state of chat and inbox; the files written."""
    scenes: list[Callable[[Camera], Awaitable[None]]] = [
        _report, _signals, _question, _practice, _danger, _officer, _others,
    ]  # fmt: skip
    for scene in scenes:
        async with new_page() as page:
            await page.size(*WIDE)
            await scene(Camera(page, address, folder))
    return sorted(folder.glob("*.png"))


async def _report(camera: Camera) -> None:
    await camera.open(CLERK)
    await camera.shoot("chat-start")
    await camera.page.look(prefers_color_scheme="dark")
    await camera.shoot("chat-start-dark")
    await camera.page.look(prefers_color_scheme="light", forced_colors="active")
    await camera.shoot("chat-start-forced-colours")
    await camera.page.look(prefers_color_scheme="light")
    await camera.say(SAID)
    await camera.shoot("chat")
    await camera.write(PRIVATE)
    await camera.shoot("chat-warning")
    await camera.press("#warning-edit")
    await camera.say(NO_DANGER)
    for _ in range(MOST_QUESTIONS):
        if await camera.has(".summary button"):
            break
        await camera.say(DONT_KNOW)
    await camera.shoot("chat-summary")
    await camera.page.connected(False)
    await camera.page.until(f"{ROOT_OF_CHAT}.getElementById('notice').textContent")
    await camera.write("nog iets: hij had haast")
    await camera.shoot("chat-offline")
    await camera.page.connected(True)
    await camera.page.until(f"!{ROOT_OF_CHAT}.querySelector('.pending')")
    await camera.page.until(LAST_IS_THE_BOT)
    await _to_the_end(camera)
    await camera.bring(".card")
    await camera.shoot("chat-handoff")
    await camera.page.size(*NARROW)
    await camera.page.look(prefers_color_scheme="dark")
    await camera.bring(".card")
    await camera.shoot("chat-handoff-narrow-dark")
    await camera.page.press("Escape")
    await camera.shoot("chat-cleared-narrow-dark")


async def _to_the_end(camera: Camera) -> None:
    for _ in range(MOST_QUESTIONS):
        if await camera.has(".reference"):
            return
        await camera.press(".choices.open button")
        await asyncio.sleep(SETTLE_SECONDS)
        await camera.page.until(LAST_IS_THE_BOT)


async def _signals(camera: Camera) -> None:
    await camera.open(CLERK)
    await camera.say(FEW_SIGNALS)
    for _ in range(MOST_QUESTIONS):
        if await camera.has(".pick"):
            await camera.press(".pick summary")
            await camera.bring(".pick")
            await camera.shoot("chat-signals")
            return
        await camera.say(DONT_KNOW)


async def _question(camera: Camera) -> None:
    await camera.open(CLERK)
    await camera.say(ASKED)
    if await camera.has(".sources"):
        await camera.press(".sources summary")
    await camera.shoot("chat-sources")


async def _practice(camera: Camera) -> None:
    await camera.open("/?lang=nl")
    await camera.say(PRACTISE)
    await camera.shoot("chat-practice")


async def _danger(camera: Camera) -> None:
    await camera.open("/?lang=nl")
    await camera.say(DANGER)
    await camera.shoot("chat-danger")
    await camera.press("#larger")
    await camera.press("#larger")
    await camera.shoot("chat-danger-large-text")


async def _officer(camera: Camera) -> None:
    await camera.open("/inbox/aanmelden")
    await camera.shoot("sign-in")
    await camera.page.run(f"document.getElementById('desk').value = {json.dumps(DESK)}")
    await camera.page.run("document.querySelector('main button').click()")
    await camera.page.until("location.pathname === '/inbox' && document.readyState === 'complete'")
    await camera.shoot("inbox")
    first = await camera.page.run(
        "document.querySelector('.signals a')?.getAttribute('href') || ''"
    )
    if first:
        await camera.open(first)
        await camera.page.size(1100, 1000)
        await camera.shoot("signal")


async def _others(camera: Camera) -> None:
    for name, path in {"follow-up": "/opvolgen", "error": "/nergens"}.items():
        await camera.open(path)
        await camera.shoot(name)


def main() -> None:
    """Take the pictures of the system at the address of the settings."""
    settings = read_settings(os.environ)
    say = console()
    try:
        address = f"http://{settings.gateway_host}:{settings.gateway_port}"
        for file in asyncio.run(take(address, FOLDER)):
            say.show(os.path.relpath(file, ROOT))
    except BrowserError as error:
        say.say("cannot", detail=error)
        raise SystemExit(1) from None


if __name__ == "__main__":
    typer.run(main)
