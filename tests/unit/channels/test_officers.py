"""Who a token stands for, by the directory of this moment."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from actions.domain.directory import Deputy, Directory, LocalText
from actions.domain.disclosure import Officer
from channels.identity import OfficerClaim
from channels.officers import officer_of
from tests.unit.channels.fakes import DESK, DIRECTORY

LATER = datetime(2027, 1, 1, tzinfo=UTC)
NEXT = replace(DESK, key="next-door", deputy=None)


def directory(**changes: object) -> Directory:
    return replace(DIRECTORY, desks={DESK.key: replace(DESK, **changes), NEXT.key: NEXT})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claimed", "changes", "desks", "stands_in"),
    [
        (DESK.key, {}, {DESK.key}, set()),
        (f"{DESK.key}.deputy", {}, set(), {DESK.key}),
        # A deputy who left the directory opens nothing, whatever the token says.
        (f"{DESK.key}.deputy", {"deputy": None}, {f"{DESK.key}.deputy"}, set()),
        (
            NEXT.key,
            {"deputy": Deputy(LocalText("b", "n"), desk=NEXT.key)},
            {NEXT.key},
            {DESK.key},
        ),
    ],
)
def test_a_claim_becomes_an_officer_by_the_directory_of_now(
    claimed: str, changes: dict[str, object], desks: set[str], stands_in: set[str]
) -> None:
    claim = OfficerClaim("name", (claimed,), LATER)
    expected = Officer("name", "name", frozenset(desks), frozenset(stands_in))
    assert officer_of(claim, directory(**changes)) == expected
