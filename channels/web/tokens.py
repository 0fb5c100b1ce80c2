"""A municipality's own look: design tokens in a file, laid over ours."""

import re
from pathlib import Path

from actions.config import SettingsError

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(--(?:np|utrecht)-[a-z0-9-]+)\s*:\s*([^;{}]+);")
VALUE = re.compile(r"[\w\s#%.,()'\"/+*-]+")
FETCHES = re.compile(r"url\s*\(|image(?:-set)?\s*\(|//", re.IGNORECASE)
LEFT_OVER = re.compile(r"[^{}@;]*\{\s*\}|\s*")
EXPECTED = "a style sheet of --np-… and --utrecht-… properties, without any address"


def read_tokens(file: Path | None) -> str:
    """The file's tokens as a style sheet for pages and the chat; empty where there is no file.

    Anything else than such properties is refused, so that no file can fetch from elsewhere or
    hide a part of a page.

    Raises:
        SettingsError: the file cannot be read or holds something else.
    """
    if file is None:
        return ""
    try:
        text = COMMENT.sub("", file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("tokens_file", str(file), EXPECTED) from error
    found = DECLARATION.findall(text)
    if not LEFT_OVER.fullmatch(DECLARATION.sub("", text)) or not all(
        _is_plain(v) for _, v in found
    ):
        raise SettingsError("tokens_file", str(file), EXPECTED)
    lines = "".join(f"  {name}: {' '.join(value.split())};\n" for name, value in found)
    return f":root, :host {{\n{lines}}}\n" if lines else ""


def _is_plain(value: str) -> bool:
    return bool(VALUE.fullmatch(value)) and not FETCHES.search(value)
