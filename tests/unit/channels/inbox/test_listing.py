"""The list: what an address asks for, and what the page then offers."""

import re

import pytest
from fastapi.testclient import TestClient

from actions.domain.codes import ExploitationForm, Setting, Status, Urgency
from actions.domain.commands import InboxFilters, InboxOrder
from channels.inbox.listing import Chosen, chosen
from tests.unit.channels.fakes import DESK, SIGNAL, FakeServices

PAGE = {"accept": "text/html"}


@pytest.fixture
def officer(client: TestClient) -> TestClient:
    client.post("/inbox/aanmelden", data={"desk": DESK.key})
    return client


def form_key(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/inbox").text)
    assert found
    return found.group(1)


@pytest.mark.parametrize(
    ("address", "filters"),
    [
        ("/inbox", InboxFilters(open_only=True, limit=25)),
        ("/inbox?show=all&page=3", InboxFilters(limit=25, offset=50)),
        ("/inbox?show=unread", InboxFilters(open_only=True, unread_only=True, limit=25)),
        ("/inbox?show=overdue", InboxFilters(open_only=True, overdue_only=True, limit=25)),
        (
            "/inbox?show=mine&order=due",
            InboxFilters(
                open_only=True, accepted_by=f"desk:{DESK.key}", order=InboxOrder.DUE, limit=25
            ),
        ),
        ("/inbox?status=closed", InboxFilters(status=Status.CLOSED, limit=25)),
        (
            "/inbox?urgency=urgent&form=labour&setting=counter&municipality=groningen",
            InboxFilters(
                urgency=Urgency.URGENT,
                form=ExploitationForm.LABOUR,
                setting=Setting.COUNTER,
                municipality="groningen",
                open_only=True,
                limit=25,
            ),
        ),
        ("/inbox?show=x&urgency=x&order=x", InboxFilters(open_only=True, limit=25)),
    ],
)
def test_an_address_becomes_one_question(
    officer: TestClient, services: FakeServices, address: str, filters: InboxFilters
) -> None:
    assert officer.get(address, headers=PAGE).status_code == 200
    assert services.filters[-1] == filters


def test_tabs_tell_how_much_waits(officer: TestClient) -> None:
    page = officer.get("/inbox", headers=PAGE).text
    assert '<a href="/inbox" aria-current="page">Open <span class="count">4</span></a>' in page
    assert '<a href="/inbox?show=overdue">Te laat <span class="count alarm">2</span></a>' in page


def test_a_search_travels_in_the_body_and_is_shown_again(
    officer: TestClient, services: FakeServices
) -> None:
    form = {"csrf": form_key(officer), "search": " Kerkstraat ", "page": "2"}
    page = officer.post("/inbox/zoeken", data=form)
    assert services.filters[-1] == InboxFilters(search="Kerkstraat", limit=25, offset=25)
    assert 'value="Kerkstraat"' in page.text and "1 gevonden." in page.text


def test_a_search_from_another_site_is_refused(officer: TestClient, services: FakeServices) -> None:
    assert officer.post("/inbox/zoeken", data={"search": "x"}).status_code == 403
    assert services.filters == []


def test_pages_lead_on_with_the_same_choice(officer: TestClient, services: FakeServices) -> None:
    services.total = 60
    page = officer.get("/inbox?urgency=urgent&page=2", headers=PAGE).text
    assert "Bladzijde 2 van 3" in page
    assert 'rel="prev" href="/inbox?urgency=urgent"' in page
    assert 'rel="next" href="/inbox?urgency=urgent&amp;page=3"' in page


def test_an_address_holds_only_what_was_chosen() -> None:
    asked = chosen(show="mine", urgency="acute", page=4)
    assert asked == Chosen(show="mine", urgency="acute", page=4)
    assert asked.address() == "/inbox?show=mine&urgency=acute"
    assert asked.address(show="open", urgency="") == "/inbox"


def test_a_line_shows_its_reference_but_no_typed_word(officer: TestClient) -> None:
    page = officer.get("/inbox", headers=PAGE).text
    assert SIGNAL.reference in page
    assert "paspoort" not in page


def test_keys_are_listed_and_can_be_switched_off(officer: TestClient) -> None:
    page = officer.get("/inbox", headers=PAGE).text
    assert 'id="keys-on"' in page
    script = officer.get("/static/inbox.js").text
    listed = set(re.findall(r"<kbd>(.)</kbd>", page))
    bound = set(re.findall(r'^    "?([a-z/?])"?: ', script, re.MULTILINE))
    assert listed == bound == {"j", "k", "/", "u", "a", "n", "b", "?"}
