"""The supervisor with small real processes as its children."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from channels.supervisor import Child, Patience, Port, Supervisor, taken_ports

QUICK = Patience(fast=30.0, fast_deaths=3, first_wait=0.05, longest_wait=0.1, poll=0.05, stop=5.0)
STAY = "import time; time.sleep(60)"


class Lines:
    """What was said at the terminal, and a moment to act on."""

    def __init__(self) -> None:
        self.said: list[tuple[str, dict[str, Any]]] = []
        self.on: dict[str, Callable[[], None]] = {}

    def __call__(self, key: str, **values: object) -> None:
        self.said.append((key, values))
        if key in self.on:
            self.on.pop(key)()

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.said]


def child(name: str, code: str, ready: bool = True) -> Child:
    async def answers() -> bool:
        return ready

    return Child(name, [sys.executable, "-c", code], answers, f"http://{name}")


def stop_me() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_stops_every_child(tmp_path: Path) -> None:
    lines = Lines()
    lines.on["all_ready"] = stop_me
    pid_file = tmp_path / "pid"
    code = f"import os, pathlib; pathlib.Path(r'{pid_file}').write_text(str(os.getpid()))\n{STAY}"

    async def is_up() -> bool:
        return pid_file.exists() and pid_file.read_text() != ""

    first = Child("a", [sys.executable, "-c", code], is_up)
    supervisor = Supervisor([first, child("b", STAY)], tmp_path, lines, QUICK)
    assert asyncio.run(asyncio.wait_for(supervisor.run(), 20)) == 0
    assert sorted(lines.keys) == ["all_ready", "part_ready", "part_ready", "stopped"]
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)


def test_a_terminal_that_is_gone_leaves_no_child_behind(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    code = f"import os, pathlib; pathlib.Path(r'{pid_file}').write_text(str(os.getpid()))\n{STAY}"

    async def is_up() -> bool:
        return pid_file.exists() and pid_file.read_text() != ""

    def gone(key: str, **values: object) -> None:
        if key == "all_ready":
            os.kill(os.getpid(), signal.SIGHUP)
        raise BrokenPipeError

    stays = Child("a", [sys.executable, "-c", code], is_up)
    dies = child("b", "import time; time.sleep(0.2)")
    supervisor = Supervisor([stays, dies], tmp_path, gone, QUICK)
    asyncio.run(asyncio.wait_for(supervisor.run(), 20))
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)


def test_sigterm_is_passed_on_and_the_child_may_finish(tmp_path: Path) -> None:
    lines = Lines()
    proof = tmp_path / "finished"
    code = (
        "import signal, sys, time, pathlib\n"
        f"def end(*_):\n    pathlib.Path(r'{proof}').touch()\n    sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, end)\n"
        f"pathlib.Path(r'{proof}.up').touch()\n"
        "time.sleep(60)"
    )

    async def is_up() -> bool:
        return Path(f"{proof}.up").exists()

    lines.on["all_ready"] = lambda: os.kill(os.getpid(), signal.SIGTERM)
    polite = Child("a", [sys.executable, "-c", code], is_up)
    assert (
        asyncio.run(asyncio.wait_for(Supervisor([polite], tmp_path, lines, QUICK).run(), 20)) == 0
    )
    assert proof.exists()


def test_a_child_that_ignores_the_request_is_killed(tmp_path: Path) -> None:
    lines = Lines()
    up = tmp_path / "up"
    code = (
        "import signal, time, pathlib\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"pathlib.Path(r'{up}').touch()\n"
        "time.sleep(60)"
    )

    async def is_up() -> bool:
        return up.exists()

    lines.on["all_ready"] = stop_me
    deaf = Child("a", [sys.executable, "-c", code], is_up)
    hasty = Patience(poll=0.05, stop=0.3)
    assert asyncio.run(asyncio.wait_for(Supervisor([deaf], tmp_path, lines, hasty).run(), 20)) == 0


def test_a_child_that_dies_is_started_again(tmp_path: Path) -> None:
    lines = Lines()
    once = tmp_path / "once"
    code = (
        "import pathlib, sys, time\n"
        f"once = pathlib.Path(r'{once}')\n"
        "if not once.exists():\n    once.touch(); sys.exit(3)\n"
        f"pathlib.Path(r'{once}.again').touch()\n"
        "time.sleep(60)"
    )

    async def is_up() -> bool:
        return Path(f"{once}.again").exists()

    lines.on["all_ready"] = stop_me
    frail = Child("a", [sys.executable, "-c", code], is_up)
    assert asyncio.run(asyncio.wait_for(Supervisor([frail], tmp_path, lines, QUICK).run(), 20)) == 0
    assert ("restarting", {"name": "a", "status": 3, "seconds": 0.05}) in lines.said


def test_a_child_that_keeps_dying_is_given_up_with_one_line(tmp_path: Path) -> None:
    lines = Lines()
    children = [child("bad", "raise SystemExit(1)", ready=False), child("good", STAY)]
    status = asyncio.run(asyncio.wait_for(Supervisor(children, tmp_path, lines, QUICK).run(), 20))
    assert status == 1
    assert lines.keys.count("restarting") == 2
    assert ("gave_up", {"name": "bad", "deaths": 3, "log": tmp_path / "bad.log"}) in lines.said
    assert lines.keys[-1] == "stopped"


def test_what_a_child_prints_goes_to_its_own_log(tmp_path: Path) -> None:
    lines = Lines()
    noisy = child("noisy", "print('event.happened', flush=True); raise SystemExit(1)", ready=False)
    asyncio.run(asyncio.wait_for(Supervisor([noisy], tmp_path, lines, QUICK).run(), 20))
    assert (tmp_path / "noisy.log").read_text() == "event.happened\n" * 3


def test_a_taken_port_is_named_with_its_setting() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = Port(taken.getsockname()[1], "NIETPLUIS_RASA_PORT")
        assert taken_ports([port]) == [port]
    assert taken_ports([port]) == []
