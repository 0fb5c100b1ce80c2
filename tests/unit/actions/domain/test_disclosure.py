"""Who may see which field."""

import pytest

from actions.domain.disclosure import Access, DeskRole, Officer, access_of, may_read_original

DESKS = {
    "own": DeskRole.HANDLING,
    "other": DeskRole.SECONDARY,
    "team": DeskRole.SHARED,
    "above": DeskRole.ESCALATED,
}


@pytest.mark.parametrize(
    ("serves", "deputy", "access"),
    [
        ({"own"}, set(), Access.FULL),
        (set(), {"own"}, Access.FULL),
        ({"above"}, set(), Access.FULL),
        ({"team"}, set(), Access.CHAIN),
        ({"other"}, set(), Access.PARTNER),
        ({"other", "own"}, set(), Access.FULL),
        ({"elsewhere"}, set(), None),
        (set(), set(), None),
    ],
)
def test_a_desk_gives_its_access(serves: set[str], deputy: set[str], access: Access | None) -> None:
    officer = Officer("o", "Collega", frozenset(serves), frozenset(deputy))
    assert access_of(officer, DESKS) == access


def test_only_a_partner_reads_masked_words_alone() -> None:
    assert [access for access in Access if not may_read_original(access)] == [Access.PARTNER]
