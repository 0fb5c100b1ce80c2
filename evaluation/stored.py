"""The signals that conversations stored, read as an officer's program would."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from actions.bootstrap import bootstrap
from actions.config import read_settings
from channels.commands.signals import tokens
from channels.identity import OfficerClaim

TERM = timedelta(hours=2)
NAME = "evaluation"
MOST = 500
"""As many signals as the API lists at most."""
Signal = Mapping[str, Any]


def own_token() -> str:
    """A token for all desks of this environment's installation, as `nietpluis token` prints it."""
    settings = read_settings(os.environ)
    desks = tuple(sorted(bootstrap(settings).directory().desks))
    return tokens(settings).issue(OfficerClaim(NAME, desks, datetime.now(UTC) + TERM))


def read_signals(client: httpx.Client, base: str, token: str, since: datetime) -> dict[str, Signal]:
    """By reference, all signals since a moment that the token may read; empty where none."""
    headers = {"Authorization": f"Bearer {token}"}
    address = f"{base.rstrip('/')}/api/v1/signals"
    asked: dict[str, str | int] = {"limit": MOST, "since": since.isoformat()}
    rows = client.get(address, headers=headers, params=asked)
    if rows.status_code != httpx.codes.OK:
        return {}
    found = (
        client.get(f"{address}/{row['id']}", headers=headers) for row in rows.json()["results"]
    )
    signals = [one.json() for one in found if one.status_code == httpx.codes.OK]
    return {signal["reference"]: signal for signal in signals}


def from_handoff(handoff: Mapping[str, Any]) -> Signal:
    """What the conversation itself shows of its signal, where the store cannot be read."""
    return {
        "exploitation_form": handoff.get("exploitation_form"),
        "routing": {"reasons": handoff.get("reasons") or []},
    }
