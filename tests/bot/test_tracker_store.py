"""What Rasa keeps of a conversation is gone, from the disk too, when the conversation ends."""

import json
import subprocess
from pathlib import Path

import pytest

import actions

ROOT = Path(actions.__file__).parent.parent
PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"
SCRIPT = Path(__file__).parent / "rasa_side" / "keep_and_forget.py"


def test_a_closed_conversation_leaves_no_word_in_the_file(tmp_path: Path) -> None:
    if not PYTHON.exists():
        pytest.skip("bot/.venv is not there; `make setup` makes it")
    done = subprocess.run(
        [PYTHON, SCRIPT, ROOT / "bot", tmp_path / "conversations.db"],
        capture_output=True,
        text=True,
        check=True,
        timeout=200,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "RASA_TELEMETRY_ENABLED": "false"},
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {"open": True, "closed": False, "mode": 0o600}
