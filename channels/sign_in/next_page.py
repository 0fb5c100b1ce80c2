"""Where somebody goes after signing in: a page of ours, whatever the address asked for."""

from urllib.parse import urlsplit

HOME = "/"
MAX_CHARACTERS = 2_000
OWN_PATHS = ("/aanmelden", "/afmelden", "/afgemeld")
"""Pages of sign-in itself: going there afterwards would go round in a circle."""


def safe_next(asked: str) -> str:
    """The path and query asked for when they are ours, else the chat page.

    A browser reads `//elsewhere`, `/\\elsewhere` and what has a tab in it as another host.
    """
    if len(asked) > MAX_CHARACTERS or not asked.startswith("/") or not asked.isprintable():
        return HOME
    if asked.startswith("//") or "\\" in asked or asked.startswith(OWN_PATHS):
        return HOME
    try:
        parts = urlsplit(asked)
    except ValueError:
        return HOME
    return asked if not parts.scheme and not parts.netloc else HOME
