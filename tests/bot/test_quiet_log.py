"""Whatever fails in Rasa, its log holds names and kinds, and no word that somebody typed."""

import subprocess
from pathlib import Path

import pytest

import actions

ROOT = Path(actions.__file__).parent.parent
PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"
SCRIPT = Path(__file__).parent / "rasa_side" / "log_errors.py"


@pytest.mark.skipif(not PYTHON.exists(), reason="the bot's environment is not set up")
def test_errors_are_logged_by_kind_and_place_without_what_was_typed(tmp_path: Path) -> None:
    done = subprocess.run(
        [PYTHON, SCRIPT, ROOT / "bot"],
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "RASA_TELEMETRY_ENABLED": "false"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = done.stdout + done.stderr
    assert "geelvink" not in said
    for told in (
        "rasa.core action.failed\nValueError at main:",
        "sanic.error request.failed\nValueError at main:",
        "event.one ValueError at main:",
        "event.two ValueError at main:",
        "event.three ValueError at main:",
        "rasa.core.processor action.lost\nRasaException at run:",
    ):
        assert told in said
