"""The relay as a process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from actions.bootstrap import bootstrap
from actions.config import read_settings
from actions.domain.codes import Channel, Language, Role
from actions.domain.commands import SubmitSignal
from actions.domain.signal import Facts

RELAY = [sys.executable, "-m", "actions.entrypoints.relay"]
CANARY = "Kanarie Geelvink, 06-87654321"


def _environment(folder: Path, **extra: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "NIETPLUIS_VAR_DIR": str(folder), **extra}


def _submit(folder: Path) -> str:
    services = bootstrap(read_settings(_environment(folder)))
    facts = Facts(role=Role.COUNTER, reporter_municipality="groningen")
    command = SubmitSignal("c", facts, Channel.WEB, Language.NL, CANARY, sector=CANARY)
    return services.submit(command).reference


def _until(true: Callable[[], bool], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def test_one_round_delivers_and_leaves_a_heartbeat(tmp_path: Path) -> None:
    reference = _submit(tmp_path)
    done = subprocess.run(
        [*RELAY, "--once"], env=_environment(tmp_path), capture_output=True, text=True, check=True
    )
    (mail,) = (tmp_path / "mail").glob("*.eml")
    assert reference in mail.read_text()
    assert (tmp_path / "relay.heartbeat").exists()
    said = mail.read_text() + done.stdout + done.stderr
    assert [word for word in ("Kanarie", "Geelvink", "87654321") if word in said] == []
    assert reference not in done.stderr


def test_asked_to_end_it_finishes_its_round_and_says_so(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*RELAY, "--pause", "0.1"],
        env=_environment(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
    ) as relay:
        assert _until((tmp_path / "relay.heartbeat").exists)
        _submit(tmp_path)
        assert _until(lambda: any((tmp_path / "mail").glob("*.eml")))
        relay.send_signal(signal.SIGTERM)
        _, said = relay.communicate(timeout=20)
    assert relay.returncode == 0
    assert "relay_stopped" in said


def test_a_setting_that_cannot_be_read_stops_it_with_its_name(tmp_path: Path) -> None:
    done = subprocess.run(
        [*RELAY, "--once"],
        env=_environment(tmp_path, NIETPLUIS_GATEWAY_PORT="eight"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "NIETPLUIS_GATEWAY_PORT is 'eight'; expected a port number" in done.stderr
