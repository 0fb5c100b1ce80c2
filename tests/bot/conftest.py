"""Lets the tests import the bot's components, whose language rules need no Rasa."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bot"))
