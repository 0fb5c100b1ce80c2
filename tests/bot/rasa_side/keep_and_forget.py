"""Runs in bot/.venv: a conversation is kept, closed, and looked for in the bytes of the file.

Arguments: the bot's folder, a database file. Prints one JSON line.
"""

import asyncio
import json
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from components.tracker_store import ExpiringTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import BooleanSlot
from rasa.shared.core.trackers import DialogueStateTracker

TYPED = "kanarie geelvink fluit op het dak"


def main() -> None:
    """Keeps, looks, closes, looks again."""
    file = Path(sys.argv[2])
    store = ExpiringTrackerStore(domain=Domain.empty(), host=f"sqlite:///{file}")
    tracker = DialogueStateTracker("someone", [BooleanSlot("case_closed", [], False)])
    tracker.update(UserUttered(TYPED))
    asyncio.run(store.save(tracker))
    open_case = _holds(file)
    tracker.update(SlotSet("case_closed", True))
    asyncio.run(store.save(tracker))
    told = {"open": open_case, "closed": _holds(file), "mode": file.stat().st_mode & 0o777}
    print(json.dumps(told))  # noqa: T201 - the answer to who started this


def _holds(file: Path) -> bool:
    return any(b"geelvink" in path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


if __name__ == "__main__":
    main()
