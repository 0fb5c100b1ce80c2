"""A whole system, started as the README says, on free ports and with a folder of its own."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from evaluation.running import free_ports, wait_until_ready
from tests.bot_framework import BotFramework

ROOT = Path(__file__).resolve().parent.parent
Messages = list[dict[str, Any]]


@dataclass(frozen=True)
class System:
    """A running system: its address, its folder, and the processes under one supervisor."""

    url: str
    rasa_url: str
    var: Path
    environ: dict[str, str]

    def post(self, sender: str, text: str, metadata: dict[str, str] | None = None) -> Messages:
        """One message through the front door."""
        body: dict[str, Any] = {"sender": sender, "message": text}
        if metadata:
            body["metadata"] = metadata
        answer = httpx.post(f"{self.url}/webhooks/rest/webhook", json=body, timeout=60)
        answer.raise_for_status()
        messages: Messages = answer.json()
        return messages

    def person(self, **metadata: str) -> "Callable[[str], Messages]":
        """Somebody new, who talks."""
        sender = uuid4().hex
        return lambda text: self.post(sender, text, metadata)

    def command(self, *arguments: str) -> str:
        """Output of a `nietpluis` command in this system's surroundings."""
        done = subprocess.run(
            [sys.executable, "-m", "channels.cli", *arguments],
            cwd=ROOT,
            env=self.environ,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return done.stdout


PEOPLE = """
people:
  - users: [99999999-0000-4000-8000-0000000000aa]
    desks: [groningen-officer]
  - users: [99999999-0000-4000-8000-0000000000cc]
    role: counter
    municipality: groningen
"""


@pytest.fixture(scope="session")
def bot_framework() -> Iterator[BotFramework]:
    """What the system's Teams door talks to."""
    stub = BotFramework()
    yield stub
    stub.close()


@pytest.fixture(scope="session")
def system(
    tmp_path_factory: pytest.TempPathFactory, bot_framework: BotFramework
) -> Iterator[System]:
    """The supervisor with all its processes, as `make run` starts them."""
    var = tmp_path_factory.mktemp("var")
    shared = Path(os.environ.get("NIETPLUIS_VAR_DIR", ROOT / "var"))
    for made in ("index", "setup"):  # what `make setup` made is not made again
        if (shared / made).exists():
            shutil.copytree(shared / made, var / made, symlinks=True)
    people = var / "people.yml"
    people.write_text(PEOPLE, encoding="utf-8")
    gateway, rasa, actions = free_ports(3)
    url = f"http://127.0.0.1:{gateway}"
    environ = os.environ | {
        "NIETPLUIS_VAR_DIR": str(var),
        "NIETPLUIS_GATEWAY_PORT": str(gateway),
        "NIETPLUIS_RASA_PORT": str(rasa),
        "NIETPLUIS_ACTIONS_PORT": str(actions),
        "NIETPLUIS_PUBLIC_URL": url,
        # A receiver that is never there: mail arrives all the same, and no text in any log.
        "NIETPLUIS_WEBHOOK_URL": "http://127.0.0.1:9/notices",
        "NIETPLUIS_WEBHOOK_SECRET": "made up",
        "NIETPLUIS_TEAMS_PEOPLE_FILE": str(people),
        **bot_framework.environ,
    }
    log = var / "supervisor.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "channels.cli", "run"],
            cwd=ROOT,
            env=environ,
            stdout=out,
            stderr=out,
        )
    try:
        wait_until_ready(url, process, log)
        yield System(url, f"http://127.0.0.1:{rasa}", var, environ)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
