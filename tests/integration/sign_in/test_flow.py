"""Signing in at a real provider on loopback: what it opens, for how long, and the way out."""

import json
from typing import Any

import httpx
import pytest
from joserfc import jwt
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from actions.config import Settings, read_settings
from channels.identity import TOKEN_TERM, OfficerClaim
from tests.integration.sign_in.conftest import PUBLIC, Open, write_file
from tests.integration.sign_in.provider import Provider
from tests.integration.sign_in.somebody import PAGE, Somebody, query_of
from tests.unit.channels.fakes import DESK, Clock, FakeRasa, FakeServices

SESSION = "nietpluis_session"
SAY = json.dumps({"type": "say", "id": "m1", "text": "Hallo", "metadata": {}})


def socket_of(somebody: Somebody) -> ClientConnection:
    """A socket from a page of ours with this browser's cookies."""
    public = str(somebody.client.base_url).rstrip("/")
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in somebody.client.cookies.jar)
    return connect(
        f"{public.replace('http', 'ws', 1)}/chat/socket",
        origin=Origin(public),
        additional_headers={"cookie": cookies},
        proxy=None,
    )


def test_the_browser_goes_to_the_provider_with_state_nonce_and_pkce(somebody: Somebody) -> None:
    asked = query_of(somebody.leave())
    secrets = {asked.pop(name) for name in ("state", "nonce", "code_challenge")}
    assert len(secrets) == 3
    assert asked == {
        "response_type": "code",
        "client_id": "niet-pluis",
        "redirect_uri": f"{PUBLIC}/aanmelden/terug",
        "scope": "openid",
        "code_challenge_method": "S256",
    }


def test_who_signed_in_goes_on_to_the_page_that_was_asked_for(somebody: Somebody) -> None:
    first = somebody.client.get("/inbox?show=all", headers=PAGE)
    assert first.headers["location"] == "/aanmelden?next=%2Finbox%3Fshow%3Dall"
    answer = somebody.sign_in("functionaris", "/inbox?show=all")
    assert (answer.status_code, answer.headers["location"]) == (303, "/inbox?show=all")
    assert somebody.client.get("/inbox", headers=PAGE).status_code == 200


def test_the_chat_takes_role_and_municipality_from_the_claims(
    somebody: Somebody, rasa: FakeRasa
) -> None:
    somebody.sign_in("balie")
    assert somebody.say(role="resident", municipality="elders", language="en").status_code == 200
    assert rasa.heard[-1]["metadata"] == {
        "role": "counter",
        "municipality": "groningen",
        "language": "en",
        "channel": "web",
    }


def test_the_socket_takes_role_and_municipality_from_the_claims(
    served: Somebody, rasa: FakeRasa
) -> None:
    served.sign_in("balie")
    with socket_of(served) as socket:
        socket.send(SAY)
        while json.loads(socket.recv(10))["type"] != "reply":
            pass
    assert rasa.heard[-1]["metadata"]["role"] == "counter"


def test_an_officer_has_the_desks_of_the_claims_and_is_known_by_account(
    somebody: Somebody, services: FakeServices
) -> None:
    somebody.sign_in("functionaris")
    form = {"csrf": somebody.form_key("/inbox/s1"), "version": "1", "status": "accepted"}
    assert somebody.client.post("/inbox/s1", data=form).status_code == 303
    officer = services.changes[0].officer
    assert (officer.id, officer.desks) == ("person:sub-officer-1", frozenset({DESK.key}))


def test_a_reporter_reads_no_inbox(somebody: Somebody) -> None:
    somebody.sign_in("balie")
    answer = somebody.client.get("/inbox", headers=PAGE)
    assert answer.status_code == 403
    assert "Dit deel is voor aandachtsfunctionarissen." in answer.text
    assert somebody.client.get("/api/v1/signals").status_code == 403


