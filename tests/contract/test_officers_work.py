"""What officers do in the inbox, on SQLite and on PostgreSQL alike."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.domain.codes import (
    AdjacentConcern,
    AgeGroup,
    Disclosure,
    ExploitationForm,
    Language,
    Role,
    Setting,
    Status,
)
from actions.domain.commands import ChangeStatus, HandOver, InboxFilters, InboxOrder, JudgeLink
from actions.domain.disclosure import Access, Officer
from actions.domain.likeness import Likeness
from actions.domain.signal import Indicator
from actions.domain.workflow import CloseReason
from actions.service_layer.errors import SignalNotFoundError, TransitionRefusedError
from actions.service_layer.escalating import escalate_due
from actions.service_layer.records import InboxCounts, LinkState

if TYPE_CHECKING:
    from tests.contract.conftest import MakeCommand, World

DESK = "groningen-officer"
DEPUTY = Officer("deputy-1", "Vervanger", frozenset(), frozenset({DESK}))
ELSEWHERE = Officer("officer-9", "Aandachtsfunctionaris", frozenset({"westerwolde-officer"}))
REASON = "Zelfde adres als in ons lopende onderzoek"
REPORTER_MAIL = "balie@gemeente.example"
DEPUTY_MAIL = "aandachtsfunctionaris-2@groningen.example"


def listed(world: "World", officer: Officer, **filters: object) -> list[str]:
    page = world.services.inbox_page(officer, InboxFilters(**filters))  # type: ignore[arg-type]
    return [row.id for row in page.rows]


def step(world: "World", officer: Officer, signal_id: str, status: Status, **more: object) -> None:
    change = ChangeStatus(officer, signal_id, status, **more)  # type: ignore[arg-type]
    world.services.change_status(change)


def told(world: "World") -> list[tuple[str, str]]:
    world.services.deliver_due(100)
    return world.receiver.told


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("PASPOORT", True),
        ("paspoort testnaam", True),
        ("paspoort fiets", False),
        ("agriculture", True),
        ("papieren afgenomen", True),
        ("12345678", True),
        ("%", False),
    ],
)
def test_a_search_finds_every_word_in_what_the_desk_may_read(
    world: "World", command: "MakeCommand", officer: Officer, words: str, found: bool
) -> None:
    signal_id = world.services.submit(command()).signal_id
    assert listed(world, officer, search=words) == ([signal_id] if found else [])


def test_a_search_finds_a_reference_and_leaves_no_word_in_the_audit(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command())
    world.services.submit(command("other"))
    assert listed(world, officer, search=receipt.reference.lower()) == [receipt.signal_id]
    assert world.rows("SELECT action, detail FROM audit WHERE actor = 'officer-1'") == [
        ("inbox_searched", "")
    ]


def test_a_partner_desk_searches_masked_words_alone(
    world: "World", command: "MakeCommand", region: Officer
) -> None:
    elsewhere = command(place_municipality="oldambt")
    signal_id = world.services.submit(elsewhere).signal_id
    assert listed(world, region, search="paspoort") == [signal_id]
    assert listed(world, region, search="testnaam") == []


def test_filters_narrow_the_list_and_the_counts_stay(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    labour = world.services.submit(command("a")).signal_id
    sexual = world.services.submit(
        command("b", exploitation_form=ExploitationForm.SEXUAL, setting=Setting.HOME_VISIT)
    ).signal_id
    step(world, officer, labour, Status.ACCEPTED)
    assert listed(world, officer, form=ExploitationForm.SEXUAL) == [sexual]
    assert listed(world, officer, setting=Setting.COUNTER) == [labour]
    assert listed(world, officer, accepted_by=officer.id) == [labour]
    assert listed(world, officer, overdue_only=True) == []
    world.services.signal(officer, labour)
    page = world.services.inbox_page(officer, InboxFilters(unread_only=True))
    assert [row.id for row in page.rows] == [sexual]
    assert (page.total, page.counts) == (1, InboxCounts(open=2, unread=1, overdue=0, mine=1))


def test_the_list_comes_in_pages_and_in_the_order_asked(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    made = []
    for number in range(5):
        made.append(world.services.submit(command(f"s{number}")).signal_id)
        world.clock.forward(minutes=1)
    page = world.services.inbox_page(officer, InboxFilters(limit=2, offset=2))
    assert ([row.id for row in page.rows], page.total) == (made[2:4], 5)
    searched = world.services.inbox_page(officer, InboxFilters(limit=2, offset=4, search="slaapt"))
    assert ([row.id for row in searched.rows], searched.total) == (made[4:], 5)
    assert listed(world, officer, order=InboxOrder.NEWEST) == made[::-1]
    urgent = world.services.submit(command("u", violence_or_coercion=True)).signal_id
    assert listed(world, officer, order=InboxOrder.DUE)[0] == urgent


def test_what_a_colleague_changed_is_unread_again(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    world.clock.forward(minutes=1)
    world.services.signal(officer, signal_id)
    world.clock.forward(minutes=1)
    step(world, officer, signal_id, Status.ACCEPTED)
    (row,) = world.services.inbox(officer, InboxFilters())
    assert (row.unread, row.changed, row.accepted_by) == (False, False, "officer-1")
    colleague = Officer("officer-2", "Collega", officer.desks)
    step(world, colleague, signal_id, Status.ACCEPTED, note="Gebeld.", expected_version=2)
    (row,) = world.services.inbox(officer, InboxFilters())
    assert (row.unread, row.changed) == (True, True)


def test_what_was_answered_is_not_late(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    step(world, officer, signal_id, Status.ACCEPTED, feedback="We bellen je.")
    world.clock.forward(days=30)
    (row,) = world.services.inbox(officer, InboxFilters())
    assert (row.overdue, row.answered) == (False, True)
    assert world.services.inbox_page(officer, InboxFilters()).counts.overdue == 0


def test_a_deputy_opens_and_accepts_what_the_desk_has(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    assert listed(world, DEPUTY) == [signal_id]
    assert world.services.signal(DEPUTY, signal_id).access is Access.FULL
    step(world, DEPUTY, signal_id, Status.ACCEPTED)
    assert world.services.signal(officer, signal_id).accepted_by == "deputy-1"


def test_handing_over_tells_the_deputy_and_stands_in_the_history(
    world: "World", command: "MakeCommand", officer: Officer, region: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    world.services.hand_over(HandOver(officer, signal_id, "Ik ben twee weken weg."))
    assert told(world)[-1] == ("handed_over", DEPUTY_MAIL)
    last = world.services.signal(DEPUTY, signal_id).signal.history[-1]
    assert (last.event, last.note) == ("handed_over", "Ik ben twee weken weg.")
    (row,) = world.services.inbox(DEPUTY, InboxFilters())
    assert row.passed_on
    for other in (DEPUTY, region):
        with pytest.raises((TransitionRefusedError, SignalNotFoundError)):
            world.services.hand_over(HandOver(other, signal_id))


def test_closing_keeps_its_reason_and_a_closed_signal_can_be_reopened(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    step(world, officer, signal_id, Status.ACCEPTED)
    step(world, officer, signal_id, Status.CLOSED, reason=CloseReason.PASSED_ON)
    with pytest.raises(TransitionRefusedError):
        world.services.hand_over(HandOver(officer, signal_id))
    step(world, officer, signal_id, Status.IN_PROGRESS, reason=CloseReason.OTHER)
    history = world.services.signal(officer, signal_id).signal.history
    assert [(entry.event, entry.detail) for entry in history] == [
        ("received", None),
        ("accepted", None),
        ("closed", "passed_on"),
        ("reopened", None),
    ]


def test_breaking_the_glass_by_reference_is_seen_by_the_desk_that_owns_the_signal(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command())
    world.services.signal(officer, receipt.signal_id)
    world.clock.forward(minutes=1)
    spoken = receipt.reference.lower().replace("-", " ")
    view = world.services.break_glass(ELSEWHERE, spoken, REASON)
    assert (view.access, view.seen_by, view.links, view.may_write) == (
        Access.BREAK_GLASS,
        (),
        (),
        False,
    )
    (row,) = world.services.inbox(officer, InboxFilters())
    assert row.changed
    mine = world.services.signal(officer, receipt.signal_id)
    assert (mine.signal.history[-1].event, mine.signal.history[-1].note) == ("break_glass", REASON)
    looked = [(line.actor, line.action, line.detail) for line in mine.seen_by]
    assert ("officer-9", "break_glass", REASON) in looked


@pytest.mark.parametrize("typed", ["AAA-AAA-AAA-AAA-AAA-AAA", "", "'; DROP TABLE signals"])
def test_no_reason_opens_a_reference_that_leads_nowhere(world: "World", typed: str) -> None:
    with pytest.raises(SignalNotFoundError):
        world.services.break_glass(ELSEWHERE, typed, REASON)


def test_a_refused_look_is_audited_and_shown_to_the_desk(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    for look in (world.services.signal, lambda who, it: world.services.export(who, it, "pdf")):
        with pytest.raises(SignalNotFoundError):
            look(ELSEWHERE, signal_id)
    seen = world.services.signal(officer, signal_id).seen_by
    assert ("officer-9", "read_refused") in [(line.actor, line.action) for line in seen]


def test_a_file_of_a_signal_is_audited_as_an_export(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    assert world.services.export(officer, signal_id, "pdf").original == command().observation
    assert world.rows("SELECT actor, action, detail FROM audit WHERE action = 'exported'") == [
        ("officer-1", "exported", "pdf")
    ]


SIGNS = (Indicator("documents_taken", "a", "x"), Indicator("no_wage", "b", "y"))


SEXUAL = {"exploitation_form": ExploitationForm.SEXUAL}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"observation": "Op Kerkstraat 12 is het druk.", "sector": None}, ["same_address"]),
        ({"observation": "Aan de Kerkstraat nr 12", **SEXUAL}, ["same_address"]),
        ({"observation": "Elders.", "sector": "hospitality"}, ["same_sector"]),
        ({"observation": "Elders.", "sector": None, "indicators": SIGNS}, ["same_signs"]),
        ({"observation": "Elders.", "sector": None, "indicators": SIGNS[:1]}, None),
        ({"observation": "Elders.", "sector": "other"}, None),
        # The same name and telephone: never looked at.
        ({"observation": "Mevrouw Testnaam, 06-12345678, elders.", "sector": None}, None),
        ({"observation": "Kerkstraat 12", "place_municipality": "oldambt", "sector": None}, None),
    ],
)  # fmt: skip
def test_the_same_place_or_pattern_is_suggested_and_a_person_never(
    world: "World",
    command: "MakeCommand",
    officer: Officer,
    changes: dict[str, object],
    why: list[str] | None,
) -> None:
    said = "Op de Kerkstraat 12 slapen mensen. Mevrouw Testnaam, 06-12345678."
    one = world.services.submit(
        command("a", observation=said, sector="hospitality", indicators=SIGNS)
    ).signal_id
    other = world.services.submit(command("b", **{"indicators": (), **changes})).signal_id
    links = world.services.signal(officer, one).links
    expected = [] if why is None else [(other, LinkState.SUGGESTED, tuple(map(Likeness, why)))]
    assert [(link.id, link.state, link.why) for link in links] == expected


@pytest.mark.parametrize(
    ("same", "state", "event"),
    [(True, LinkState.CONFIRMED, "linked"), (False, LinkState.DISMISSED, "unlinked")],
)
def test_what_an_officer_says_of_two_signals_stands_in_both_and_is_audited(
    world: "World",
    command: "MakeCommand",
    officer: Officer,
    same: bool,
    state: LinkState,
    event: str,
) -> None:
    one, other = (world.services.submit(command(key)).signal_id for key in "ab")
    world.services.judge_link(JudgeLink(officer, one, other, same=not same))
    world.services.judge_link(JudgeLink(officer, other, one, same=same))
    for here, there in ((one, other), (other, one)):
        view = world.services.signal(officer, here)
        assert [(link.id, link.state) for link in view.links] == [(there, state)]
        assert view.signal.history[-1].event == event
        detail = {line.detail for line in view.seen_by if line.action == event}
        assert detail == {there}


def test_only_signals_that_are_both_ones_own_are_linked(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    mine = world.services.submit(command("a")).signal_id
    theirs = world.services.submit(command("b", reporter_municipality="midden-groningen")).signal_id
    assert world.services.signal(officer, mine).links == ()
    with pytest.raises(SignalNotFoundError):
        world.services.judge_link(JudgeLink(officer, mine, theirs, same=True))
    with pytest.raises(TransitionRefusedError):
        world.services.judge_link(JudgeLink(officer, mine, mine, same=True))


def test_the_reporter_hears_of_acceptance_feedback_and_closing_by_mail(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command(language=Language.EN))
    step(world, officer, receipt.signal_id, Status.ACCEPTED)
    step(world, officer, receipt.signal_id, Status.ACCEPTED, note="alleen voor ons")
    step(world, officer, receipt.signal_id, Status.ACCEPTED, feedback="We call you today.")
    step(world, officer, receipt.signal_id, Status.CLOSED, feedback="Done.")
    kinds = ["reporter_accepted", "reporter_feedback", "reporter_closed"]
    assert told(world)[1:] == [(kind, REPORTER_MAIL) for kind in kinds]
    for notice, address in world.receiver.notices.values():
        if address == REPORTER_MAIL:
            assert notice.link.endswith("/opvolgen")
            assert (notice.reference, notice.language) == (receipt.reference, Language.EN)


@pytest.mark.parametrize("contact", [None, "06-12345678", "bel me maar"])
def test_who_left_no_mail_address_gets_no_mail(
    world: "World", command: "MakeCommand", officer: Officer, contact: str | None
) -> None:
    signal_id = world.services.submit(command(contact=contact)).signal_id
    step(world, officer, signal_id, Status.ACCEPTED, feedback="Dank je.")
    assert [kind for kind, _ in told(world)] == ["new_signal"]


def test_who_is_anonymous_gets_no_mail(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    signal_id = world.services.submit(command(disclosure=Disclosure.ANONYMOUS)).signal_id
    step(world, officer, signal_id, Status.ACCEPTED)
    assert REPORTER_MAIL not in [address for _, address in told(world)]


def test_the_monitor_counts_by_rounds_and_no_number_under_five(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    assert (world.services.monitor().total, world.services.monitor().tables[0].total) == (None, 0)
    for number in range(10):
        form = ExploitationForm.SEXUAL if number < 3 else ExploitationForm.LABOUR
        age = AgeGroup.MINOR if number < 5 else AgeGroup.ADULT
        made = command(f"s{number}", exploitation_form=form, age_group=age, role=Role.COUNTER)
        signal_id = world.services.submit(made).signal_id
        step(world, officer, signal_id, Status.ACCEPTED)
        closing = {"feedback": "Klaar.", "reason": CloseReason.FOLLOWED_UP}
        step(world, officer, signal_id, Status.CLOSED, **closing)
        world.clock.forward(hours=1)
    world.services.submit(command("eleventh"))
    world.clock.forward(days=61)
    report = world.restarted().services.monitor()
    tables = {one.dimension: (dict(one.counts), one.rest) for one in report.tables}
    assert (report.year, report.total, report.complete) == (2026, 10, False)
    assert tables == {
        "month": ({"2026-03": 10}, 0),
        "form": ({}, 10),
        "sector": ({"agriculture": 10}, 0),
        "setting": ({"counter": 10}, 0),
        "age_group": ({"minor": 5, "adult": 5}, 0),
        "route": ({"attention_officer": 10}, 0),
        "municipality": ({"groningen": 10}, 0),
        "acceptance": ({"hours_4": 10}, 0),
        "feedback": ({"weeks_2": 10}, 0),
        "follow_up": ({"closed_followed_up": 10}, 0),
    }
    world.clock.forward(days=365)
    assert world.services.monitor(2026).total == 10  # the eleventh stays alone, and unseen


def test_numbers_outlive_the_content(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    for number in range(10):
        world.services.submit(command(f"s{number}"))
    before = world.services.monitor(2026)
    world.clock.forward(days=world.settings.retention_days + 1)
    assert len(world.services.purge_expired()) == 10
    after = world.services.monitor(2026)
    assert after.total == before.total == 10
    assert after.tables[1] == before.tables[1]


def test_every_deadline_survives_a_restart_over_the_christmas_holidays(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    # Wednesday before Christmas 2026, 16:00 in Groningen: one working hour is left that day.
    world.clock.moment = world.clock.moment.replace(month=12, day=23, hour=15)
    start = world.clock.moment
    world.services.submit(command())
    moments: dict[str, timedelta] = {}
    for _ in range(24 * 21):
        world = world.restarted() if world.clock.moment.hour == 3 else world
        world.services.escalate_due()
        for kind, _address in told(world):
            moments.setdefault(kind, world.clock.moment - start)
        world.clock.forward(hours=1)
    # Opening time is 8:30 to 17:00; closed from 25 to 27 December. The deputy after 480 minutes:
    # at 15:30 on the 24th. The team after 960: at 15:00 on the 28th. Feedback at the end of the
    # fifth working day: at 17:00 on the 31st.
    hours = {kind: round(span.total_seconds() / 3600) for kind, span in moments.items()}
    assert hours == {"new_signal": 0, "deputy": 24, "regional_team": 119, "feedback_due": 193}


def test_more_waiting_signals_than_one_batch_are_all_passed_on(
    world: "World", command: "MakeCommand"
) -> None:
    nuisance = {
        "adjacent_concern": AdjacentConcern.HOUSING_NUISANCE,
        "exploitation_form": ExploitationForm.NONE,
    }
    for number in range(4):  # these wait at a desk that never escalates
        world.services.submit(command(f"n{number}", **nuisance))
    for number in range(4):
        world.services.submit(command(f"s{number}"))
    world.clock.forward(days=20)
    for _ in range(3):
        escalate_due(world.services.parts, batch=3)
    counted = world.rows("SELECT event, count(*) FROM history GROUP BY event ORDER BY event")
    assert dict(map(tuple, counted)) == {
        "received": 8,
        "deputy_told": 4,
        "regional_team_told": 4,
        "feedback_asked": 8,
    }
