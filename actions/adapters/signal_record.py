"""A signal as the document of contract 3, for a register that keeps it whole."""

from typing import Any

from actions.domain.disclosure import Access, disclosed
from actions.domain.signal import Citation, HistoryEntry, RoutedDesk, Signal


def signal_record(signal: Signal) -> dict[str, Any]:
    """The signal as a partner may see it (`nietpluis.signal/1`).

    Third parties masked, the reporter only where named, and of the history no note or feedback:
    a register of the municipality has readers that we do not know.
    """
    seen = disclosed(signal, Access.PARTNER)
    return {
        "schema": seen.schema,
        "id": seen.id,
        "reference": seen.reference,
        "created_at": seen.created_at.isoformat(),
        "channel": str(seen.channel),
        "language": str(seen.language),
        "reporter": _reporter(seen),
        **_judged(seen),
        **_noticed(seen),
        "routing": _routing(seen),
        "status": str(seen.status),
        "history": [_entry(entry) for entry in seen.history],
    }


def _reporter(signal: Signal) -> dict[str, str | None]:
    reporter = signal.reporter
    return {
        "role": _code(reporter.role),
        "organisation": reporter.organisation,
        "municipality": reporter.municipality,
        "disclosure": str(reporter.disclosure),
        "contact": reporter.contact,
    }


def _judged(signal: Signal) -> dict[str, Any]:
    return {
        "urgency": str(signal.urgency),
        "exploitation_form": str(signal.exploitation_form),
        "adjacent_concern": _code(signal.adjacent_concern),
        "age_group": str(signal.age_group),
        "unaccompanied_minor": signal.unaccompanied_minor,
    }


def _noticed(signal: Signal) -> dict[str, Any]:
    place = signal.place
    return {
        "place": {
            "municipality": place.municipality,
            "setting": _code(place.setting),
            "sector": place.sector,
        },
        "source": _code(signal.source),
        "ongoing": signal.ongoing,
        "observation": signal.observation,
        "indicators": [
            {"code": found.code, "label": found.label, "evidence": found.evidence}
            for found in signal.indicators
        ],
        "guidance": [_citation(cited) for cited in signal.guidance],
    }


def _citation(cited: Citation) -> dict[str, Any]:
    return {
        "document": cited.document,
        "title": cited.title,
        "section": cited.section,
        "page": cited.page,
        "quote": cited.quote,
        "url": cited.url,
    }


def _routing(signal: Signal) -> dict[str, Any]:
    decision = signal.routing
    return {
        "primary": _desk(decision.primary),
        "secondary": [_desk(desk) for desk in decision.secondary],
        "actions": [str(action) for action in decision.actions],
        "reasons": list(decision.reasons),
    }


def _desk(routed: RoutedDesk) -> dict[str, str]:
    return {"route": str(routed.route), "desk": routed.desk}


def _entry(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "event": entry.event,
        "status": _code(entry.status),
        "note": None,
        "feedback": None,
    }


def _code(code: object) -> str | None:
    return None if code is None else str(code)
