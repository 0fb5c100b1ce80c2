"""The chat asks for no text that is missing, and none lies unused."""

import re
from pathlib import Path

import pytest
import yaml

import channels

HERE = Path(channels.__file__).parent
SOURCES = [
    *sorted((HERE / "web" / "frontend" / "src").glob("*.js")),
    HERE / "web" / "templates" / "chat.html",
]
ASKED = re.compile(r"\b(?:texts|t)\.([a-z_0-9]+)")
BY_KIND = frozenset(f"private_{kind}" for kind in ("bsn", "phone", "email", "iban"))


def _asked() -> set[str]:
    found = {key for file in SOURCES for key in ASKED.findall(file.read_text(encoding="utf-8"))}
    return found | BY_KIND


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_chat_has_exactly_the_texts_that_it_asks_for(language: str) -> None:
    known = yaml.safe_load((HERE / "texts" / language / "chat.yml").read_text(encoding="utf-8"))
    assert sorted(_asked() ^ known.keys()) == []
