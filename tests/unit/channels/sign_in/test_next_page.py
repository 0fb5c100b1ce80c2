"""After signing in somebody goes to a page of ours."""

import string
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.sign_in.next_page import safe_next


@pytest.mark.parametrize("own", ["/", "/inbox", "/inbox?show=all&page=2", "/inbox/s1#verband"])
def test_a_page_of_ours_is_kept(own: str) -> None:
    assert safe_next(own) == own


@given(st.text(st.sampled_from("/\\:@?#.%\t\n\r " + string.ascii_letters), max_size=30))
def test_whatever_is_asked_for_leads_to_our_own_host(asked: str) -> None:
    found = safe_next(asked)
    assert found.startswith("/") and found[1:2] not in {"/", "\\"}
    # As browsers read it: no tabs or line ends, and a backslash is a slash.
    as_read = found.replace("\\", "/").replace("\t", "").replace("\n", "").replace("\r", "")
    assert urlsplit(as_read).netloc == ""


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("https://intranet.example/nieuws?id=3", "https://intranet.example/nieuws?id=3"),
        ("/inbox", "/inbox"),
        ("https://intranet.example.kwaad.example/", "/"),
        ("https://intranet.example@kwaad.example/", "/"),
        ("https://intranet.example", "/"),
        ("http://intranet.example/", "/"),
        ("https://intranet.example/\\kwaad", "/"),
        ("https://intranet.example/\tnieuws", "/"),
    ],
)
def test_a_page_that_may_hold_the_chat_is_kept_and_no_other(asked: str, found: str) -> None:
    assert safe_next(asked, frozenset({"https://intranet.example"})) == found


def test_an_endless_address_is_not_kept() -> None:
    assert safe_next("/" + "a" * 2_000) == "/"
