"""Which counts of one round may be seen, so that no other count can be worked out from them."""

from collections.abc import Mapping
from dataclasses import dataclass

THRESHOLD = 5
"""Counts below this are not shown (product: small numbers are suppressed)."""

ELSEWHERE = frozenset({"police", "crime_anonymous", "veilig_thuis"})
"""First routes behind which no desk of ours can accept; see notices.receives_here."""

Shown = tuple[dict[str, int], int]
"""The counts that may be seen, and the sum of all others."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Some categories of one table."""

    table: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Within:
    """All signals of `inner` are signals of `outer` too: what is between them is a count as well.

    Where that count is small, a number of the table `hide` goes: the one that is published last,
    since what was published before can no longer be taken back.
    """

    inner: Cells
    outer: Cells
    hide: str


NO_EXPLOITATION = Cells("form", frozenset({"none"}))
WITHIN = (
    # By rows 2 and 3b of the decision table, which anybody may read.
    Within(Cells("route", frozenset({"veilig_thuis", "municipal_desk"})), NO_EXPLOITATION, "route"),
    # By rows 1, 2, 3 and 3b.
    Within(
        NO_EXPLOITATION,
        Cells("route", frozenset({"veilig_thuis", "municipal_desk", "police", "emergency_112"})),
        "route",
    ),
    *(
        Within(Cells("route", ELSEWHERE), Cells(table, frozenset({code})), table)
        for table, code in (("acceptance", "later"), ("feedback", "later"), ("follow_up", "open"))
    ),
)
"""What is known of every signal beforehand, so that one table tells of another."""


def safe(counts: Mapping[str, Mapping[str, int]]) -> dict[str, Shown]:
    """What may be seen of every table of one round, looked at by itself and beside the others."""
    forced: dict[str, frozenset[str]] = dict.fromkeys(counts, frozenset())
    while True:
        made = {name: suppressed(found, forced[name]) for name, found in counts.items()}
        leak = next((known for known in WITHIN if _gives_away(known, made)), None)
        if leak is None:
            return made
        forced[leak.hide] |= {_smallest(leak, made)}


def suppressed(counts: Mapping[str, int], forced: frozenset[str] = frozenset()) -> Shown:
    """The counts that may be shown, and the sum of the others; `forced` ones never are.

    As the total is known, what is left out can always be added up: so at least two categories
    are left out together, and their sum is at least the threshold.
    """
    ordered = sorted(counts.items(), key=lambda item: (item[1], item[0]))
    hidden = {code: n for code, n in ordered if n < THRESHOLD or code in forced}
    others = [(code, n) for code, n in ordered if code not in hidden]
    while hidden and others and (len(hidden) < 2 or sum(hidden.values()) < THRESHOLD):
        code, count = others.pop(0)
        hidden[code] = count
    return dict(others), sum(hidden.values())


def _gives_away(known: Within, made: Mapping[str, Shown]) -> bool:
    if known.inner.table not in made or known.outer.table not in made:
        return False
    inner, _ = made[known.inner.table]
    outer, rest = made[known.outer.table]
    if rest and not known.outer.codes <= outer.keys():
        return False  # what is not shown may stand in the rest, so the sum is not known
    taken = sum(inner.get(code, 0) for code in known.inner.codes)
    between = sum(outer.get(code, 0) for code in known.outer.codes) - taken
    return taken > 0 and 0 < between < THRESHOLD


def _smallest(known: Within, made: Mapping[str, Shown]) -> str:
    side = known.inner if known.inner.table == known.hide else known.outer
    shown, _ = made[known.hide]
    return min(side.codes & shown.keys(), key=lambda code: (shown[code], code))
