"""Without sign-in anybody who reaches the gateway is let in, so few may reach it then."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from actions.config import Settings, SettingsError

WITHOUT = (
    "the file that says how people sign in (docs/sign-in.md); "
    "without one the gateway runs in development on a loopback address only"
)


def is_loopback(host: str) -> bool:
    """Whether this name or address is the machine itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_open_doors(settings: Settings) -> None:
    """Raise SettingsError where the gateway would be open to others, or its cookies readable."""
    if settings.sign_in_file is None:
        if settings.is_production or not is_loopback(settings.gateway_host):
            raise SettingsError("sign_in_file", None, WITHOUT)
        return
    public = urlsplit(settings.public_url)
    if public.scheme != "https" and not is_loopback(public.hostname or ""):
        expected = "an https address, since people sign in there"
        raise SettingsError("public_url", settings.public_url, expected)
