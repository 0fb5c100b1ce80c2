"""A signal's rows: which of its texts are sealed, where they are bound to, and back again."""

import json
from typing import Any
from uuid import uuid4

from actions.adapters.cipher import Cipher, DataKey, WrappedKey
from actions.domain.codes import (
    Action,
    AdjacentConcern,
    AgeGroup,
    Channel,
    Disclosure,
    ExploitationForm,
    Language,
    Role,
    Route,
    Setting,
    Source,
    Status,
    Urgency,
)
from actions.domain.signal import (
    Citation,
    HistoryEntry,
    Indicator,
    Place,
    Reporter,
    RoutedDesk,
    RoutingDecision,
    Signal,
)
from actions.service_layer.records import StoredSignal

Row = Any  # a SQLAlchemy row: its columns are attributes, known at run time only


def sealed_columns(stored: StoredSignal, cipher: Cipher) -> dict[str, object]:
    """The ciphertext columns of a new signal, with its fresh data key."""
    signal = stored.signal
    key, wrapped = cipher.new_data_key(signal.id)
    contact = signal.reporter.contact
    return {
        "key_id": wrapped.key_id,
        "data_key": wrapped.blob,
        "reference": key.seal(signal.reference, _place("reference", signal.id)),
        "original": key.seal(stored.original, _place("original", signal.id)),
        "shown": key.seal(_shown(signal), _place("shown", signal.id)),
        "contact": key.seal(contact, _place("contact", signal.id)) if contact else None,
    }


def data_key(row: Row, cipher: Cipher) -> DataKey | None:
    """The key of a signal's texts; None once it is erased."""
    if row.data_key is None:
        return None
    return cipher.unwrap(WrappedKey(row.key_id, row.data_key), row.id)


def reference_of(row: Row, key: DataKey | None) -> str:
    """The reporter's reference; empty once erased."""
    return key.open(row.reference, _place("reference", row.id)) if key else ""


def original_of(row: Row, key: DataKey | None) -> str:
    """The words as typed; empty once erased."""
    return key.open(row.original, _place("original", row.id)) if key else ""


def searchable(row: Row, key: DataKey | None, *, masked_only: bool) -> str:
    """All that a search looks in; the words as typed only for who may read them."""
    shown = json.loads(key.open(row.shown, _place("shown", row.id))) if key else {}
    labels = [label for _, label, *_ in shown.get("indicators", ())]
    texts = [reference_of(row, key), shown.get("observation"), shown.get("sector"), *labels]
    if not masked_only:
        texts.append(original_of(row, key))
    return " ".join(text for text in texts if text)


def history_row(signal_id: str, entry: HistoryEntry, key: DataKey | None) -> dict[str, object]:
    """A line of history, its texts sealed to the line itself."""
    row_id = str(uuid4())
    return {
        "row_id": row_id,
        "signal_id": signal_id,
        "at": entry.at,
        "actor": entry.actor,
        "event": entry.event,
        "status": entry.status,
        "note": _sealed_text(entry.note, key, f"history.note.{row_id}"),
        "feedback": _sealed_text(entry.feedback, key, f"history.feedback.{row_id}"),
        "detail": entry.detail,
    }


def history_entry(row: Row, key: DataKey | None) -> HistoryEntry:
    """A line of history as it was written; without its texts once the signal is erased."""
    return HistoryEntry(
        at=row.at,
        actor=row.actor,
        event=row.event,
        status=Status(row.status) if row.status else None,
        note=key.open(row.note, f"history.note.{row.row_id}") if key and row.note else None,
        feedback=(
            key.open(row.feedback, f"history.feedback.{row.row_id}")
            if key and row.feedback
            else None
        ),
        detail=row.detail,
    )


def signal_of(row: Row, key: DataKey | None, history: tuple[HistoryEntry, ...]) -> Signal:
    """The signal of a row."""
    shown = json.loads(key.open(row.shown, _place("shown", row.id))) if key else {}
    return Signal(
        id=row.id,
        reference=reference_of(row, key),
        created_at=row.created_at,
        channel=Channel(row.channel),
        language=Language(row.language),
        reporter=_reporter(row, key, shown),
        urgency=Urgency(row.urgency),
        exploitation_form=ExploitationForm(row.exploitation_form),
        adjacent_concern=AdjacentConcern(row.adjacent_concern) if row.adjacent_concern else None,
        age_group=AgeGroup(row.age_group),
        unaccompanied_minor=row.unaccompanied_minor,
        place=Place(
            row.place_municipality,
            Setting(row.setting) if row.setting else None,
            shown.get("sector"),
        ),
        source=Source(row.source) if row.source else None,
        ongoing=row.ongoing,
        observation=shown.get("observation", ""),
        indicators=tuple(_indicator(*item) for item in shown.get("indicators", ())),
        guidance=tuple(Citation(*item) for item in row.guidance),
        routing=_routing(row.routing),
        status=Status(row.status),
        history=history,
    )


def _indicator(code: str, label: str, evidence: str, chosen: bool = False) -> Indicator:
    return Indicator(code, label, evidence, chosen=chosen)


def routing_json(decision: RoutingDecision) -> dict[str, object]:
    """The decision as it is kept."""
    return {
        "primary": [decision.primary.route, decision.primary.desk],
        "secondary": [[desk.route, desk.desk] for desk in decision.secondary],
        "actions": list(decision.actions),
        "reasons": list(decision.reasons),
    }


def guidance_json(guidance: tuple[Citation, ...]) -> list[list[object]]:
    """The citations as they are kept: quotes of published documents, nothing that was typed."""
    return [[c.document, c.title, c.section, c.page, c.quote, c.url] for c in guidance]


def _shown(signal: Signal) -> str:
    return json.dumps(
        {
            "observation": signal.observation,
            "sector": signal.place.sector,
            "organisation": signal.reporter.organisation,
            "indicators": [[i.code, i.label, i.evidence, i.chosen] for i in signal.indicators],
        },
        ensure_ascii=False,
    )


def _reporter(row: Row, key: DataKey | None, shown: dict[str, Any]) -> Reporter:
    contact = key.open(row.contact, _place("contact", row.id)) if key and row.contact else None
    return Reporter(
        role=Role(row.reporter_role) if row.reporter_role else None,
        organisation=shown.get("organisation"),
        municipality=row.reporter_municipality,
        disclosure=Disclosure(row.disclosure),
        contact=contact,
    )


def _routing(document: dict[str, Any]) -> RoutingDecision:
    primary, *secondary = [
        RoutedDesk(Route(route), desk)
        for route, desk in [document["primary"], *document["secondary"]]
    ]
    return RoutingDecision(
        primary=primary,
        secondary=tuple(secondary),
        actions=tuple(Action(code) for code in document["actions"]),
        reasons=tuple(document["reasons"]),
    )


def _sealed_text(text: str | None, key: DataKey | None, place: str) -> bytes | None:
    # Without a key the signal is erased: a text about it may no longer be kept.
    return key.seal(text, place) if text and key else None


def _place(column: str, signal_id: str) -> str:
    return f"signals.{column}.{signal_id}"
