"""A person at the chat in a real Chromium: types, presses keys, hears, and checks with axe."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from channels.browser import Page, new_page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SCHEMES = ("light", "dark")
IN_CHAT = """(() => {{
  const root = document.querySelector("niet-pluis-chat").shadowRoot;
  const part = (id) => root.getElementById(id);
  {script}
}})()"""
RUN_AXE = """axe.run(document, {options}).then((found) => JSON.stringify(
  found.violations.map(({{ id, nodes }}) =>
    id + ": " + nodes.map(({{ target }}) => target.flat().join(" ")).join(", "))))"""
# What a screen reader would read out: what is added inside a live region, as it is added.
LISTEN = """
window.heard = [];
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
  const root = attach.call(this, options);
  const manner = (node) => {
    for (let at = node.nodeType === 1 ? node : node.parentElement; at; at = at.parentElement) {
      if (at.closest("[hidden]")) return "off";
      const live = at.getAttribute("aria-live");
      if (live) return live;
      if (at.getAttribute("role") === "alert") return "assertive";
      if (["log", "status"].includes(at.getAttribute("role"))) return "polite";
    }
    return "off";
  };
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) {
      const words = node.textContent.trim();
      if (words && manner(node) !== "off") window.heard.push(words);
    }
  }).observe(root, { childList: true, subtree: true });
  return root;
};
"""
ANSWERED = """
  const lines = root.querySelectorAll("#log .message");
  return lines.length > 0 && lines[lines.length - 1].classList.contains("bot");
"""
SAID_SECONDS = 30.0
SETTLE_SECONDS = 0.4


@dataclass
class Visitor:
    """One person with a browser of their own."""

    page: Page
    url: str
    axe: str = ""

    async def open(self, path: str = "/?lang=nl") -> None:
        """Go to a page; on the chat's own, wait until it is there."""
        await self.page.open(f"{self.url}{path}")
        if path.startswith("/?"):
            await self.page.until(
                "document.querySelector('niet-pluis-chat')?.shadowRoot?.querySelector('#log')"
            )
            await asyncio.sleep(SETTLE_SECONDS)

    async def chat(self, script: str) -> Any:
        """The value of a script that has the shadow root as `root` and its ids by `part`."""
        return await self.page.run(IN_CHAT.format(script=script))

    async def chat_until(self, script: str) -> None:
        """Wait until a script in the chat gives true."""
        await self.page.until(IN_CHAT.format(script=script), SAID_SECONDS)

    async def write(self, text: str) -> None:
        """Put a text into the field and press the button."""
        await self.chat(f'part("message").value = {json.dumps(text)}; part("send").click();')

    async def say(self, text: str) -> dict[str, Any]:
        """Write, and wait for the answer; what is then on the screen."""
        await self.write(text)
        return await self.answer()

    async def choose(self, title: str) -> dict[str, Any]:
        """Press the button with this title, and wait for the answer."""
        await self.chat(
            f"[...root.querySelectorAll('.choices.open button')]"
            f".find((made) => made.textContent === {json.dumps(title)}).click();"
        )
        return await self.answer()

    async def answer(self) -> dict[str, Any]:
        """Wait for the bot; its last line, the buttons, and the marks of the end."""
        await self.chat_until(ANSWERED)
        await asyncio.sleep(SETTLE_SECONDS)
        return dict(
            json.loads(
                await self.chat("""
          const lines = [...root.querySelectorAll("#log .message")];
          const buttons = [...root.querySelectorAll(".choices.open button")];
          return JSON.stringify({
            text: lines.at(-1).querySelector(".bubble")?.textContent ?? "",
            buttons: buttons.map((made) => made.textContent),
            summary: root.querySelectorAll(".summary button").length,
            reference: root.querySelector(".reference")?.textContent ?? null,
            ended: root.querySelector(".ended") !== null,
            progress: part("progress").hidden ? "" : part("progress-text").textContent,
          });""")
            )
        )

    async def faults(self) -> list[str]:
        """What axe finds on the page as it is now, in light and in dark."""
        await self.page.run(self.axe)
        found: list[str] = []
        for scheme in SCHEMES:
            await self.page.look(prefers_color_scheme=scheme)
            # In the dark only the colours differ.
            rules = {"type": "tag", "values": TAGS} if scheme == "light" else ["color-contrast"]
            raw = await self.page.run(RUN_AXE.format(options=json.dumps({"runOnly": rules})))
            found += [f"{scheme}: {fault}" for fault in json.loads(raw)]
        return found

    async def is_too_wide(self) -> bool:
        """Whether the page must be scrolled sideways."""
        return bool(await self.page.run("document.documentElement.scrollWidth > innerWidth"))


@asynccontextmanager
async def visitor(url: str, axe: str = "", width: int = 1000) -> AsyncIterator[Visitor]:
    """A person with a fresh browser."""
    async with new_page() as page:
        await page.size(width, 760)
        yield Visitor(page, url, axe)
