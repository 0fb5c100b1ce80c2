"""A real gateway in a process of its own, on loopback, with a small Rasa behind it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.integration.live import stub_rasa

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
TRANSPORT = ROOT / "channels" / "web" / "static" / "transport.js"
START_SECONDS = 30.0
Told = list[dict[str, Any]]


class GatewayProcess:
    """The gateway on one port and one folder, to be killed and started again."""

    def __init__(self, rasa_port: int, var: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = var / "gateway.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._environ = os.environ | {
            "NIETPLUIS_VAR_DIR": str(var),
            "NIETPLUIS_GATEWAY_PORT": str(self.port),
            "NIETPLUIS_RASA_PORT": str(rasa_port),
            "NIETPLUIS_ACTIONS_PORT": "9",
            "PYTHONPATH": str(ROOT),
        }

    def start(self) -> None:
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, HERE / "serve.py"], env=self._environ, stdout=out, stderr=out
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self._process.poll() is None, self.log.read_text()[-3_000:]
            assert time.monotonic() < deadline, "the gateway does not start"
            time.sleep(0.05)

    def kill(self) -> None:
        """As when the power goes: nothing is told to anybody."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As an operator stops it."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(20)
            self._process = None

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health/live", timeout=1).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def rasa() -> Iterator[stub_rasa.StubRasa]:
    with stub_rasa.running() as server:
        yield server


@pytest.fixture(scope="session")
def gateway(
    rasa: stub_rasa.StubRasa, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[GatewayProcess]:
    process = GatewayProcess(rasa.port, tmp_path_factory.mktemp("var"))
    process.start()
    try:
        yield process
    finally:
        process.stop()


@pytest.fixture(scope="session")
def node() -> str:
    """Node with WebSocket, which version 22 has by itself and 20 on request."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not installed; the page's own transport runs in it")
    asked = subprocess.run(
        [program, "--experimental-websocket", "-p", "typeof WebSocket"],
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.stdout.strip() != "function":
        pytest.skip("this node has no WebSocket; version 20.10 is the first that has")
    return program


Talk = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def talk(node: str) -> Iterator[Talk]:
    """Starts conversations over the page's own transport, against an address."""
    running = []

    def start(address: str, **plan: object) -> "subprocess.Popen[str]":
        command = [node, "--experimental-websocket", "--no-warnings", str(HERE / "talk.mjs")]
        process = subprocess.Popen(
            [*command, str(TRANSPORT), address, json.dumps(plan)],
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def told(process: "subprocess.Popen[str]", seconds: float) -> Told:
    """What the pages saw, once all conversations are over."""
    output, _ = process.communicate(timeout=seconds)
    pages: Told = json.loads(output)
    return pages
