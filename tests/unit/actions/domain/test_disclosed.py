"""A reporter who is not to be known is left out of what others see."""

from datetime import UTC, datetime

import pytest

from actions.domain.codes import (
    AgeGroup,
    Channel,
    Disclosure,
    ExploitationForm,
    Language,
    Role,
    Route,
    Urgency,
)
from actions.domain.disclosure import Access, disclosed
from actions.domain.signal import Place, Reporter, RoutedDesk, RoutingDecision, Signal


def _signal(disclosure: Disclosure) -> Signal:
    return Signal(
        id="1",
        reference="A",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        channel=next(iter(Channel)),
        language=Language.NL,
        reporter=Reporter(Role.PARTNER, "school", "groningen", disclosure, "06"),
        urgency=Urgency.NORMAL,
        exploitation_form=ExploitationForm.UNKNOWN,
        adjacent_concern=None,
        age_group=AgeGroup.UNKNOWN,
        unaccompanied_minor=False,
        place=Place(),
        source=None,
        ongoing=None,
        observation="iets",
        indicators=(),
        guidance=(),
        routing=RoutingDecision(RoutedDesk(Route.ATTENTION_OFFICER, "af")),
    )


@pytest.mark.parametrize(
    ("disclosure", "access", "known"),
    [
        (Disclosure.CONFIDENTIAL, Access.FULL, True),
        (Disclosure.CONFIDENTIAL, Access.CHAIN, False),
        (Disclosure.CONFIDENTIAL, Access.PARTNER, False),
        (Disclosure.CONFIDENTIAL, Access.BREAK_GLASS, False),
        (Disclosure.NAMED, Access.PARTNER, True),
        (Disclosure.NAMED, Access.FULL, True),
    ],
)
def test_who_reported_is_for_the_handling_desk_unless_named(
    disclosure: Disclosure, access: Access, known: bool
) -> None:
    seen = disclosed(_signal(disclosure), access).reporter
    told = ("06", "school") if known else (None, None)
    assert (seen.contact, seen.organisation) == told
    assert (seen.role, seen.municipality) == (Role.PARTNER, "groningen")
