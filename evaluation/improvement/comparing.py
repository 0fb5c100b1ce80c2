"""A candidate against the deployed model: compared, written down, and judged.

What is judged is a file with every case that was won or lost; the register holds its hash, so
that a promotion rests on what was really measured.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from channels.models.errors import ModelError
from channels.models.lifecycle import State
from channels.models.register import Change, Model
from channels.models.shelf import Shelf
from channels.models.signing import file_hash
from evaluation.improvement.measuring import Outcomes
from evaluation.improvement.paired import Pairing, Refusal, pair, refusals

SCHEMA = "nietpluis.comparison/1"
FOLDER = "comparisons"
Measure = Callable[[Path], Outcomes]


class NotReadyError(ModelError):
    """The candidate was not compared in full, or the comparison spoke against it."""

    key = "promote_not_ready"


class CompareAgainError(ModelError):
    """Another model serves since the comparison, or the comparison was altered."""

    key = "promote_compare_again"


@dataclass(frozen=True)
class Comparison:
    """Both models on every gate, and what speaks against the candidate."""

    candidate: str
    deployed: str
    pairings: Sequence[Pairing]
    refusals: Sequence[Refusal]
    quick: bool

    def as_json(self, at: datetime, hashes: Mapping[str, Any]) -> dict[str, Any]:
        """The whole of it, for the file."""
        return {
            "schema": SCHEMA,
            "at": at.isoformat(),
            "candidate": self.candidate,
            "deployed": self.deployed,
            "sha256": dict(hashes),
            "quick": self.quick,
            "gates": [one.as_json() for one in self.pairings],
            "refusals": [vars(one) | {"cases": list(one.cases)} for one in self.refusals],
        }


def compare(
    shelf: Shelf, name: str, measure: Measure, quick: bool, who: str, now: Callable[[], datetime]
) -> Comparison:
    """Measure both and judge; the candidate becomes ready or failed, after a quick one neither.

    Raises a ModelError where either model is not there or not as it was signed.
    """
    deployed, candidate = shelf.register.deployed(), shelf.register.model(name)
    files = [shelf.signed(model).file for model in (deployed, candidate)]
    begun = f"comparison with {deployed.id}"
    shelf.register.record([Change(name, State.TESTING)], who, begun, now())
    old, new = (measure(file) for file in files)
    pairings = [pair(gate, old[gate], new[gate]) for gate in old]
    found = Comparison(name, deployed.id, pairings, refusals(pairings), quick)
    facts = _write(shelf, found, (deployed, candidate), now())
    if not quick:
        after = State.FAILED if found.refusals else State.READY
        why = "; ".join(f"{r.key} {r.gate}" for r in found.refusals) or "not worse on any gate"
        shelf.register.record([Change(name, after, facts)], who, why, now())
    return found


def check_ready(shelf: Shelf, name: str) -> None:
    """Whether this model may take over from the one that serves now.

    Raises NotReadyError or CompareAgainError, which say why not.
    """
    model = shelf.register.model(name)
    if model.state is not State.READY:
        why = model.life[-1].why or "-"
        raise NotReadyError(model=name, state=model.state, why=why)
    path = shelf.folder / FOLDER / str(model.facts.get("comparison", ""))
    if not path.is_file() or file_hash(path) != model.facts.get("comparison_sha256"):
        raise CompareAgainError(model=name, against=model.facts.get("against", "-"))
    if model.facts.get("against") != shelf.register.deployed().id:
        raise CompareAgainError(model=name, against=model.facts.get("against", "-"))


def _write(
    shelf: Shelf, found: Comparison, models: Sequence[Model], at: datetime
) -> dict[str, Any]:
    hashes = {model.id: model.facts.get("sha256") for model in models}
    path = shelf.folder / FOLDER / f"{found.candidate}-{at:%Y%m%d-%H%M%S}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps(found.as_json(at, hashes), ensure_ascii=False, indent=1)
    path.write_text(content, encoding="utf-8")
    return {
        "comparison": path.name,
        "comparison_sha256": file_hash(path),
        "against": found.deployed,
    }
