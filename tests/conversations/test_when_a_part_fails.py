"""A process dies in the middle of a conversation; the person loses nothing of what was told."""

import time
from typing import Any

import httpx
import psutil
import pytest

from tests.conftest import System

CLERK = {"role": "counter", "municipality": "groningen"}
RECOVERY_SECONDS = 120


def _kill(system: System, part: str) -> None:
    mine = str(system.var)
    for process in psutil.process_iter(["cmdline"]):
        line = " ".join(process.info["cmdline"] or ())
        port = system.rasa_url.rsplit(":", 1)[1]
        is_rasa = part == "rasa" and "run.py" in line and port in line
        is_other = part in line and process.environ().get("NIETPLUIS_VAR_DIR") == mine
        if is_rasa or is_other:
            process.kill()


def _wait_until_ready(system: System) -> None:
    for _ in range(RECOVERY_SECONDS):
        if httpx.get(f"{system.url}/health/ready", timeout=10).status_code == httpx.codes.OK:
            return
        time.sleep(1)
    pytest.fail("the supervisor did not bring it back")


@pytest.mark.parametrize("part", ["action_server", "rasa"])
def test_what_was_told_while_a_part_was_down_is_not_lost(system: System, part: str) -> None:
    talk = system.person(**CLERK)
    talk("een man houdt het loon van zes bouwvakkers in")
    _kill(system, part)
    failed: list[dict[str, Any]] = talk("ze slapen met zijn zessen in een schuurtje zonder water")
    assert failed[0]["custom"]["error"]
    assert "112" in failed[0]["text"]
    _wait_until_ready(system)
    messages = talk("weet ik niet")
    for _ in range(12):
        custom = messages[-1].get("custom") or {}
        if "summary" in custom:
            break
        messages = talk("weet ik niet")
    told = {line["question"]: line["value"] for line in messages[-1]["custom"]["summary"]}
    assert "schuurtje" in told["observation"]
    assert "loon" in told["observation"]
