"""Where somebody goes after signing in: a page of ours, or one that may hold the chat."""

from collections.abc import Collection
from urllib.parse import urlsplit

HOME = "/"
MAX_CHARACTERS = 2_000
OWN_PATHS = ("/aanmelden", "/afmelden", "/afgemeld")
"""Pages of sign-in itself: going there afterwards would go round in a circle."""


def safe_next(asked: str, hosts: Collection[str] = ()) -> str:
    """The page asked for when it is ours or on one of the `hosts` (origins), else the chat page.

    A browser reads `//elsewhere`, `/\\elsewhere` and what has a tab in it as another host.
    """
    if len(asked) > MAX_CHARACTERS or not asked.isprintable() or "\\" in asked:
        return HOME
    if any(asked.startswith(f"{host}/") for host in hosts):
        return asked
    return asked if _is_ours(asked) else HOME


def _is_ours(asked: str) -> bool:
    if not asked.startswith("/") or asked.startswith(("//", *OWN_PATHS)):
        return False
    try:
        parts = urlsplit(asked)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
