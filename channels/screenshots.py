"""Pictures of the running system for the README: `python -m channels.screenshots`."""

import asyncio
import json
import os
from pathlib import Path

import typer

from actions.config import read_settings
from channels.browser import BrowserError, Page, new_page
from channels.commands.context import console
from channels.system import ROOT

FOLDER = ROOT / "docs" / "images"
DESK = "groningen-officer"
SAID = (
    "Aan mijn balie wil een man een jonge vrouw inschrijven. Hij voert steeds het woord "
    "en houdt haar paspoort bij zich. Zij kijkt alleen naar de grond."
)
ANSWERED = "!document.getElementById('send').disabled && document.querySelectorAll('.bot').length"
SETTLE_SECONDS = 0.5


async def take(address: str, folder: Path) -> list[Path]:
    """The chat page, the inbox and its narrow form; the files written."""
    async with new_page() as page:
        await page.size(1000, 760)
        await page.open(f"{address}/?lang=nl&role=counter&municipality=groningen")
        await page.picture(folder / "chat-start.png")
        await page.run(f"document.getElementById('message').value = {json.dumps(SAID)}")
        await page.run("document.getElementById('send').click()")
        await page.until(ANSWERED)
        await asyncio.sleep(SETTLE_SECONDS)
        await page.picture(folder / "chat.png")
        await _inbox(page, address, folder)
    return sorted(folder.glob("*.png"))


async def _inbox(page: Page, address: str, folder: Path) -> None:
    await page.open(f"{address}/inbox/aanmelden")
    await page.run(f"document.getElementById('desk').value = {json.dumps(DESK)}")
    await page.run("document.querySelector('main button').click()")
    await page.until("location.pathname === '/inbox' && document.readyState === 'complete'")
    await page.picture(folder / "inbox.png")
    first = await page.run("document.querySelector('.signals a')?.getAttribute('href') || ''")
    if first:
        await page.open(f"{address}{first}")
        await page.size(1100, 1000)
        await page.picture(folder / "signal.png")


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
