"""Cross-validation reads a message as Rasa does with a model that has not seen it."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"
SCRIPT = Path(__file__).parent / "rasa_side" / "fold_beside_rasa.py"
FOLD = ROOT / "evaluation" / "nlu" / "bot_side" / "fold.py"


@pytest.mark.skipif(not PYTHON.exists(), reason="the bot's environment is not set up")
def test_a_fold_is_read_as_rasa_reads_it_when_trained_on_the_others() -> None:
    done = subprocess.run(
        [str(PYTHON), str(SCRIPT), str(ROOT / "bot"), str(FOLD)],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("READ ")]
    assert lines, done.stderr[-2000:]
    folded, as_rasa = json.loads(lines[0].removeprefix("READ "))
    assert folded == as_rasa
    assert {"danger_now", "report_signal", "thanks"} == {p["intent"]["name"] for p in folded}
