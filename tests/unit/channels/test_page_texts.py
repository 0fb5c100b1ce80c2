"""Every text that a page asks for is there, in both languages."""

import re
from pathlib import Path

import pytest
import yaml

import channels

HERE = Path(channels.__file__).parent
PAGES = sorted((HERE / "inbox" / "templates").glob("*.html"))
ASKED = re.compile(r"\bt\.([a-z_]+)")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_a_page_asks_for_no_text_that_is_missing(page: Path, language: str) -> None:
    known = yaml.safe_load((HERE / "texts" / language / "pages.yml").read_text(encoding="utf-8"))
    asked = set(ASKED.findall(page.read_text(encoding="utf-8")))
    assert {key for key in asked if key not in known} == set()
