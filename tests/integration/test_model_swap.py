"""A running Rasa server takes another model while people talk, and refuses an altered one."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from channels.models.errors import ModelAlteredError, SwapRefusedError
from channels.models.lifecycle import State
from channels.models.register import Change
from channels.models.shelf import Shelf, open_shelf
from channels.models.signing import Signed
from channels.models.swapping import hand_over, serving, take_over
from channels.models.training import Project
from channels.system import BOT, BOT_PYTHON, ROOT

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
SCRIPT = ROOT / "tests" / "bot" / "rasa_side" / "train_two.py"
START_SECONDS = 120
SENDERS = 6
PROJECT = Project(BOT, BOT_PYTHON)

pytestmark = pytest.mark.skipif(not BOT_PYTHON.exists(), reason="the bot is not set up")


@dataclass
class Talk:
    """People who keep talking; what each heard, in order."""

    port: int
    heard: dict[str, list[str]] = field(default_factory=dict)
    enough: threading.Event = field(default_factory=threading.Event)

    def person(self, sender: str) -> None:
        """Says the same again and again; a turn without an answer stands as `none`."""
        heard = self.heard.setdefault(sender, [])
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60) as http:
            while not self.enough.is_set():
                body = {"sender": sender, "message": "hallo"}
                answer = http.post("/webhooks/nietpluis/webhook", json=body)
                good = answer.status_code == httpx.codes.OK and answer.json()
                heard.append(answer.json()[0]["text"] if good else "none")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("models")
    trained = folder / "trained"
    subprocess.run([str(BOT_PYTHON), str(SCRIPT), str(trained)], check=True, capture_output=True)
    shelf = open_shelf(folder / "var")
    made_from = {"code": PROJECT.code()}
    shelf.adopt(trained / "first.tar.gz", made_from, "setup", "test", NOW)
    shelf.file("second").write_bytes((trained / "second.tar.gz").read_bytes())
    facts = shelf.facts("second", made_from)
    states = (State.CANDIDATE, State.TESTING, State.READY)
    changes = [Change("second", state, facts) for state in states]
    shelf.register.record(changes, "tester", "test", NOW)
    return shelf


@pytest.fixture(scope="module")
def port(shelf: Shelf) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    var = shelf.folder.parent
    command = [sys.executable, "-m", "channels.models.serve", "--var", str(var)]
    command += ["--bot", str(BOT), "--python", str(BOT_PYTHON), "--port", str(number)]
    command += ["--actions-port", "9", "--database", f"sqlite:///{var / 'talk.db'}"]
    with (var / "rasa.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    try:
        for _ in range(START_SECONDS):
            if serving(number) or process.poll() is not None:
                break
            time.sleep(1)
        assert serving(number) == "first", (var / "rasa.log").read_text()[-2000:]
        yield number
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_the_model_is_swapped_without_a_dropped_turn(shelf: Shelf, port: int) -> None:
    talk = Talk(port)
    people = [threading.Thread(target=talk.person, args=(f"p{n}",)) for n in range(SENDERS)]
    for person in people:
        person.start()
    time.sleep(1)
    assert take_over(shelf, "second", port, "tester", "better", NOW) is True
    after = {sender: len(heard) for sender, heard in talk.heard.items()}
    time.sleep(1)
    talk.enough.set()
    for person in people:
        person.join()
    for sender, heard in talk.heard.items():
        # Every turn is answered; the turn under way may still end on the first model.
        assert set(heard) == {"first", "second"}
        assert heard == sorted(heard)
        assert set(heard[after[sender] + 1 :]) == {"second"}
    assert (serving(port), shelf.register.deployed().id) == ("second", "second")


def test_an_altered_model_is_refused_and_the_other_goes_on(shelf: Shelf, port: int) -> None:
    if serving(port) != "second":
        take_over(shelf, "second", port, "tester", "better", NOW)
    first = shelf.file("first")
    good = first.read_bytes()
    first.write_bytes(good[:-1] + b"x")
    with pytest.raises(ModelAlteredError):
        take_over(shelf, "first", port, "tester", "back", NOW)
    signature = str(shelf.register.model("first").facts["signature"])
    # Also where only the server itself looks.
    with pytest.raises(SwapRefusedError) as refused:
        hand_over(port, Signed("first", first, signature), PROJECT.code())
    assert refused.value.values["reason"] == "altered"
    assert (serving(port), shelf.register.deployed().id) == ("second", "second")
    first.write_bytes(good)
    with pytest.raises(SwapRefusedError) as other:
        hand_over(port, Signed("first", first, signature), "other code")
    assert other.value.values["reason"] == "other_code"
    assert take_over(shelf, "first", port, "tester", "back", NOW) is True
    assert serving(port) == "first"


def test_a_server_that_is_not_there_takes_nothing_over(shelf: Shelf, tmp_path: Path) -> None:
    signed = Signed("first", tmp_path / "first.tar.gz", "00")
    assert hand_over(9, signed, "") is False
