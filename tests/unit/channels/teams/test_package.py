"""The app package: whole, small in what it asks, and the same for the same input."""

import io
import json
import zipfile
import zlib
from typing import Any

import pytest

from channels.teams.icons import colour_icon, outline_icon
from channels.teams.package import PackageError, Publisher, check, manifest, package
from channels.texts import load_texts

APP = "11111111-2222-3333-4444-555555555555"
SITE = "https://nietpluis.example"
TEXTS = load_texts()
ADDRESSES = {"websiteUrl": SITE, "privacyUrl": SITE, "termsOfUseUrl": SITE}


def _manifest(**changes: Any) -> dict[str, Any]:
    publisher = Publisher("Gemeente Voorbeeld", SITE, SITE, SITE)
    return manifest(APP, SITE, publisher, "1.0.0", TEXTS) | changes


def _files(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def test_the_package_asks_for_no_more_than_it_needs() -> None:
    content = json.loads(_files(package(_manifest(), TEXTS))["manifest.json"])
    assert content["permissions"] == ["identity", "messageTeamMembers"]
    assert content["bots"][0]["scopes"] == ["personal", "team", "groupChat"]
    assert content["validDomains"] == ["nietpluis.example"]
    assert "authorization" not in content and "webApplicationInfo" not in content


def test_the_same_input_gives_the_same_file() -> None:
    assert package(_manifest(), TEXTS) == package(_manifest(), TEXTS)


def test_one_registration_is_one_app_whatever_its_version() -> None:
    other = Publisher("Een ander", SITE, SITE, SITE)
    assert _manifest()["id"] == manifest(APP, SITE, other, "2.0.0", TEXTS)["id"]


@pytest.mark.parametrize(
    "changes",
    [
        {"permissions": ["identity", "messageTeamMembers", "devicePermissions"]},
        {"authorization": {"permissions": {"resourceSpecific": []}}},
        {"webApplicationInfo": {"id": APP}},
        {"version": "1"},
        {"developer": {**ADDRESSES, "name": "n" * 33}},
        {"developer": {**ADDRESSES, "name": "n", "websiteUrl": "http://x"}},
        {"validDomains": ["*.example", "x"]},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_teams_refuses_or_nobody_needs_is_refused_here(changes: dict[str, Any]) -> None:
    with pytest.raises(PackageError, match=r"\$"):
        package(_manifest(**changes), TEXTS)


def test_a_package_that_lacks_or_adds_a_file_is_refused() -> None:
    files = _files(package(_manifest(), TEXTS))
    for changed in (
        {**files, "more.txt": b"x"},
        {n: d for n, d in files.items() if n != "en.json"},
    ):
        with pytest.raises(PackageError, match="expected the files"):
            check(_packed(changed))


def test_an_icon_of_another_size_is_refused() -> None:
    files = _files(package(_manifest(), TEXTS))
    with pytest.raises(PackageError, match=r"color.png: expected 192 by 192"):
        check(_packed({**files, "color.png": outline_icon()}))


@pytest.mark.parametrize("junk", [b"", b"PK", b"x" * 99])
def test_what_is_no_package_is_refused(junk: bytes) -> None:
    with pytest.raises(PackageError, match="not a package"):
        check(junk)


def test_the_outline_icon_is_white_on_transparent() -> None:
    png = outline_icon()
    start = png.index(b"IDAT") + 4
    rows = zlib.decompressobj().decompress(png[start:])
    pixels = [rows[n * 129 + 1 :][:128] for n in range(32)]
    assert {row[n : n + 3] for row in pixels for n in range(0, 128, 4)} == {b"\xff\xff\xff"}
    assert {0, 255} <= {row[n + 3] for row in pixels for n in range(0, 128, 4)}


def test_both_icons_are_png() -> None:
    assert colour_icon()[:4] == outline_icon()[:4] == b"\x89PNG"
