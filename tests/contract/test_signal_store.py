"""What the store promises, on SQLite and on PostgreSQL alike."""

import base64
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic import command as alembic
from cryptography.exceptions import InvalidTag

from actions.adapters.database import alembic_config, make_engine
from actions.domain.codes import Disclosure, Role, Status, Urgency
from actions.domain.commands import ChangeStatus, InboxFilters
from actions.domain.disclosure import Access, DeskRole, Officer
from actions.service_layer.errors import (
    AlreadyAcceptedError,
    ChangedMeanwhileError,
    ErasedError,
    ReasonNeededError,
    SignalNotFoundError,
    TransitionRefusedError,
)

if TYPE_CHECKING:
    from tests.contract.conftest import MakeCommand, World

ELSEWHERE = Officer("officer-9", "Aandachtsfunctionaris", frozenset({"westerwolde-officer"}))


def test_a_signal_comes_back_as_it_was_told_with_third_parties_masked(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command())
    view = world.services.signal(officer, receipt.signal_id)
    assert view.original == command().observation
    assert view.signal.observation == (
        "Mevrouw [naam] slaapt op het werk, haar baas heeft haar paspoort. [telefoonnummer]"
    )
    assert view.signal.reference == receipt.reference
    assert view.signal.reporter.contact == "balie@gemeente.example"
    assert view.signal.indicators == command().indicators
    assert view.signal.routing == receipt.decision
    assert view.desks == {"groningen-officer": DeskRole.HANDLING}
    assert (view.access, view.signal.status, view.version) == (Access.FULL, Status.NEW, 1)


def test_submitting_twice_gives_the_same_receipt_and_keeps_one_signal(
    world: "World", command: "MakeCommand"
) -> None:
    first = world.services.submit(command())
    world.clock.forward(minutes=5)
    assert world.restarted().services.submit(command()) == first
    assert world.rows("SELECT count(*) FROM signals") == [(1,)]
    assert world.rows("SELECT count(*) FROM outbox") == [(1,)]


def test_no_table_holds_a_typed_word_or_the_reference(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command())
    change = ChangeStatus(officer, receipt.signal_id, Status.ACCEPTED, "geheimnotitie", "dankwoord")
    world.services.change_status(change)
    tables = ("signals", "signal_desks", "history", "audit", "outbox", "attempts")
    stored = "".join(
        str(world.rows(f"SELECT * FROM {table}"))  # noqa: S608 - names from the line above
        for table in tables
    )
    canaries = ("Testnaam", "slaapt", "12345678", "paspoort", "gemeente.example")
    canaries += ("geheimnotitie", "dankwoord", receipt.reference, "conversation-1")
    assert [word for word in canaries if word in stored] == []


