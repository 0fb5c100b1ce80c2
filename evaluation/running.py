"""A whole system of its own, started as `nietpluis run` does, for as long as it is needed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from actions.config import read_settings
from actions.conversation import Tools, build_tools

START_SECONDS = 240
STOP_SECONDS = 60
# What `nietpluis setup` made is not made again.
MADE = ("index", "setup")


@dataclass(frozen=True)
class System:
    """A running system: its address, and the settings that it runs with."""

    url: str
    environ: Mapping[str, str]

    def token(self) -> str:
        """A token for all desks of this system."""
        command = [sys.executable, "-c", "from evaluation.stored import own_token as t; print(t())"]
        done = subprocess.run(  # noqa: S603 (our own function, with this system's settings)
            command, env=dict(self.environ), capture_output=True, text=True, check=True
        )
        return done.stdout.strip().splitlines()[-1]


@contextmanager
def started_system(model: Path | None = None) -> Iterator[System]:
    """Starts everything on free ports with an empty store; raises RuntimeError when it cannot.

    Without a model, the one that is deployed.
    """
    with tempfile.TemporaryDirectory(prefix="nietpluis-evaluation-") as folder:
        var = Path(folder)
        environ = _environ(var)
        url = environ["NIETPLUIS_PUBLIC_URL"]
        log = var / "supervisor.log"
        with log.open("wb") as out:
            process = subprocess.Popen(  # noqa: S603 (our own command)
                _command(model),
                env=environ,
                stdout=out,
                stderr=out,
            )
        try:
            wait_until_ready(url, process, log)
            yield System(url, environ)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=STOP_SECONDS)


def own_tools(folder: Path) -> Tools:
    """The conversation's tools over a store in this folder: nothing is read or kept."""
    database = f"sqlite:///{folder / 'store.sqlite3'}"
    settings = read_settings(os.environ)
    return build_tools(
        replace(settings, var_dir=folder, database_url=database, key_file=folder / "keys.json")
    )


def _command(model: Path | None) -> list[str]:
    if model is None:
        return [sys.executable, "-m", "channels.cli", "run", "--no-setup"]
    return [sys.executable, "-m", "evaluation.serving", str(model.resolve())]


def _environ(var: Path) -> dict[str, str]:
    shared = read_settings(os.environ).var_dir
    for made in MADE:
        if (shared / made).exists():
            shutil.copytree(shared / made, var / made, symlinks=True)
    gateway, rasa, actions = free_ports(3)
    return os.environ | {
        "NIETPLUIS_VAR_DIR": str(var),
        "NIETPLUIS_GATEWAY_PORT": str(gateway),
        "NIETPLUIS_RASA_PORT": str(rasa),
        "NIETPLUIS_ACTIONS_PORT": str(actions),
        "NIETPLUIS_PUBLIC_URL": f"http://127.0.0.1:{gateway}",
    }


def free_ports(number: int) -> list[int]:
    """Ports that nobody listens at now."""
    sockets = [socket.socket() for _ in range(number)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def wait_until_ready(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Waits for a supervisor's system; raises RuntimeError with the end of its log."""
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            if httpx.get(f"{url}/health/ready", timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            pass
        time.sleep(1)
    raise RuntimeError(f"the system did not become ready:\n{log.read_text()[-2000:]}")
