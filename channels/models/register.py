"""The register of models: an append-only file of who did what to which model, when and why.

Each line carries a keyed hash over itself and the line before it, so that a line that was
changed, moved or taken out is noticed. Taking away the last lines is not: back up the file.
"""

import fcntl
import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from channels.models.errors import (
    ModelUnknownError,
    NoEarlierError,
    NoneDeployedError,
    RegisterAlteredError,
)
from channels.models.lifecycle import State, step

FILE = "register.jsonl"
LOCK = "register.lock"


@dataclass(frozen=True, slots=True)
class Change:
    """A step in the life of one model; `facts` are added to what is known of it."""

    model: str
    after: State
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register. `who` is a functional name, `why` the words that were given."""

    at: datetime
    who: str
    why: str
    model: str
    before: State | None
    after: State
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Model:
    """A model with all that is known of it; `since` is when it came into its state."""

    id: str
    state: State
    since: datetime
    facts: Mapping[str, Any]
    life: tuple[Entry, ...]

    def was_deployed(self) -> datetime | None:
        """When it last came to serve; None where it never did."""
        moments = [entry.at for entry in self.life if entry.after is State.DEPLOYED]
        return moments[-1] if moments else None


class Register:
    """Reads and extends the register below a folder; `key` seals its lines."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self._path = folder / FILE
        self._key = key

    def entries(self) -> list[Entry]:
        """All lines, oldest first; raises RegisterAlteredError."""
        return [entry for entry, _ in self._sealed()]

    def models(self) -> dict[str, Model]:
        """All models by name, in the order in which they came."""
        return _folded(self.entries())

    def model(self, name: str) -> Model:
        """One model; raises ModelUnknownError."""
        found = self.models().get(name)
        if found is None:
            raise ModelUnknownError(model=name)
        return found

    def deployed(self) -> Model:
        """The model that serves; raises NoneDeployedError."""
        for model in self.models().values():
            if model.state is State.DEPLOYED:
                return model
        raise NoneDeployedError()

    def earlier(self) -> list[Model]:
        """Models that served before and may again, the latest first."""
        served = [
            model
            for model in self.models().values()
            if model.state is State.RETIRED and model.was_deployed() is not None
        ]
        return sorted(served, key=lambda model: model.since, reverse=True)

    def previous(self) -> Model:
        """The model that served before this one; raises NoEarlierError."""
        found = self.earlier()
        if not found:
            raise NoEarlierError()
        return found[0]

    def record(self, changes: Sequence[Change], who: str, why: str, now: datetime) -> None:
        """Append steps, all or none; raises TransitionError where one is not allowed."""
        with self._alone():
            states = {name: model.state for name, model in self.models().items()}
            written = []
            for change in changes:
                before = states.get(change.model)
                step(change.model, before, change.after)
                states[change.model] = change.after
                facts = dict(change.facts)
                written.append(Entry(now, who, why, change.model, before, change.after, facts))
            self._append(written)

    def deploy(self, model: Change, who: str, why: str, now: datetime) -> None:
        """Let a model take over: what served retires in the same moment."""
        serving = [m.id for m in self.models().values() if m.state is State.DEPLOYED]
        steps = [Change(name, State.RETIRED) for name in serving if name != model.model]
        self.record([*steps, model], who, why, now)

    def _append(self, entries: Iterable[Entry]) -> None:
        chain = self._last_chain()
        lines = []
        for entry in entries:
            body = _as_json(entry)
            chain = self._seal(chain, body)
            lines.append(json.dumps({"seal": chain, "entry": body}, ensure_ascii=False) + "\n")
        with self._path.open("a", encoding="utf-8") as file:
            file.write("".join(lines))
        self._path.chmod(0o600)

    def _sealed(self) -> Iterator[tuple[Entry, str]]:
        chain = ""
        for number, line in enumerate(self._lines(), start=1):
            try:
                row = json.loads(line)
                chain = self._seal(chain, row["entry"])
                if not hmac.compare_digest(chain, row["seal"]):
                    raise RegisterAlteredError(line=number)
                yield _entry(row["entry"]), chain
            except (ValueError, KeyError, TypeError) as error:
                raise RegisterAlteredError(line=number) from error

    def _lines(self) -> list[str]:
        return self._path.read_text(encoding="utf-8").splitlines() if self._path.exists() else []

    def _last_chain(self) -> str:
        return ([""] + [chain for _, chain in self._sealed()])[-1]

    def _seal(self, chain: str, body: Mapping[str, Any]) -> str:
        said = f"{chain}\n{json.dumps(body, sort_keys=True)}".encode()
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / LOCK).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _folded(entries: Iterable[Entry]) -> dict[str, Model]:
    lives: dict[str, list[Entry]] = {}
    for entry in entries:
        lives.setdefault(entry.model, []).append(entry)
    return {name: _model(name, life) for name, life in lives.items()}


def _model(name: str, life: Sequence[Entry]) -> Model:
    facts: dict[str, Any] = {}
    for entry in life:
        facts.update(entry.facts)
    return Model(name, life[-1].after, life[-1].at, facts, tuple(life))


def _as_json(entry: Entry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "who": entry.who,
        "why": entry.why,
        "model": entry.model,
        "before": entry.before,
        "after": entry.after,
        "facts": entry.facts,
    }


def _entry(row: Mapping[str, Any]) -> Entry:
    before = None if row["before"] is None else State(row["before"])
    at = datetime.fromisoformat(row["at"])
    after = State(row["after"])
    return Entry(at, row["who"], row["why"], row["model"], before, after, row["facts"])
