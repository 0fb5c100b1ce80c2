"""How a notice gets from the relay to the gateway, which holds the door to Microsoft Teams."""

import hashlib
import hmac

from actions.config import Settings, TeamsSettings

EVERYWHERE = frozenset({"0.0.0.0", "::", "localhost"})  # noqa: S104 - compared, not bound


def notice_secret(teams: TeamsSettings) -> str:
    """What the relay signs notices with; gateway and relay both have the settings it is from."""
    return hmac.new(teams.secret.encode(), b"notices", hashlib.sha256).hexdigest()


def notice_url(settings: Settings) -> str:
    """Where the gateway takes notices, from this machine."""
    host = settings.gateway_host
    here = "127.0.0.1" if host in EVERYWHERE else host
    shown = f"[{here}]" if ":" in here else here
    return f"http://{shown}:{settings.gateway_port}/teams/notices"
