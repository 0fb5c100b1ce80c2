"""The signal repository over SQL."""

from datetime import datetime
from functools import cache

import sqlalchemy as sa
import yaml

from actions.adapters import models, sealing
from actions.adapters.cipher import Cipher, WrappedKey
from actions.adapters.yaml_file import DATA
from actions.domain.codes import Status
from actions.domain.disclosure import DeskRole
from actions.domain.events import Event
from actions.domain.hours import local
from actions.domain.signal import HistoryEntry, Signal
from actions.service_layer.records import StoredSignal

_S = models.signals.c
_D = models.signal_desks.c
ROLE_RANK = (DeskRole.HANDLING, DeskRole.ESCALATED, DeskRole.SHARED, DeskRole.SECONDARY)


class SqlSignalRepository:
    """Signals within one transaction; texts are sealed on the way in and opened on the way out."""

    def __init__(self, connection: sa.Connection, cipher: Cipher) -> None:
        self._connection = connection
        self._cipher = cipher

    def add(self, stored: StoredSignal, submission_key: str, purge_after: datetime) -> None:
        """Keep a new signal with its desks and its history so far."""
        signal = stored.signal
        self._connection.execute(
            models.signals.insert().values(
                **_code_columns(signal),
                **sealing.sealed_columns(stored, self._cipher),
                reference_hash=self._cipher.lookup("reference", signal.reference),
                submission_hash=self._cipher.lookup("submission", submission_key),
                version=stored.version,
                response_due=stored.response_due,
                purge_after=purge_after,
            )
        )
        for desk, role in stored.desks.items():
            self.add_desk(signal.id, desk, role, signal.created_at)
        for entry in signal.history:
            self.append_history(signal.id, entry)

    def get(self, signal_id: str) -> StoredSignal | None:
        """The signal by its id, or None."""
        return self._one(_S.id == signal_id)

    def by_submission(self, submission_key: str) -> StoredSignal | None:
        """The signal of this submission, or None."""
        return self._one(_S.submission_hash == self._cipher.lookup("submission", submission_key))

    def by_reference(self, reference: str) -> StoredSignal | None:
        """The signal of this reference, or None."""
        return self._one(_S.reference_hash == self._cipher.lookup("reference", reference))

    def change_status(self, before: StoredSignal, status: Status, entry: HistoryEntry) -> bool:
        """Move on from `before`; False when somebody else changed it since."""
        values: dict[str, object] = {"status": status, "version": before.version + 1}
        if status is Status.ACCEPTED:
            values |= {"accepted_at": entry.at, "accepted_by": entry.actor}
        done = self._connection.execute(
            sa.update(models.signals)
            .where(_S.id == before.signal.id, _S.version == before.version)
            .values(**values)
        )
        if done.rowcount != 1:
            return False
        self.append_history(before.signal.id, entry)
        return True

    def add_desk(self, signal_id: str, desk: str, role: DeskRole, now: datetime) -> None:
        """Let a desk see the signal; a stronger role replaces a weaker one, never back."""
        here = sa.and_(_D.signal_id == signal_id, _D.desk == desk)
        known = self._connection.execute(sa.select(_D.role).where(here)).scalar()
        if known is None:
            row = {"signal_id": signal_id, "desk": desk, "role": role, "at": now}
            self._connection.execute(models.signal_desks.insert().values(**row))
        elif ROLE_RANK.index(role) < ROLE_RANK.index(DeskRole(known)):
            self._connection.execute(
                sa.update(models.signal_desks).where(here).values(role=role, at=now)
            )

    def append_history(self, signal_id: str, entry: HistoryEntry) -> None:
        """Add a line to the signal's life."""
        row = self._connection.execute(
            sa.select(_S.id, _S.key_id, _S.data_key).where(_S.id == signal_id)
        ).one()
        key = sealing.data_key(row, self._cipher)
        self._connection.execute(
            models.history.insert().values(**sealing.history_row(signal_id, entry, key))
        )

    def set_purge_after(self, signal_id: str, moment: datetime) -> None:
        """When the content must be destroyed."""
        self._connection.execute(
            sa.update(models.signals).where(_S.id == signal_id).values(purge_after=moment)
        )

    def waiting(self, limit: int, after: StoredSignal | None = None) -> list[StoredSignal]:
        """Signals that nobody has accepted and no regional team was told of, oldest first."""
        told = sa.exists().where(
            models.history.c.signal_id == _S.id,
            models.history.c.event == Event.REGIONAL_TEAM_TOLD,
        )
        query = (
            sa.select(models.signals)
            .where(_S.status == Status.NEW, _S.erased_at.is_(None), ~told)
            .order_by(_S.created_at, _S.id)
            .limit(limit)
        )
        if after is not None:
            here = sa.tuple_(_S.created_at, _S.id)
            last = sa.tuple_(sa.literal(after.signal.created_at, models.Moment()), after.signal.id)
            query = query.where(here > last)
        return [self._stored(row) for row in self._connection.execute(query).all()]

    def feedback_late(self, now: datetime, limit: int) -> list[StoredSignal]:
        """Open signals whose answer is overdue, without one, and not asked for one before."""
        said = sa.exists().where(
            models.history.c.signal_id == _S.id,
            sa.or_(
                models.history.c.feedback.is_not(None),
                models.history.c.event == Event.FEEDBACK_ASKED,
            ),
        )
        handled = sa.exists().where(_D.signal_id == _S.id, _D.role == DeskRole.HANDLING)
        query = (
            sa.select(models.signals)
            .where(
                _S.response_due <= now,
                _S.status != Status.CLOSED,
                _S.erased_at.is_(None),
                ~said,
                handled,
            )
            .order_by(_S.response_due)
            .limit(limit)
        )
        return [self._stored(row) for row in self._connection.execute(query).all()]

    def expired(self, now: datetime) -> list[str]:
        """Ids whose term is over and whose content is still there."""
        query = sa.select(_S.id).where(_S.purge_after <= now, _S.erased_at.is_(None))
        return list(self._connection.execute(query.order_by(_S.purge_after)).scalars())

    def erase(self, signal_id: str, now: datetime) -> None:
        """Destroy the data key and every sealed text; the reference no longer leads here."""
        gone = dict.fromkeys(("data_key", "key_id", "reference", "original", "shown", "contact"))
        self._connection.execute(
            sa.update(models.signals)
            .where(_S.id == signal_id)
            .values(**gone, reference_hash=f"erased:{signal_id}", erased_at=now)
        )

    def rewrap(self, limit: int) -> int:
        """Wrap up to `limit` data keys with the current master key; how many were not yet."""
        current = self._cipher.current_key_id
        columns = sa.select(_S.id, _S.key_id, _S.data_key)
        old = columns.where(_S.key_id != current, _S.data_key.is_not(None)).limit(limit)
        rows = self._connection.execute(old).all()
        for row in rows:
            again = self._cipher.rewrap(WrappedKey(row.key_id, row.data_key), row.id)
            self._connection.execute(
                sa.update(models.signals)
                .where(_S.id == row.id)
                .values(key_id=again.key_id, data_key=again.blob)
            )
        return len(rows)

    def comparable(self, desks: frozenset[str], since: datetime, limit: int) -> list[StoredSignal]:
        """Signals of these desks since a moment, the newest first, to be compared with another."""
        here = sa.exists().where(_D.signal_id == _S.id, _D.desk.in_(desks))
        query = (
            sa.select(models.signals)
            .where(here, _S.created_at >= since, _S.erased_at.is_(None))
            .order_by(_S.created_at.desc())
            .limit(limit)
        )
        return [self._stored(row) for row in self._connection.execute(query).all()]

    def _one(self, condition: sa.ColumnElement[bool]) -> StoredSignal | None:
        row = self._connection.execute(sa.select(models.signals).where(condition)).one_or_none()
        return None if row is None else self._stored(row)

    def _stored(self, row: sealing.Row) -> StoredSignal:
        key = sealing.data_key(row, self._cipher)
        lines = self._connection.execute(
            sa.select(models.history)
            .where(models.history.c.signal_id == row.id)
            .order_by(models.history.c.seq)
        ).all()
        desks = self._connection.execute(
            sa.select(_D.desk, _D.role).where(_D.signal_id == row.id).order_by(_D.at, _D.desk)
        ).all()
        return StoredSignal(
            signal=sealing.signal_of(
                row, key, tuple(sealing.history_entry(line, key) for line in lines)
            ),
            original=sealing.original_of(row, key),
            desks={desk: DeskRole(role) for desk, role in desks},
            response_due=_dutch(row.response_due),
            version=row.version,
            accepted_at=row.accepted_at,
            accepted_by=row.accepted_by,
            erased_at=row.erased_at,
        )


