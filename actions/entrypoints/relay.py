"""The relay: `python -m actions.entrypoints.relay [--once]`.

Every few seconds it delivers what is due, passes on what nobody accepted, and destroys what is
past its term. It holds no state: killed at any moment, the next one goes on where it was. After
every round that reached the store it touches a heartbeat file, by which readiness sees it.
"""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event as Flag

from actions.bootstrap import Services, bootstrap
from actions.config import Settings, read_settings
from actions.domain.errors import DomainError
from actions.service_layer.errors import StoreBusyError

PAUSE_S = 2.0
PURGE_EVERY = timedelta(hours=1)
BATCH = 20

log = logging.getLogger("nietpluis.relay")


class Relay:
    """Rounds over the outbox, the escalation clock and the retention terms."""

    def __init__(self, services: Services, heartbeat: Path) -> None:
        self._services = services
        self._heartbeat = heartbeat
        self._purge_at: datetime | None = None

    def round(self) -> bool:
        """Everything that is due now; False when the store could not be reached."""
        try:
            self._services.escalate_due()
            self._deliver()
            self._purge()
        except StoreBusyError:
            log.warning("store_busy")
            return False
        self._heartbeat.write_text(self._services.now().isoformat())
        return True

    def _deliver(self) -> None:
        while True:
            done = self._services.deliver_due(BATCH)
            tried = done.delivered + done.failed + done.parked
            if tried:
                log.info("delivery_round %d %d %d", done.delivered, done.failed, done.parked)
            if tried < BATCH:
                return

    def _purge(self) -> None:
        now = self._services.now()
        if self._purge_at is not None and now < self._purge_at:
            return
        erased = self._services.purge_expired(now)
        self._purge_at = now + PURGE_EVERY
        if erased:
            log.info("signals_erased %d", len(erased))


def run(relay: Relay, stop: Flag, pause_s: float) -> None:
    """Rounds until told to stop; a fault in one of them does not end the others."""
    while not stop.is_set():
        try:
            relay.round()
        except Exception as error:
            # Only the kind of error: its text could hold what somebody typed.
            log.error("round_failed %s", type(error).__name__)
        stop.wait(pause_s)


def stop_on_signals(stop: Flag, register: Callable[..., object] = signal.signal) -> None:
    """Finish the round under way when asked to end."""
    for number in (signal.SIGTERM, signal.SIGINT):
        register(number, lambda *_: stop.set())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the relay; 0 after a clean stop, 1 when it cannot start or `--once` failed."""
    parser = argparse.ArgumentParser(prog="relay", description="Deliver and escalate signals.")
    parser.add_argument("--once", action="store_true", help="one round, then stop")
    parser.add_argument("--pause", type=float, default=PAUSE_S, help="seconds between rounds")
    asked = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        relay = _build(read_settings(os.environ))
    except DomainError as error:
        log.error("cannot_start %s: %s", error.code, error)
        return 1
    if asked.once:
        return 0 if relay.round() else 1
    stop = Flag()
    stop_on_signals(stop)
    log.info("relay_started")
    run(relay, stop, asked.pause)
    log.info("relay_stopped")
    return 0


def _build(settings: Settings) -> Relay:
    return Relay(bootstrap(settings), settings.heartbeat_file)


if __name__ == "__main__":
    sys.exit(main())
