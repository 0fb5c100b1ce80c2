"""Sealing: bound to its place, rotated by key id, gone with its key."""

import pytest
from cryptography.exceptions import InvalidTag

from actions.adapters.cipher import Cipher, KeyRing
from actions.service_layer.errors import KeyFileError

OLD = Cipher(KeyRing("k1", {"k1": b"1" * 32}, b"l" * 32))
BOTH = Cipher(KeyRing("k2", {"k1": b"1" * 32, "k2": b"2" * 32}, b"l" * 32))


def test_what_is_sealed_opens_in_its_place_only() -> None:
    key, _ = OLD.new_data_key("s")
    sealed = key.seal("iets", "signals.original.s")
    assert key.open(sealed, "signals.original.s") == "iets"
    for elsewhere in ("signals.shown.s", "signals.original.t"):
        with pytest.raises(InvalidTag):
            key.open(sealed, elsewhere)


def test_a_wrapped_key_belongs_to_its_signal() -> None:
    _, wrapped = OLD.new_data_key("s")
    with pytest.raises(InvalidTag):
        OLD.unwrap(wrapped, "t")


def test_after_rotation_old_content_opens_and_new_keys_use_the_new_master() -> None:
    key, wrapped = OLD.new_data_key("s")
    sealed = key.seal("iets", "p")
    again = BOTH.rewrap(wrapped, "s")
    assert (wrapped.key_id, again.key_id) == ("k1", "k2")
    assert BOTH.unwrap(again, "s").open(sealed, "p") == "iets"
    with pytest.raises(KeyFileError, match="k2"):
        OLD.unwrap(again, "s")


def test_one_character_is_never_sealed_the_same_way_twice() -> None:
    key, _ = OLD.new_data_key("s")
    assert len({key.seal("x", "p") for _ in range(100)}) == 100


def test_a_lookup_says_nothing_without_the_key_and_differs_by_purpose() -> None:
    other = Cipher(KeyRing("k1", {"k1": b"1" * 32}, b"m" * 32))
    found = {c.lookup(p, "x") for c in (OLD, other) for p in ("reference", "submission")}
    assert len(found) == 4