def _dutch(moment: datetime | None) -> datetime | None:
    return None if moment is None else local(moment)


def _code_columns(signal: Signal) -> dict[str, object]:
    sector = signal.place.sector
    return {
        "id": signal.id,
        "created_at": signal.created_at,
        "channel": signal.channel,
        "language": signal.language,
        "reporter_role": signal.reporter.role,
        "reporter_municipality": signal.reporter.municipality,
        "disclosure": signal.reporter.disclosure,
        "urgency": signal.urgency,
        "exploitation_form": signal.exploitation_form,
        "adjacent_concern": signal.adjacent_concern,
        "age_group": signal.age_group,
        "unaccompanied_minor": signal.unaccompanied_minor,
        "place_municipality": signal.place.municipality,
        "setting": signal.place.setting,
        # Only a catalogue code may stay readable; typed words about a business may not.
        "sector": sector if sector in _sector_codes() else None,
        "source": signal.source,
        "ongoing": signal.ongoing,
        "primary_route": signal.routing.primary.route,
        "primary_desk": signal.routing.primary.desk,
        "routing": sealing.routing_json(signal.routing),
        "guidance": sealing.guidance_json(signal.guidance),
        "status": signal.status,
    }


@cache
def _sector_codes() -> frozenset[str]:
    catalogue = yaml.safe_load((DATA / "sectors.yml").read_text(encoding="utf-8"))
    return frozenset(sector["code"] for sector in catalogue["sectors"])
