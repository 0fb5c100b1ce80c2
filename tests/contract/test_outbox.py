"""Delivery and escalation over the store, on SQLite and on PostgreSQL alike."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.domain.codes import AdjacentConcern, ExploitationForm, Status
from actions.domain.commands import ChangeStatus, InboxFilters
from actions.domain.disclosure import Access, Officer
from actions.service_layer.delivery import LEASE, MAX_ATTEMPTS
from actions.service_layer.errors import AlreadyAcceptedError, DeliveryError
from actions.service_layer.records import DeliveryRound

if TYPE_CHECKING:
    from tests.contract.conftest import MakeCommand, World

OFFICER_MAIL = "aandachtsfunctionaris@groningen.example"
DEPUTY_MAIL = "aandachtsfunctionaris-2@groningen.example"
REGION_MAIL = "mensenhandel@groningen.nl"


def test_a_desk_gets_one_notice_with_reference_urgency_and_link(
    world: "World", command: "MakeCommand"
) -> None:
    receipt = world.services.submit(command())
    assert world.services.deliver_due() == DeliveryRound(1, 0, 0)
    assert world.services.deliver_due() == DeliveryRound(0, 0, 0)
    ((notice, address),) = world.receiver.notices.values()
    assert address == OFFICER_MAIL
    assert (notice.reference, notice.urgency) == (receipt.reference, receipt.urgency)
    assert notice.link == f"http://127.0.0.1:8000/inbox/{receipt.signal_id}"


def test_a_mail_server_that_is_down_for_a_day_loses_nothing(
    world: "World", command: "MakeCommand"
) -> None:
    world.services.submit(command())
    world.receiver.refusal = DeliveryError("smtp OSError")
    for _ in range(24 * 12):
        world.services.deliver_due()
        world.clock.forward(minutes=5)
    assert world.services.parked() == []
    world.receiver.refusal = None
    world.clock.forward(hours=1)
    assert world.services.deliver_due() == DeliveryRound(1, 0, 0)
    (tries,) = world.rows("SELECT count(*) FROM attempts")[0]
    assert 24 < tries < 40


def test_what_fails_for_good_is_parked_shown_and_can_be_tried_again(
    world: "World", command: "MakeCommand"
) -> None:
    world.services.submit(command())
    world.receiver.refusal = DeliveryError("smtp 550", permanent=True)
    assert world.services.deliver_due() == DeliveryRound(0, 0, 1)
    (parked,) = world.services.parked()
    assert (parked.desk, parked.last_error, parked.attempts) == ("groningen-officer", "smtp 550", 1)
    world.receiver.refusal = None
    assert world.services.retry_parked(parked.id)
    assert not world.services.retry_parked(parked.id)
    assert world.services.deliver_due() == DeliveryRound(1, 0, 0)


def test_after_the_last_try_a_notice_is_parked(world: "World", command: "MakeCommand") -> None:
    world.services.submit(command())
    world.receiver.refusal = DeliveryError("smtp OSError")
    rounds = []
    for _ in range(MAX_ATTEMPTS):
        rounds.append(world.services.deliver_due())
        world.clock.forward(hours=1)
    assert rounds == [DeliveryRound(0, 1, 0)] * (MAX_ATTEMPTS - 1) + [DeliveryRound(0, 0, 1)]


def test_a_worker_that_died_leaves_its_notice_to_the_next_after_the_lease(
    world: "World", command: "MakeCommand"
) -> None:
    world.services.submit(command())
    now = world.clock.now()
    with world.services.parts.transactions() as work:
        assert len(work.outbox.claim(now, now + LEASE, 10)) == 1
    assert world.services.deliver_due() == DeliveryRound(0, 0, 0)
    world.clock.moment += LEASE
    assert world.services.deliver_due() == DeliveryRound(1, 0, 0)


def test_four_workers_claim_each_notice_exactly_once(
    world: "World", command: "MakeCommand"
) -> None:
    for number in range(40):
        world.services.submit(command(f"c{number}"))
    now = world.clock.now()

    def claim_all(_worker: int) -> list[int]:
        mine: list[int] = []
        while True:
            with world.services.parts.transactions() as work:
                claimed = work.outbox.claim(now, now + timedelta(hours=1), 3)
            if not claimed:
                return mine
            mine += [delivery.id for delivery in claimed]

    with ThreadPoolExecutor(4) as pool:
        taken = [number for mine in pool.map(claim_all, range(4)) for number in mine]
    assert sorted(taken) == sorted({row[0] for row in world.rows("SELECT id FROM outbox")})


def test_officers_who_accept_at_the_same_moment_have_one_winner(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    everybody = [Officer(f"officer-{n}", "Collega", officer.desks) for n in range(8)]
    random.shuffle(everybody)

    def accept(who: Officer) -> str:
        try:
            world.services.change_status(ChangeStatus(who, signal_id, Status.ACCEPTED))
        except AlreadyAcceptedError:
            return "told"
        return who.id

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(accept, everybody))
    (winner,) = [outcome for outcome in outcomes if outcome != "told"]
    assert world.services.signal(officer, signal_id).accepted_by == winner
    assert world.rows("SELECT count(*) FROM history WHERE event = 'accepted'") == [(1,)]


def test_the_same_conversation_submitted_at_once_is_one_signal(
    world: "World", command: "MakeCommand"
) -> None:
    with ThreadPoolExecutor(6) as pool:
        receipts = list(pool.map(lambda _: world.services.submit(command()), range(6)))
    assert receipts == [receipts[0]] * 6
    assert world.rows("SELECT count(*) FROM signals") == [(1,)]


def test_what_nobody_accepts_goes_to_the_deputy_and_then_to_the_regional_team(
    world: "World", command: "MakeCommand", region: Officer
) -> None:
    receipt = world.services.submit(command())
    told_at: dict[str, int] = {}
    for hour in range(24 * 10):
        if hour % 100 == 0:
            world = world.restarted()
        world.services.escalate_due()
        world.services.deliver_due()
        for _, address in world.receiver.told:
            told_at.setdefault(address, hour)
        world.clock.forward(hours=1)
    assert world.receiver.told == [
        ("new_signal", OFFICER_MAIL),
        ("deputy", DEPUTY_MAIL),
        ("regional_team", REGION_MAIL),
        ("feedback_due", OFFICER_MAIL),
    ]
    assert 0 == told_at[OFFICER_MAIL] < told_at[DEPUTY_MAIL] < told_at[REGION_MAIL]
    view = world.services.signal(region, receipt.signal_id)
    assert view.access is Access.FULL
    assert Status.ACCEPTED in view.allowed


def test_what_is_accepted_in_time_is_not_passed_on_but_feedback_is_asked_once(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command())
    world.services.change_status(ChangeStatus(officer, receipt.signal_id, Status.ACCEPTED))
    for _ in range(20):
        world.clock.forward(days=1)
        world.services.escalate_due()
    world.services.deliver_due()
    assert world.receiver.told == [
        ("new_signal", OFFICER_MAIL),
        ("reporter_accepted", "balie@gemeente.example"),
        ("feedback_due", OFFICER_MAIL),
    ]


def test_a_desk_without_escalation_times_is_reminded_when_the_answer_is_late(
    world: "World", command: "MakeCommand"
) -> None:
    nuisance = {
        "exploitation_form": ExploitationForm.NONE,
        "adjacent_concern": AdjacentConcern.HOUSING_NUISANCE,
    }
    receipt = world.services.submit(command(**nuisance))
    assert receipt.response_due is not None
    world.clock.moment = receipt.response_due
    for _ in range(2):
        world.services.escalate_due()
    world.services.deliver_due()
    assert world.receiver.told == [
        ("new_signal", "loket@groningen.example"),
        ("feedback_due", "loket@groningen.example"),
    ]


def test_a_late_signal_is_overdue_in_the_inbox(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command())
    assert [row.overdue for row in world.services.inbox(officer, InboxFilters())] == [False]
    world.clock.moment = receipt.response_due + timedelta(seconds=1)
    assert [row.overdue for row in world.services.inbox(officer, InboxFilters())] == [True]


@pytest.mark.parametrize("days", [400])
def test_a_clock_that_jumps_back_delivers_nothing_twice(
    world: "World", command: "MakeCommand", days: int
) -> None:
    world.services.submit(command())
    world.services.deliver_due()
    world.clock.forward(days=-days)
    assert world.services.deliver_due() == DeliveryRound(0, 0, 0)
    world.clock.forward(days=days)
    assert world.services.deliver_due() == DeliveryRound(0, 0, 0)
