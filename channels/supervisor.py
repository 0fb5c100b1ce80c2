"""Runs the four servers together: starts, watches, restarts, and stops them as one."""

import asyncio
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

HOST = "127.0.0.1"
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Child:
    """A server to run; `ready` asks it, `address` is told once it answers (empty: nothing)."""

    name: str
    command: Sequence[str]
    ready: Callable[[], Awaitable[bool]]
    address: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    working_dir: Path | None = None


@dataclass(frozen=True, slots=True)
class Port:
    """A port that a server needs, and the setting that changes it."""

    number: int
    setting: str


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds. A server that dies within `fast` so many times in a row is given up.

    Waiting doubles from `first_wait` to `longest_wait`; `stop` is the time to end by itself.
    """

    fast: float = 20.0
    fast_deaths: int = 5
    first_wait: float = 1.0
    longest_wait: float = 30.0
    poll: float = 0.3
    stop: float = 15.0


class Say(Protocol):
    """Tells the person at the terminal something by the key of its sentence."""

    def __call__(self, key: str, **values: object) -> None:
        """One line."""
        ...


def taken_ports(ports: Sequence[Port]) -> list[Port]:
    """Those of the ports on which somebody is already listening."""
    return [port for port in ports if not _is_free(port.number)]


def _is_free(number: int) -> bool:
    with socket.socket() as probe:
        # As the servers do: a port that was just given up counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, number))
        except OSError:
            return False
    return True


class Supervisor:
    """Keeps the children alive until it is told to stop or one of them cannot live."""

    def __init__(
        self, children: Sequence[Child], log_dir: Path, say: Say, patience: Patience | None = None
    ) -> None:
        self._children = children
        self._log_dir = log_dir
        self._tell = say
        self._patience = patience or Patience()
        self._stop = asyncio.Event()
        self._ready: set[str] = set()
        self._gave_up = False

    async def run(self) -> int:
        """Run until Ctrl-C, SIGTERM or the terminal's end (exit status 0), or until a child is
        given up (1)."""
        loop = asyncio.get_running_loop()
        # Under nohup the end of the terminal is to be ignored, and stays so.
        stays = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        ends = (signal.SIGINT, signal.SIGTERM) if stays else ENDS
        for number in ends:
            loop.add_signal_handler(number, self._stop.set)
        self._log_dir.mkdir(parents=True, exist_ok=True)
        await asyncio.gather(*(self._keep(child) for child in self._children))
        self._say("stopped")
        return int(self._gave_up)

    async def _keep(self, child: Child) -> None:
        """Start the child again whenever it dies, waiting longer each time."""
        deaths, wait = 0, self._patience.first_wait
        while not self._stop.is_set():
            lived, status = await self._live(child)
            if self._stop.is_set():
                return
            if lived >= self._patience.fast:
                deaths, wait = 0, self._patience.first_wait
            deaths += 1
            if deaths >= self._patience.fast_deaths:
                self._give_up(child, deaths)
                return
            self._say("restarting", name=child.name, status=status, seconds=wait)
            await self._pause(wait)
            wait = min(wait * 2, self._patience.longest_wait)

    async def _live(self, child: Child) -> tuple[float, int]:
        """One life of a child: its seconds and its exit status."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        with self._log(child).open("ab") as log:
            process = await self._start(child, log)
            watching = asyncio.create_task(self._announce(child))
            stopping = asyncio.create_task(self._stop.wait())
            ending = asyncio.create_task(process.wait())
            try:
                await asyncio.wait({stopping, ending}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                watching.cancel()
                stopping.cancel()
                # Also when it died by itself: what it started must not stay behind.
                await self._end(process)
        return loop.time() - began, await ending

    async def _start(self, child: Child, log: BinaryIO) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *child.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=child.working_dir,
            env=dict(child.environment) or None,
            # Its own group: Ctrl-C comes to the supervisor alone, which then passes it on.
            start_new_session=True,
        )

    async def _announce(self, child: Child) -> None:
        while not await child.ready():
            await asyncio.sleep(self._patience.poll)
        self._say("part_ready", name=child.name, address=child.address)
        self._ready.add(child.name)
        if len(self._ready) == len(self._children):
            self._say("all_ready")

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        self._signal(process, signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), self._patience.stop)
        except TimeoutError:
            self._signal(process, signal.SIGKILL)

    def _say(self, key: str, **values: object) -> None:
        # Nobody may be reading any more; the servers have people of their own.
        with suppress(OSError):
            self._tell(key, **values)

    def _signal(self, process: asyncio.subprocess.Process, number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)

    def _give_up(self, child: Child, deaths: int) -> None:
        self._gave_up = True
        self._say("gave_up", name=child.name, deaths=deaths, log=self._log(child))
        self._stop.set()

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)

    def _log(self, child: Child) -> Path:
        return self._log_dir / f"{child.name}.log"
