"""The product as processes: which servers there are, how they start, when they are ready."""

import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import httpx

from actions.config import PREFIX, Settings
from channels.kept_text import RASA_FILE
from channels.supervisor import Child, Port

ROOT = Path(__file__).resolve().parent.parent
BOT = ROOT / "bot"
BOT_PYTHON = BOT / ".venv" / "bin" / "python"
ASK_SECONDS = 5.0


def ports(settings: Settings) -> list[Port]:
    """The ports that must be free before anything is started."""
    return [
        Port(settings.gateway_port, "NIETPLUIS_GATEWAY_PORT"),
        Port(settings.rasa_port, "NIETPLUIS_RASA_PORT"),
        Port(settings.actions_port, "NIETPLUIS_ACTIONS_PORT"),
    ]


def children(settings: Settings, environ: Mapping[str, str], started_at: float) -> list[Child]:
    """Rasa, the action server, the relay and the gateway; `started_at` in epoch seconds."""
    # One thread for linear algebra: two parts that each take all cores wait for each other.
    own = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"} | dict(environ)
    gateway = f"http://{settings.gateway_host}:{settings.gateway_port}"
    actions = f"http://127.0.0.1:{settings.actions_port}"
    return [
        _rasa(settings, environ),
        Child(
            "actions",
            [sys.executable, "-m", "actions.entrypoints.action_server"],
            _answers(f"{actions}/health"),
            actions,
            own,
            ROOT,
        ),
        Child(
            "relay",
            [sys.executable, "-m", "actions.entrypoints.relay"],
            _beats(settings.heartbeat_file, started_at),
            "",
            own,
            ROOT,
        ),
        Child(
            "gateway",
            [sys.executable, "-m", "channels.serve"],
            _answers(f"{gateway}/health/live"),
            gateway,
            own,
            ROOT,
        ),
    ]


def _rasa(settings: Settings, environ: Mapping[str, str]) -> Child:
    address = f"http://127.0.0.1:{settings.rasa_port}"
    # The Rasa runtime holds no secrets: none of our settings reaches it.
    bare = {key: value for key, value in environ.items() if not key.startswith(PREFIX)}
    # It checks the deployed model's signature at every start, and then becomes Rasa.
    command = [
        *(sys.executable, "-m", "channels.models.serve"),
        *("--var", str(settings.var_dir), "--bot", str(BOT), "--python", str(BOT_PYTHON)),
        *("--port", str(settings.rasa_port)),
        *("--actions-port", str(settings.actions_port)),
        *("--database", f"sqlite:///{settings.var_dir / RASA_FILE}"),
    ]
    return Child("rasa", command, _answers(f"{address}/webhooks/nietpluis/"), address, bare, ROOT)


def _answers(address: str) -> Callable[[], Awaitable[bool]]:
    async def ask() -> bool:
        try:
            async with httpx.AsyncClient(timeout=ASK_SECONDS, trust_env=False) as http:
                return (await http.get(address)).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    return ask


def _beats(heartbeat: Path, since: float) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return heartbeat.exists() and heartbeat.stat().st_mtime >= since

    return look