def test_sealed_text_cannot_be_moved_to_another_signal(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    one = world.services.submit(command("a")).signal_id
    other = world.services.submit(command("b")).signal_id
    world.rows(
        "UPDATE signals SET original = (SELECT original FROM signals WHERE id = :one), "
        "data_key = (SELECT data_key FROM signals WHERE id = :one) WHERE id = :other",
        one=one,
        other=other,
    )
    with pytest.raises(InvalidTag):
        world.services.signal(officer, other)


@pytest.mark.parametrize("table", ["history", "audit"])
@pytest.mark.parametrize("change", ["UPDATE {} SET actor = 'x'", "DELETE FROM {}"])
def test_history_and_audit_refuse_every_change(
    world: "World", command: "MakeCommand", table: str, change: str
) -> None:
    world.services.submit(command())
    with pytest.raises(sa.exc.DBAPIError, match="only ever added"):
        world.rows(change.format(table))


def test_the_tables_are_what_the_migrations_make(world: "World") -> None:
    engine = make_engine(world.settings.database_url)
    with engine.begin() as connection:
        alembic.check(alembic_config(connection))


def test_an_officer_sees_only_signals_of_the_own_desks(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command())
    assert [row.id for row in world.services.inbox(officer, InboxFilters())] == [receipt.signal_id]
    assert world.services.inbox(ELSEWHERE, InboxFilters()) == []
    with pytest.raises(SignalNotFoundError):
        world.services.signal(ELSEWHERE, receipt.signal_id)
    with pytest.raises(SignalNotFoundError):
        world.services.change_status(ChangeStatus(ELSEWHERE, receipt.signal_id, Status.ACCEPTED))


def test_breaking_the_glass_needs_a_reason_and_hides_a_confidential_reporter(
    world: "World", command: "MakeCommand"
) -> None:
    receipt = world.services.submit(command())
    with pytest.raises(ReasonNeededError):
        world.services.signal(ELSEWHERE, receipt.signal_id, "zomaar")
    reason = "Zelfde adres als ons lopende onderzoek van mevrouw Testnaam"
    view = world.services.signal(ELSEWHERE, receipt.signal_id, reason)
    assert (view.access, view.signal.reporter.contact, view.allowed) == (
        Access.BREAK_GLASS,
        None,
        (),
    )
    assert world.rows("SELECT actor, detail FROM audit WHERE action = 'break_glass'") == [
        ("officer-9", "Zelfde adres als ons lopende onderzoek van mevrouw [naam]")
    ]


def test_every_read_and_change_is_audited(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command())
    world.services.inbox(officer, InboxFilters())
    world.services.signal(officer, receipt.signal_id)
    world.services.change_status(ChangeStatus(officer, receipt.signal_id, Status.ACCEPTED))
    world.services.follow_up(receipt.reference)
    with pytest.raises(SignalNotFoundError):
        world.services.signal(ELSEWHERE, receipt.signal_id)
    assert world.rows("SELECT actor, action FROM audit ORDER BY seq") == [
        ("reporter", "signal_submitted"),
        ("officer-1", "inbox_listed"),
        ("officer-1", "signal_read"),
        ("officer-1", "accepted"),
        ("reporter", "followed_up"),
        ("officer-9", "read_refused"),
    ]


def test_the_inbox_is_by_urgency_then_age_and_knows_what_was_read(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    normal = world.services.submit(command("a")).signal_id
    world.clock.forward(minutes=1)
    later = world.services.submit(command("b")).signal_id
    urgent = world.services.submit(command("c", violence_or_coercion=True)).signal_id
    world.services.signal(officer, normal)
    rows = world.services.inbox(officer, InboxFilters())
    assert [(row.id, row.unread) for row in rows] == [
        (urgent, True),
        (normal, False),
        (later, True),
    ]
    only = InboxFilters(urgency=Urgency.URGENT, open_only=True, desk="groningen-officer")
    assert [row.id for row in world.services.inbox(officer, only)] == [urgent]


def test_of_two_officers_who_accept_one_wins_and_the_other_is_told(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command())
    second = Officer("officer-2", "Collega", officer.desks)
    world.services.change_status(ChangeStatus(officer, receipt.signal_id, Status.ACCEPTED))
    with pytest.raises(AlreadyAcceptedError):
        world.services.change_status(ChangeStatus(second, receipt.signal_id, Status.ACCEPTED))
    world.services.change_status(ChangeStatus(officer, receipt.signal_id, Status.ACCEPTED))
    assert world.services.signal(second, receipt.signal_id).accepted_by == "officer-1"


def test_a_change_of_what_somebody_else_changed_since_is_refused(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    world.services.change_status(ChangeStatus(officer, signal_id, Status.ACCEPTED))
    stale = ChangeStatus(officer, signal_id, Status.IN_PROGRESS, expected_version=1)
    with pytest.raises(ChangedMeanwhileError):
        world.services.change_status(stale)


def test_a_step_that_does_not_exist_is_refused(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    with pytest.raises(TransitionRefusedError):
        world.services.change_status(ChangeStatus(officer, signal_id, Status.CLOSED))


def test_a_reporter_gets_status_and_feedback_by_any_spelling_of_the_reference(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command())
    world.services.change_status(
        ChangeStatus(officer, receipt.signal_id, Status.ACCEPTED, "intern", "We bellen vandaag.")
    )
    found = world.services.follow_up(receipt.reference.lower().replace("-", " "))
    assert (found.status, found.feedback) == (Status.ACCEPTED, "We bellen vandaag.")
    assert found.response_due == receipt.response_due
    assert world.services.follow_up("AAA-AAA-AAA-AAA-AAA-AAA") is None
    assert world.services.follow_up("'; DROP TABLE signals") is None


def test_sharing_lets_the_regional_team_in_but_not_to_a_confidential_name(
    world: "World", command: "MakeCommand", officer: Officer, region: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    world.services.change_status(ChangeStatus(officer, signal_id, Status.ACCEPTED))
    world.services.change_status(ChangeStatus(officer, signal_id, Status.SHARED))
    view = world.services.signal(region, signal_id)
    assert (view.access, view.original) == (Access.CHAIN, command().observation)
    assert (view.signal.reporter.contact, view.signal.reporter.organisation) == (None, None)
    world.services.deliver_due()
    assert world.receiver.told == [
        ("new_signal", "aandachtsfunctionaris@groningen.example"),
        ("reporter_accepted", "balie@gemeente.example"),
        ("shared", "mensenhandel@groningen.nl"),
    ]


def test_who_stays_anonymous_has_no_contact_kept(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command(disclosure=Disclosure.ANONYMOUS))
    assert world.services.signal(officer, receipt.signal_id).signal.reporter.contact is None
    assert world.rows("SELECT contact FROM signals") == [(None,)]


def test_desks_without_an_address_of_ours_get_no_notice(
    world: "World", command: "MakeCommand"
) -> None:
    named = command(role=Role.RESIDENT, disclosure=Disclosure.NAMED)
    receipt = world.services.submit(named)
    assert (receipt.desk.key, receipt.desk.email) == ("police", None)
    world.services.deliver_due()
    assert world.receiver.told == []


def test_danger_is_handled_by_the_first_desk_of_ours_behind_the_emergency_number(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command(danger_now=True))
    assert receipt.desk.key == "emergency-112"
    view = world.services.signal(officer, receipt.signal_id)
    assert (view.access, view.desks["groningen-officer"]) == (Access.FULL, DeskRole.HANDLING)


def test_at_the_end_of_the_term_the_content_is_destroyed_and_the_counts_stay(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    receipt = world.services.submit(command())
    world.services.change_status(
        ChangeStatus(officer, receipt.signal_id, Status.ACCEPTED, "n", "f")
    )
    term = timedelta(days=world.settings.retention_days)
    world.clock.forward(days=term.days - 1)
    assert world.services.purge_expired() == []
    world.clock.forward(days=1)
    assert world.services.purge_expired(dry_run=True) == [receipt.signal_id]
    assert world.services.purge_expired() == [receipt.signal_id]
    assert world.services.purge_expired() == []
    assert world.rows(
        "SELECT data_key, reference, original, shown, contact, exploitation_form FROM signals"
    ) == [(None, None, None, None, None, "labour")]
    assert world.services.follow_up(receipt.reference) is None
    assert world.services.inbox(officer, InboxFilters()) == []
    with pytest.raises(ErasedError):
        world.services.signal(officer, receipt.signal_id)


def test_after_a_rotation_the_old_master_key_can_go(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    path = world.settings.key_file
    keys = json.loads(path.read_text())
    keys["master"]["k2"] = base64.b64encode(b"2" * 32).decode()
    path.write_text(json.dumps(keys | {"current": "k2"}))
    rotated = world.restarted()
    assert (rotated.services.rotate_keys(), rotated.services.rotate_keys()) == (1, 0)
    del keys["master"]["k1"]
    path.write_text(json.dumps(keys | {"current": "k2"}))
    view = world.restarted().services.signal(officer, signal_id)
    assert view.original == command().observation


def test_closing_starts_the_term_anew(
    world: "World", command: "MakeCommand", officer: Officer
) -> None:
    signal_id = world.services.submit(command()).signal_id
    world.clock.forward(days=100)
    for status in (Status.ACCEPTED, Status.CLOSED):
        world.services.change_status(ChangeStatus(officer, signal_id, status))
    world.clock.forward(days=world.settings.retention_days - 1)
    assert world.services.purge_expired() == []
    world.clock.forward(days=1)
    assert world.services.purge_expired() == [signal_id]
