"""Somebody at the pages beside the chat: reads, fills in by label, presses by what it says."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from channels.browser import Page, new_page

NAMED = """(() => {{
  const shown = (one) => one.checkVisibility() && !one.closest("[hidden]");
  const found = [...document.querySelectorAll("{kinds}")]
    .filter((one) => shown(one) && (one.ariaLabel || one.innerText).trim().startsWith({name}));
  if (!found.length) throw new Error("nothing says " + {name});
  found[0].click();
}})()"""
FILLED = """(() => {{
  const label = [...document.querySelectorAll("label")]
    .find((one) => one.innerText.trim() === {name});
  document.getElementById(label.htmlFor).value = {value};
}})()"""


@dataclass
class Reader:
    """One person with a browser, at the pages of one gateway."""

    page: Page
    url: str

    async def open(self, path: str) -> str:
        """Go to a page; what it says."""
        await self.page.open(f"{self.url}{path}")
        return await self.text()

    async def text(self) -> str:
        """What stands on the page for who looks at it."""
        return str(await self.page.run("document.querySelector('main').innerText"))

    async def fill(self, label: str, value: str) -> None:
        """Put something into the field with this label."""
        await self.page.run(FILLED.format(name=json.dumps(label), value=json.dumps(value)))

    async def unfold(self, name: str) -> None:
        """Open what is folded away under these words."""
        await self._click("summary", name)

    async def press(self, name: str) -> str:
        """Press the button or link that says this; what the next page says."""
        await self.page.run("window.isOld = true")
        await self._click("button, a", name)
        await self._arrived()
        return await self.text()

    async def sign_in(self, desk: str) -> str:
        """As the officer of a desk; what the inbox says."""
        await self.open("/inbox/aanmelden")
        await self.fill("Loket", desk)
        return await self.press("Aanmelden")

    async def first_signal(self) -> str:
        """Open the signal at the top of the inbox."""
        await self.page.run("window.isOld = true")
        await self.page.run("document.querySelector('.signals a').click()")
        await self._arrived()
        return await self.text()

    async def follow(self, reference: str) -> str:
        """What the reporter gets to read with this reference."""
        await self.open("/opvolgen")
        await self.fill("Kenmerk", reference)
        return await self.press("Bekijk")

    async def _arrived(self) -> None:
        await self.page.until("!window.isOld && document.readyState === 'complete'")

    async def _click(self, kinds: str, name: str) -> None:
        await self.page.run(NAMED.format(kinds=kinds, name=json.dumps(name)))


@asynccontextmanager
async def reader(url: str) -> AsyncIterator[Reader]:
    """A person with a fresh browser."""
    async with new_page() as page:
        await page.size(1000, 760)
        yield Reader(page, url)
