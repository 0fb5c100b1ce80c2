"""The file that the gateway serves is what the source builds, and it is small."""

import gzip
import subprocess
from pathlib import Path

import pytest

import channels

WEB = Path(channels.__file__).parent / "web"
BUNDLE = WEB / "static" / "niet-pluis.js"
MOST_BYTES = 100_000


def test_the_committed_bundle_is_what_the_source_builds(node_modules: Path, tmp_path: Path) -> None:
    built = tmp_path / "niet-pluis.js"
    subprocess.run(["node", "build.mjs", built], cwd=WEB / "frontend", check=True, timeout=60)
    assert built.read_text(encoding="utf-8") == BUNDLE.read_text(encoding="utf-8")


def test_the_bundle_is_at_most_a_hundred_kilobytes_compressed() -> None:
    assert len(gzip.compress(BUNDLE.read_bytes())) <= MOST_BYTES


@pytest.mark.parametrize("name", ["tokens.css", "base.css", "chat.css", "niet-pluis.js"])
def test_nothing_that_is_served_names_an_address_elsewhere(name: str) -> None:
    text = (WEB / "static" / name).read_text(encoding="utf-8")
    assert [part for part in ("http://", "@import", "//cdn", "url(") if part in text] == []
    assert "https://" not in text.replace('"https://"', "")


def test_the_licence_of_the_components_goes_with_them() -> None:
    licence = (WEB / "static" / "licenses.txt").read_text(encoding="utf-8")
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence and "Gemeente Utrecht" in licence
    assert "EUPL-1.2" in BUNDLE.read_text(encoding="utf-8")[:300]
