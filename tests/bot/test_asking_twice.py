"""Rasa acts once on a message that comes twice: at the same time, later, and after a restart."""

import json
import subprocess
from pathlib import Path

import pytest

import actions

ROOT = Path(actions.__file__).parent.parent
PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"
SCRIPT = Path(__file__).parent / "rasa_side" / "ask_twice.py"


def test_a_message_that_comes_twice_is_acted_on_once(tmp_path: Path) -> None:
    if not PYTHON.exists():
        pytest.skip("bot/.venv is not there; `make setup` makes it")
    done = subprocess.run(
        [PYTHON, SCRIPT, ROOT / "bot"],
        capture_output=True,
        text=True,
        check=True,
        timeout=200,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "RASA_TELEMETRY_ENABLED": "false"},
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {"acted": ["m1", "m2"], "same": True, "text": "Is er nu gevaar?"}
