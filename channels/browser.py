"""A headless Chromium, driven over its own debugging protocol: open, run, take a picture."""

import asyncio
import base64
import itertools
import json
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--remote-debugging-port=0",
    "--accept-lang=nl",
)
START_SECONDS = 30.0
POLL_SECONDS = 0.1
KEYS = {"Tab": (9, ""), "Enter": (13, "\r"), "Escape": (27, ""), " ": (32, " ")}
"""Windows key code, and the sign that the key types."""
SHIFT = 8


class BrowserError(Exception):
    """There is no Chromium, or it did not do what was asked; the message says which."""


class Page:
    """One tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = itertools.count(1)

    async def size(self, width: int, height: int) -> None:
        """Give the window a size in CSS pixels."""
        await self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    async def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""
        await self._call("Page.navigate", url=address)
        await self.until("document.readyState === 'complete'")

    async def run(self, script: str) -> Any:  # the value is whatever the script gives
        """The value of a JavaScript expression on the page; raises BrowserError."""
        answer = await self._call("Runtime.evaluate", expression=script, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise BrowserError(f"{script}: {answer['exceptionDetails']['text']}")
        return answer["result"].get("value")

    async def until(self, condition: str, seconds: float = START_SECONDS) -> None:
        """Wait until an expression is true; raises BrowserError when it does not become so."""
        deadline = asyncio.get_running_loop().time() + seconds
        while not await self.run(f"Boolean({condition})"):
            if asyncio.get_running_loop().time() > deadline:
                raise BrowserError(f"never true: {condition}")
            await asyncio.sleep(POLL_SECONDS)

    async def look(self, **features: str) -> None:
        """Show pages as for a person with these wishes, such as prefers_color_scheme="dark"."""
        named = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        await self._call("Emulation.setEmulatedMedia", features=named)

    async def press(self, key: str, shift: bool = False) -> None:
        """Press and release one of `KEYS`."""
        code, text = KEYS[key]
        common = {"key": key, "windowsVirtualKeyCode": code, "modifiers": SHIFT if shift else 0}
        await self._call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        await self._call("Input.dispatchKeyEvent", type="keyUp", **common)

    async def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        await self._call("Input.insertText", text=text)

    async def connected(self, is_on: bool) -> None:
        """Pull out the network cable of this tab, or put it back."""
        await self._call("Network.enable")
        conditions = {"offline": not is_on, "latency": 0}
        everything = {"downloadThroughput": -1, "uploadThroughput": -1}
        await self._call("Network.emulateNetworkConditions", **conditions, **everything)

    async def first_run(self, script: str) -> None:
        """Run a script on every page from now on, before any script of its own."""
        await self._call("Page.enable")
        await self._call("Page.addScriptToEvaluateOnNewDocument", source=script)

    async def picture(self, file: Path) -> None:
        """Write what is in the window as PNG."""
        answer = await self._call("Page.captureScreenshot", format="png")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(answer["data"]))

    async def another(self) -> "Page":
        """A second tab of the same browser, with the same cookies."""
        browser = Page(self._socket)
        made = await browser._call("Target.createTarget", url="about:blank")
        return await browser._tab(made["targetId"])

    async def _tab(self, target: str) -> "Page":
        attached = await self._call("Target.attachToTarget", targetId=target, flatten=True)
        return _Session(self._socket, attached["sessionId"])

    async def paper(self) -> bytes:
        """What comes out of the printer, as PDF."""
        answer = await self._call("Page.printToPDF")
        return base64.b64decode(answer["data"])

    async def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        number = next(self._ids)
        request = {"id": number, "method": method, "params": parameters}
        await self._send(request)
        while True:
            answer = json.loads(await self._socket.recv())
            if answer.get("id") != number:
                continue  # an event of the page
            if "error" in answer:
                raise BrowserError(f"{method}: {answer['error'].get('message')}")
            result: dict[str, Any] = answer["result"]
            return result

    async def _send(self, request: dict[str, Any]) -> None:
        await self._socket.send(json.dumps(request))


@asynccontextmanager
async def new_page() -> AsyncIterator[Page]:
    """A tab in a browser of its own, which is gone afterwards; raises BrowserError."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise BrowserError(f"none of {', '.join(PROGRAMS)} is installed")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        process = subprocess.Popen(  # noqa: S603  a fixed program with fixed flags
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            async with connect(await _address(Path(profile)), max_size=None) as socket:
                yield await _first_tab(socket)
        finally:
            process.terminate()
            process.wait(START_SECONDS)


async def _address(profile: Path) -> str:
    """Chromium writes down which port it took, and the path of its debugging door."""
    file = profile / "DevToolsActivePort"
    deadline = asyncio.get_running_loop().time() + START_SECONDS
    while not file.exists() or "\n" not in file.read_text():
        if asyncio.get_running_loop().time() > deadline:
            raise BrowserError("Chromium does not start")
        await asyncio.sleep(POLL_SECONDS)
    port, path = file.read_text().split("\n")[:2]
    return f"ws://127.0.0.1:{port}{path}"


async def _first_tab(socket: ClientConnection) -> Page:
    browser = Page(socket)
    targets = await browser._call("Target.getTargets")
    tab = next(t for t in targets["targetInfos"] if t["type"] == "page")
    return await browser._tab(tab["targetId"])


class _Session(Page):
    """A tab reached through the browser's one connection."""

    def __init__(self, socket: ClientConnection, session: str) -> None:
        super().__init__(socket)
        self._session = session
        self._ids = itertools.count(1_000)

    async def _send(self, request: dict[str, Any]) -> None:
        await super()._send({**request, "sessionId": self._session})
