"""Whether every part really answers: asked, not assumed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
from fastapi import APIRouter, Response

from channels.wiring import Wired, Wiring

HEARTBEAT_TERM = timedelta(seconds=60)
"""The relay touches its heartbeat file at every round, a few seconds apart."""
ASK_SECONDS = 5.0
PROBE = "mensenhandel"
"""A word that every index of ours has."""

log = logging.getLogger("nietpluis.health")
router = APIRouter()


@router.api_route("/health/live", methods=["GET", "HEAD"])
async def live() -> dict[str, str]:
    """The process itself answers."""
    return {"status": "ok"}


@router.api_route("/health/ready", methods=["GET", "HEAD"])
async def ready(response: Response, wired: Wired) -> dict[str, object]:
    """Each part by name; 503 while any of them does not answer."""
    parts = await ask_parts(wired)
    all_well = all(parts.values())
    response.status_code = 200 if all_well else 503
    return {"status": "ok" if all_well else "unavailable", "parts": parts}


async def ask_parts(wired: Wiring) -> dict[str, bool]:
    """Ask Rasa, the action server, the database, the index and the relay, all at once."""
    checks: dict[str, Callable[[], Awaitable[bool]]] = {
        "rasa": wired.rasa.is_ready,
        "actions": lambda: _actions(wired),
        "database": lambda: _in_thread(lambda: wired.services.monitor() is not None),
        "knowledge": lambda: _in_thread(lambda: bool(wired.library.retriever().search(PROBE, 1))),
        "relay": lambda: _in_thread(lambda: _relay(wired)),
    }
    answers = await asyncio.gather(*(_guarded(*named) for named in checks.items()))
    return dict(zip(checks, answers, strict=True))


async def _guarded(name: str, check: Callable[[], Awaitable[bool]]) -> bool:
    # Whatever goes wrong inside a part, the answer here is that it is not ready.
    try:
        return await asyncio.wait_for(check(), ASK_SECONDS)
    except Exception as error:
        log.warning("health.not_ready part=%s kind=%s", name, type(error).__name__)
        return False


async def _in_thread(check: Callable[[], bool]) -> bool:
    return await asyncio.to_thread(check)


async def _actions(wired: Wiring) -> bool:
    address = f"http://127.0.0.1:{wired.settings.actions_port}/health"
    async with httpx.AsyncClient(timeout=ASK_SECONDS, trust_env=False) as http:
        return (await http.get(address)).status_code == httpx.codes.OK


def _relay(wired: Wiring) -> bool:
    beaten = wired.settings.heartbeat_file.stat().st_mtime
    return wired.now().timestamp() - beaten < HEARTBEAT_TERM.total_seconds()
