"""Delivery when the world fails: mail server, receiver, clock, and a PostgreSQL that crashes."""

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from actions.adapters.mail import SmtpMailer
from actions.adapters.webhook import Webhook
from actions.bootstrap import Services, bootstrap, notice_texts
from actions.config import SmtpSettings, read_settings
from actions.domain.commands import SubmitSignal
from actions.service_layer.delivery import LEASE
from actions.service_layer.errors import StoreBusyError
from actions.service_layer.ports import Notifier
from actions.service_layer.records import DeliveryRound
from tests.contract.test_notifiers import SECRET, MailServer

if TYPE_CHECKING:
    from tests.contract.conftest import MakeCommand, PostgresServer, World

CRASH_PROOF = "%20-csynchronous_commit%3Don"  # the tests' own server trades this for speed


class SlowReceiver:
    """Takes a notice once per idempotency key, and answers too late until told otherwise."""

    def __init__(self) -> None:
        self.taken: dict[str, str] = {}
        self.requests = 0
        self.answering = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                receiver.requests += 1
                receiver.taken.setdefault(self.headers["Idempotency-Key"], body)
                receiver.answering.wait(30)
                self.send_response(204)
                self.end_headers()

            def handle(self) -> None:
                try:
                    super().handle()
                except (BrokenPipeError, ConnectionResetError):
                    return  # who asked has stopped waiting

            def log_message(self, format: str, *args: Any) -> None:
                """Be silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def _with(world: "World", **ways: Notifier) -> Services:
    return bootstrap(world.settings, clock=world.clock, notifiers=ways)


def test_a_receiver_that_accepts_and_times_out_has_each_notice_once(
    world: "World", command: "MakeCommand"
) -> None:
    receiver = SlowReceiver()
    url = f"http://127.0.0.1:{receiver.server.server_port}/in"
    services = _with(world, webhook=Webhook(url, SECRET, world.clock, timeout_s=0.3))
    receipt = services.submit(command())
    assert services.deliver_due() == DeliveryRound(0, 1, 0)
    receiver.answering.set()
    world.clock.forward(minutes=1)
    assert services.deliver_due() == DeliveryRound(1, 0, 0)
    receiver.server.shutdown()
    receiver.server.server_close()
    (body,) = receiver.taken.values()
    assert receipt.reference in body
    assert receiver.requests == 2


def test_a_mail_server_that_is_away_for_a_day_gets_the_mail_afterwards(
    world: "World", command: "MakeCommand", tmp_path: Path
) -> None:
    server = MailServer(tmp_path)
    nobody = SmtpSettings("127.0.0.1", 9, "a@b.example")  # the discard port: nobody listens
    away = _with(world, mail=SmtpMailer(nobody, notice_texts(), world.clock))
    receipt = away.submit(command())
    for _ in range(24):
        away.deliver_due()
        world.clock.forward(hours=1)
    assert away.parked() == []
    back = _with(world, mail=SmtpMailer(server.settings, notice_texts(), world.clock))
    assert back.deliver_due() == DeliveryRound(1, 0, 0)
    server.controller.stop()
    (message,) = server.arrived().values()
    assert receipt.reference in message


def test_a_clock_that_ran_ahead_holds_no_notice_up(world: "World", command: "MakeCommand") -> None:
    world.clock.forward(days=365)
    world.services.submit(command("a"))
    world.services.submit(command("b"))
    now = world.clock.now()
    with world.services.parts.transactions() as work:
        assert len(work.outbox.claim(now, now + LEASE, 1)) == 1
    world.clock.forward(days=-365)
    assert world.services.deliver_due() == DeliveryRound(2, 0, 0)
    assert world.services.deliver_due() == DeliveryRound(0, 0, 0)


def _again_until_kept(submit: Callable[[], object]) -> int:
    refused = 0
    while True:
        try:
            submit()
        except StoreBusyError:
            refused += 1
            time.sleep(0.05)
        else:
            return refused


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_postgresql_that_crashes_and_starts_again_loses_nothing(
    world: "World",
    command: "MakeCommand",
    postgres_server: "PostgresServer",
    database_url: str,
) -> None:
    environ = {
        "NIETPLUIS_VAR_DIR": str(world.settings.var_dir),
        "NIETPLUIS_DATABASE_URL": database_url + CRASH_PROOF,
    }
    services = bootstrap(
        read_settings(environ), clock=world.clock, notifiers={"mail": world.receiver}
    )
    told: list[str] = []
    refused: list[int] = []

    def hand_over() -> None:
        for number in range(60):
            made = command(f"c{number}")
            refused.append(_again_until_kept(lambda made=made: keep(made)))

    def keep(made: SubmitSignal) -> None:
        told.append(services.submit(made).reference)

    worker = threading.Thread(target=hand_over)
    worker.start()
    for _ in range(3):
        time.sleep(0.1)
        postgres_server.stop()
        postgres_server.start()
    worker.join()
    _again_until_kept(lambda: services.deliver_due(200))
    arrived = [notice.reference for notice, _ in world.receiver.notices.values()]
    assert len(told) == len(set(told)) == 60
    assert sorted(arrived) == sorted(told)
    assert sum(refused) > 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_dump_of_postgresql_during_writes_restores_with_every_signal_whole(
    world: "World",
    command: "MakeCommand",
    postgres_server: "PostgresServer",
    database_url: str,
    tmp_path: Path,
) -> None:
    stop = threading.Event()
    told: list[str] = []

    def hand_over() -> None:
        while not stop.is_set():
            told.append(world.services.submit(command(f"c{len(told)}")).reference)

    worker = threading.Thread(target=hand_over)
    worker.start()
    while len(told) < 5:
        time.sleep(0.01)
    before = list(told)
    schema = database_url.rsplit("%3D", 1)[1]
    dump, database = tmp_path / "dump.sql", f"restored_{uuid4().hex}"
    postgres_server.dump(schema, dump)
    stop.set()
    worker.join()
    postgres_server.restore(dump, database)
    url = f"{postgres_server.url}/{database}?options=-csearch_path%3D{schema}"
    environ = {"NIETPLUIS_VAR_DIR": str(world.settings.var_dir), "NIETPLUIS_DATABASE_URL": url}
    restored = bootstrap(
        read_settings(environ), clock=world.clock, notifiers={"mail": world.receiver}
    )
    with restored.parts.transactions() as work:
        kept = work.signals.waiting(10_000)
    assert set(before) <= {stored.signal.reference for stored in kept}
    assert {stored.original for stored in kept} == {command().observation}
    while restored.deliver_due(200).delivered:
        pass
    arrived = {notice.reference for notice, _ in world.receiver.notices.values()}
    assert arrived == {stored.signal.reference for stored in kept}
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        lines = connection.execute(sa.text("SELECT count(*) FROM history")).scalar_one()
    engine.dispose()
    assert lines == len(kept)
