"""Keys, seals, tokens and pseudonyms of the doors."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.crypto import Keys, Sealer, UnsealError, keyed_hash, load_or_create
from channels.identity import InvalidTokenError, OfficerClaim, Pseudonyms, Tokens

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CLAIM = OfficerClaim("desk:a", ("a", "b"), NOW + timedelta(hours=1))


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "gateway.key"
    first, second = load_or_create(path), load_or_create(path)
    assert first.derive("x") == second.derive("x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["gateway.key"]


def test_each_purpose_has_a_key_of_its_own() -> None:
    keys = Keys(b"k" * 32)
    assert keys.derive("a") != keys.derive("b")


def _changed(sealed: bytes) -> bytes:
    """One bit over: another byte in its place would be the same one now and then."""
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


def test_what_is_sealed_opens_for_its_own_row_only() -> None:
    sealer = Sealer(b"k" * 32)
    sealed = sealer.seal(b"geheim", "row-1")
    assert sealer.unseal(sealed, "row-1") == b"geheim"
    for broken, row in ((sealed, "row-2"), (_changed(sealed), "row-1"), (b"", "row-1")):
        with pytest.raises(UnsealError):
            sealer.unseal(broken, row)


def test_a_token_gives_back_its_claim() -> None:
    tokens = Tokens(b"k" * 32)
    assert tokens.read(tokens.issue(CLAIM), NOW) == CLAIM


@given(st.text(max_size=60))
def test_any_other_text_is_no_token(text: str) -> None:
    with pytest.raises(InvalidTokenError):
        Tokens(b"k" * 32).read(text.encode("utf-8", "replace").decode(), NOW)


def test_a_changed_token_is_refused() -> None:
    tokens = Tokens(b"k" * 32)
    body, signature = tokens.issue(CLAIM).split(".")
    other = tokens.issue(OfficerClaim("desk:c", ("c",), CLAIM.expires_at)).split(".")[0]
    for forged in (f"{other}.{signature}", f"{body}.", f"{body}.{signature}x", f".{signature}"):
        with pytest.raises(InvalidTokenError):
            tokens.read(forged, NOW)


def test_parts_of_a_hash_are_told_apart() -> None:
    assert keyed_hash(b"k", "ab", "c") != keyed_hash(b"k", "a", "bc")


def test_a_pseudonym_is_steady_and_shows_nothing_of_the_sender() -> None:
    names = Pseudonyms(b"k" * 32)
    assert names.conversation("balie-1", 1) == names.conversation("balie-1", 1)
    assert names.conversation("balie-1", 1) != names.conversation("balie-1", 2)
    assert "balie" not in names.conversation("balie-1", 1) + names.sender("balie-1")