def test_the_api_takes_the_same_session(somebody: Somebody) -> None:
    assert somebody.client.get("/api/v1/signals").status_code == 401
    somebody.sign_in("functionaris")
    assert [row["id"] for row in somebody.client.get("/api/v1/signals").json()["results"]] == ["s1"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/chat"),
        ("POST", "/chat"),
        ("DELETE", "/chat"),
        ("POST", "/webhooks/rest/webhook"),
        ("GET", "/api/v1/signals"),
        ("GET", "/monitor"),
        ("GET", "/inbox/s1"),
        ("GET", "/nergens"),
    ],
)
def test_without_session_nothing_is_open(
    somebody: Somebody, rasa: FakeRasa, method: str, path: str
) -> None:
    answer = somebody.client.request(method, path, json={})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert rasa.heard == []


def test_without_session_no_socket_opens(served: Somebody) -> None:
    with pytest.raises(InvalidStatus) as refused, socket_of(served):
        raise AssertionError("it opened")
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("path", ["/health/live", "/opvolgen", "/signaalkaarten", "/afgemeld"])
def test_what_is_for_everybody_stays_open(somebody: Somebody, path: str) -> None:
    assert somebody.client.get(path, headers=PAGE).status_code == 200


def test_a_program_brings_a_token_to_the_webhook(somebody: Somebody, rasa: FakeRasa) -> None:
    body = {"sender": "programma", "message": "Hallo"}
    wired = somebody.client.app.state.wiring
    token = wired.tokens.issue(OfficerClaim("program:test", (), wired.now() + TOKEN_TERM))
    ask = {"authorization": f"Bearer {token}"}
    assert somebody.client.post("/webhooks/rest/webhook", json=body, headers=ask).status_code == 200
    somebody.sign_in("balie")
    assert somebody.client.post("/webhooks/rest/webhook", json=body).status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(somebody: Somebody) -> None:
    cookies = somebody.sign_in().headers.get_list("set-cookie")
    made = next(cookie for cookie in cookies if cookie.startswith(f"{SESSION}="))
    value, _, rest = made.partition(";")
    assert len(value) == len(SESSION) + 1 + 43
    assert rest.strip() == "HttpOnly; Path=/; SameSite=lax"


def test_off_loopback_the_cookie_is_bound_to_this_host_and_to_tls(
    opened: Open, environ: dict[str, str], provider: Provider
) -> None:
    public = "https://nietpluis.example"
    provider.redirects = {f"{public}/aanmelden/terug"}
    with opened(read_settings({**environ, "NIETPLUIS_PUBLIC_URL": public})) as somebody:
        cookies = somebody.sign_in().headers.get_list("set-cookie")
        made = next(cookie for cookie in cookies if cookie.startswith("__Host-nietpluis="))
        assert made.partition(";")[2].strip() == "HttpOnly; Path=/; SameSite=lax; Secure"
        assert somebody.client.get("/chat").status_code == 200


def test_nothing_of_the_session_lies_readable_on_disk(somebody: Somebody) -> None:
    somebody.sign_in("functionaris")
    cookie = somebody.client.cookies[SESSION]
    somebody.client.app.state.wiring.sign_in.store._connection.execute("PRAGMA wal_checkpoint")
    kept = b"".join(file.read_bytes() for file in somebody.database.parent.glob("gateway.sql*"))
    assert cookie.encode() not in kept
    assert b"eyJ" not in kept and b"NietPluis.Functionaris" not in kept


def test_a_session_ends_when_nothing_is_done(somebody: Somebody, clock: Clock) -> None:
    somebody.sign_in()
    clock.forward(minutes=59)
    assert somebody.say().status_code == 200
    clock.forward(minutes=59)
    assert somebody.client.get("/chat").status_code == 200
    clock.forward(minutes=2)
    assert somebody.client.get("/chat").status_code == 401


def test_an_open_page_that_only_asks_for_news_does_not_keep_a_session(
    somebody: Somebody, clock: Clock
) -> None:
    somebody.sign_in()
    for _ in range(3):
        clock.forward(minutes=20, seconds=10)
        last = somebody.client.get("/chat").status_code
    assert last == 401


def test_a_session_ends_after_a_working_day_in_any_case(somebody: Somebody, clock: Clock) -> None:
    somebody.sign_in()
    for _ in range(15):
        clock.forward(minutes=30)
        assert somebody.say().status_code == 200
    clock.forward(minutes=31)
    assert somebody.say().status_code == 401


