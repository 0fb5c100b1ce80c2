"""The components as Rasa makes, trains and loads them, in its own environment."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"
SCRIPT = Path(__file__).parent / "rasa_side" / "train_and_load.py"


@pytest.mark.skipif(not PYTHON.exists(), reason="the bot's environment is not set up")
def test_what_is_trained_is_loaded_and_understands() -> None:
    done = subprocess.run(
        [str(PYTHON), str(SCRIPT), str(ROOT / "bot")],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("READ ")]
    assert lines, done.stderr[-2000:]
    assert json.loads(lines[0].removeprefix("READ ")) == {
        "read_as": "hij slaat haar nu in de hal, ze is zestien",
        "intent": "danger_now",
        "acute": True,
        "in_passing": {"source": "heard"},
        "told": ["age", "age_group"],
    }