@pytest.mark.parametrize("message", [True, False], ids=["it says something", "it hears something"])
def test_a_socket_closes_when_its_session_ends(
    served: Somebody, clock: Clock, message: bool
) -> None:
    served.sign_in()
    with socket_of(served) as socket, pytest.raises(ConnectionClosed) as closed:
        assert json.loads(socket.recv(10))["type"] == "here"
        if message:
            clock.forward(hours=9)
            socket.send(SAY)
        else:
            socket.send(SAY)
            clock.forward(hours=9)
        while True:
            socket.recv(10)
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 4401


def test_the_conversation_is_there_again_after_signing_in_again(
    somebody: Somebody, clock: Clock
) -> None:
    somebody.sign_in("balie")
    somebody.say("Iets van de eerste")
    clock.forward(hours=2)
    somebody.sign_in("balie")
    lines = somebody.client.get("/chat").json()["lines"]
    assert lines[0]["text"] == "Iets van de eerste"


def test_the_next_person_at_the_same_computer_sees_nothing_of_it(somebody: Somebody) -> None:
    somebody.sign_in("balie")
    somebody.say("Iets van de eerste")
    somebody.come_back(somebody.grant(somebody.leave_afresh(), "collega"))
    assert somebody.client.get("/chat").json()["lines"] == []


def test_signing_in_as_somebody_else_asks_the_provider_for_it(
    somebody: Somebody, provider: Provider
) -> None:
    somebody.sign_in("balie")
    assert somebody.client.get("/aanmelden", headers=PAGE).headers["location"] == "/"
    somebody.grant(somebody.leave_afresh(), "collega")
    assert provider.prompts == [None, "login"]


def test_signing_out_ends_the_session_here_and_there(
    somebody: Somebody, provider: Provider
) -> None:
    somebody.sign_in("functionaris")
    answer = somebody.client.post("/afmelden", data={"csrf": somebody.form_key()}, headers=PAGE)
    onward = somebody.onward(answer)
    assert onward.startswith(f"{provider.issuer}/logout?")
    back = httpx.get(onward, trust_env=False)
    assert back.headers["location"] == f"{PUBLIC}/afgemeld"
    assert len(provider.signed_out) == 1 and somebody.rows("session") == 0
    assert SESSION not in somebody.client.cookies
    assert somebody.client.get("/chat").status_code == 401


def test_another_site_signs_nobody_out(somebody: Somebody) -> None:
    somebody.sign_in("functionaris")
    assert somebody.client.post("/afmelden", data={"csrf": "0" * 32}).status_code == 403
    assert somebody.rows("session") == 1


@pytest.mark.parametrize("claim", ["sid", "sub"])
def test_the_provider_can_end_a_session(somebody: Somebody, provider: Provider, claim: str) -> None:
    granted = somebody.grant(somebody.leave(), "balie")
    sid = next(iter(provider.codes.values())).sid
    somebody.come_back(granted)
    told: dict[str, Any] = {"sid": sid} if claim == "sid" else {"sub": "sub-balie-1"}
    form = {"logout_token": provider.logout_token(**told)}
    assert somebody.client.post("/aanmelden/uitgelogd", data=form).status_code == 200
    assert somebody.rows("session") == 0
    assert somebody.say().status_code == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "ander"},
        {"iss": "https://elders.example"},
        {"events": {}},
        {"events": None},
        {"nonce": "n"},
        {"iat": 1},
        {"jti": None},
        {"sid": None},
    ],
)
def test_a_message_of_signing_out_that_is_not_right_ends_nothing(
    somebody: Somebody, provider: Provider, claims: dict[str, Any]
) -> None:
    granted = somebody.grant(somebody.leave(), "balie")
    sid = next(iter(provider.codes.values())).sid
    somebody.come_back(granted)
    form = {"logout_token": provider.logout_token(**{"sid": sid, **claims})}
    assert somebody.client.post("/aanmelden/uitgelogd", data=form).status_code == 400
    assert somebody.rows("session") == 1


def test_an_old_message_of_signing_out_ends_no_later_session(
    somebody: Somebody, provider: Provider, clock: Clock
) -> None:
    somebody.sign_in("balie")
    form = {"logout_token": provider.logout_token(sub="sub-balie-1")}
    somebody.client.post("/aanmelden/uitgelogd", data=form)
    clock.forward(minutes=1)
    somebody.sign_in("balie")
    somebody.client.post("/aanmelden/uitgelogd", data=form)
    assert somebody.rows("session") == 1


def test_a_new_key_of_the_provider_is_fetched_when_it_is_needed(
    somebody: Somebody, provider: Provider, clock: Clock
) -> None:
    somebody.sign_in()
    clock.forward(minutes=1)
    provider.rotate()
    assert somebody.sign_in_as("collega").headers["location"] == "/"
    assert provider.asked.count("keys") == 2


def test_a_key_that_the_provider_withdrew_is_trusted_for_an_hour_at_most(
    somebody: Somebody, provider: Provider, clock: Clock
) -> None:
    somebody.sign_in()
    old = provider.keys[0]
    clock.forward(minutes=61)
    provider.rotate()
    provider.lie.header = {"kid": old.kid}
    provider.lie.sign = lambda header, claims: provider_sign(old, header, claims)
    assert somebody.sign_in_as("collega").status_code == 403


def provider_sign(key: Any, header: dict[str, Any], claims: dict[str, Any]) -> str:
    return jwt.encode(header, claims, key)


def test_the_audit_says_who_signed_in_and_holds_no_secret(
    somebody: Somebody, provider: Provider, settings: Settings
) -> None:
    somebody.sign_in("functionaris")
    somebody.sign_in_as("balie")
    somebody.come_back("/aanmelden/terug?code=abc&state=def")
    audit = somebody.audit()
    assert [(event, detail) for event, _, detail in audit] == [
        ("signed_in", "officer"),
        ("signed_in", "reporter"),
        ("refused", "attempt attempt"),
    ]
    whos = [who for _, who, _ in audit]
    assert whos[0] == "person:sub-officer-1"
    assert "sub-balie" not in whos[1] and len(whos[1]) == 32


def test_two_tabs_may_be_on_the_way_at_once(somebody: Somebody) -> None:
    first, second = somebody.leave("/inbox"), somebody.leave("/monitor")
    back = somebody.grant(first, "functionaris")
    assert somebody.come_back(back).headers["location"] == "/inbox"
    assert query_of(first)["state"] != query_of(second)["state"]


def test_entra_accounts_of_a_tenant_on_the_list_come_in(
    opened: Open, environ: dict[str, str], provider: Provider, tmp_path: Any
) -> None:
    write_file(tmp_path, provider, kind="entra", tenants=["t-1"], subject="oid")
    provider.users["balie"] |= {"tid": "t-1", "oid": "o-1", "azp": "niet-pluis"}
    with opened(read_settings(environ)) as somebody:
        assert somebody.sign_in("balie").headers["location"] == "/"


def test_a_page_can_ask_whether_its_session_is_over(somebody: Somebody, clock: Clock) -> None:
    somebody.sign_in()
    for _ in range(3):
        clock.forward(minutes=20)
        last = somebody.client.get("/aanmelden/stand").status_code
    assert last == 401


def test_the_chat_page_has_a_way_out(somebody: Somebody) -> None:
    somebody.sign_in()
    form = {"csrf": somebody.form_key("/?lang=nl")}
    assert "Je bent afgemeld" in somebody.client.post("/afmelden", data=form).text
    assert somebody.rows("session") == 0


def test_a_form_that_was_open_can_still_be_sent_after_signing_in_again(
    somebody: Somebody, clock: Clock, services: FakeServices
) -> None:
    somebody.sign_in("functionaris")
    form = {"csrf": somebody.form_key("/inbox/s1"), "version": "1", "status": "accepted"}
    clock.forward(hours=2)
    somebody.sign_in("functionaris")
    assert somebody.client.post("/inbox/s1", data=form).status_code == 303
    assert len(services.changes) == 1
