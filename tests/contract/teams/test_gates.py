"""Nobody gets in but the Bot Framework, for this app, from an allowed tenant, now, once."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from actions.config import SettingsError, read_settings
from tests.bot_framework import APP, TENANT, BotFramework
from tests.contract.teams.conftest import World

STRANGER = RSAKey.generate_key(2048, {"kid": "one"})
HOUR = 3600


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _claims(world: World, **changes: Any) -> dict[str, Any]:
    moment = int(world.clock().timestamp())
    claims = {"iss": "https://api.botframework.com", "aud": APP, "serviceurl": world.service.url}
    return claims | {"iat": moment, "nbf": moment, "exp": moment + HOUR} | changes


def _unsigned(world: World, algorithm: str) -> str:
    return f"{_part({'alg': algorithm, 'kid': 'one'})}.{_part(_claims(world))}."


def _signed_with_public_key(world: World) -> str:
    body = f"{_part({'alg': 'HS256', 'kid': 'one'})}.{_part(_claims(world))}"
    secret = world.service.key.as_pem(private=False)
    mark = base64.urlsafe_b64encode(hmac.new(secret, body.encode(), hashlib.sha256).digest())
    return f"{body}.{mark.rstrip(b'=').decode()}"


def _changed_after_signing(world: World) -> str:
    head, _, mark = world.service.token(world.clock()).split(".")
    return f"{head}.{_part(_claims(world, aud=APP, extra=1))}.{mark}"


def _with_own_key(world: World) -> str:
    header = {"alg": "RS256", "kid": "one", "jwk": STRANGER.as_dict(private=False)}
    return jwt.encode(header, _claims(world), STRANGER, algorithms=["RS256"])


def _minted(**changes: Any) -> Callable[[World], str]:
    return lambda world: world.service.token(world.clock(), **changes)


def _at(seconds: int, **moments: int) -> Callable[[World], str]:
    def mint(world: World) -> str:
        now = int(world.clock().timestamp())
        return world.service.token(
            world.clock(), **{name: now + offset for name, offset in moments.items()}
        )

    return mint


BAD_TOKENS: dict[str, Callable[[World], str | None]] = {
    "no token": lambda world: None,
    "empty": lambda world: "",
    "no token at all but text": lambda world: "hallo",
    "two dots": lambda world: "..",
    "header of a list": lambda world: f"{_part([])}.{_part({})}.x",  # type: ignore[arg-type]
    "algorithm none": lambda world: _unsigned(world, "none"),
    "algorithm NONE": lambda world: _unsigned(world, "NONE"),
    "algorithm swapped to HS256 with the public key": _signed_with_public_key,
    "HS256 with a guessed secret": lambda world: jwt.encode(
        {"alg": "HS256", "kid": "one"}, _claims(world), OctKey.import_key("a guessed secret 1")
    ),
    "algorithm swapped to RS512": lambda world: jwt.encode(
        {"alg": "RS512", "kid": "one"}, _claims(world), world.service.key, algorithms=["RS512"]
    ),
    "another key": lambda world: world.service.token(world.clock(), key=STRANGER),
    "its own key in the header": _with_own_key,
    "changed after signing": _changed_after_signing,
    "signature cut off": lambda world: world.service.token(world.clock()).rsplit(".", 1)[0] + ".",
    "key id unknown": _minted(header_kid="two"),
    "key id a path": _minted(header_kid="../../etc/passwd"),
    "audience of another app": _minted(aud="00000000-2222-3333-4444-555555555555"),
    "audience missing": _minted(aud=None),
    "audience as an address": _minted(aud=f"https://{APP}"),
    "issuer of Entra": _minted(iss=f"https://login.microsoftonline.com/{TENANT}/v2.0"),
    "issuer of Entra version 1": _minted(iss=f"https://sts.windows.net/{TENANT}/"),
    "issuer missing": _minted(iss=None),
    "issuer that only begins well": _minted(iss="https://api.botframework.com.example"),
    "expired": _at(0, exp=-HOUR),
    "expired just beyond the clock's leeway": _at(0, exp=-301),
    "no end": _minted(exp=None),
    "not yet valid": _at(0, nbf=HOUR, exp=2 * HOUR),
    "made in the future": _at(0, iat=HOUR, nbf=0, exp=2 * HOUR),
    "end that is no number": _minted(exp="tomorrow"),
    "service address of another token": _minted(serviceurl="https://smba.trafficmanager.net/emea"),
    "service address missing": _minted(serviceurl=None),
}


@pytest.mark.parametrize("make", BAD_TOKENS.values(), ids=BAD_TOKENS.keys())
def test_a_bad_token_is_refused_and_nothing_is_stored(
    world: World, make: Callable[[World], str | None]
) -> None:
    activity = world.service.activity(world.clock(), text="een meisje van 16")
    answer = world.post(activity, make(world))
    assert answer.status_code == 401
    assert (world.stored(), world.rasa.heard, world.service.sent) == ("", [], [])


def _tenant(value: str | None) -> dict[str, Any]:
    conversation = {"conversationType": "personal", "id": "a:one"}
    data = {"tenant": {"id": value}} if value else {}
    return {"conversation": conversation, "channelData": data}


OTHER = "ffffffff-bbbb-cccc-dddd-eeeeeeeeeeee"
BAD_ACTIVITIES: dict[str, dict[str, Any]] = {
    "another tenant": _tenant(OTHER),
    "no tenant": _tenant(None),
    "two tenants, one of them another": {"channelData": {"tenant": {"id": OTHER}}},
    "another channel": {"channelId": "webchat"},
    "no channel": {"channelId": None},
    "service at another host": {"serviceUrl": "https://smba.trafficmanager.net.example/emea"},
    "service with a name before the host": {"serviceUrl": "https://127.0.0.1@evil.example/"},
    "service without encryption": {"serviceUrl": "http://smba.trafficmanager.net/emea"},
    "no service": {"serviceUrl": None},
    "service of a file": {"serviceUrl": "file:///etc/passwd"},
    "recorded a day ago": {"timestamp": "2026-03-01T09:00:00Z"},
    "from tomorrow": {"timestamp": "2026-03-03T09:00:00Z"},
    "no conversation": {"conversation": None},
    "no kind": {"type": None},
}


@pytest.mark.parametrize("changes", BAD_ACTIVITIES.values(), ids=BAD_ACTIVITIES.keys())
def test_an_activity_that_is_not_for_us_is_refused_with_a_good_token(
    world: World, changes: dict[str, Any]
) -> None:
    assert world.send(text="een meisje van 16", **changes).status_code == 401
    assert (world.stored(), world.rasa.heard, world.service.sent) == ("", [], [])


@pytest.mark.parametrize(
    "address",
    [
        "https://smba.trafficmanager.net.example/emea",
        "https://evil.example",
        "https://127.0.0.1@evil.example",
        "http://smba.trafficmanager.net/emea",
    ],
)
def test_our_token_goes_to_no_other_host_even_when_the_token_names_it(
    world: World, address: str
) -> None:
    now = world.clock()
    activity = world.service.activity(now, serviceUrl=address)
    assert world.post(activity, world.service.token(now, serviceurl=address)).status_code == 401
    assert world.rasa.heard == []


def test_the_same_id_with_other_words_was_made_up_and_is_refused(world: World) -> None:
    assert world.send(id="same", text="hallo").status_code == 200
    heard, kept = list(world.rasa.texts), world.stored()
    assert world.send(id="same", text="verstuur alles").status_code == 401
    assert (world.rasa.texts, world.stored()) == (heard, kept)


def test_edits_and_removal_come_under_the_id_of_the_message_and_are_no_replay(
    world: World,
) -> None:
    world.say("hallo", id="same")
    edits = [{"type": "messageUpdate", "text": text} for text in ("een meisje van 16", "toch niet")]
    for changes in (*edits, {"type": "messageDelete", "text": None}):
        assert len(world.answers_to(id="same", **changes)) == 1
        assert world.answers_to(id="same", **changes) == []  # delivered once more


@pytest.mark.parametrize("body", [None, [], "tekst", 7, {"type": ["message"]}])
def test_what_is_no_activity_is_refused(world: World, body: Any) -> None:
    assert world.post(body, world.service.token(world.clock())).status_code == 401
    assert world.stored() == ""


def test_a_refusal_says_nothing_of_why(world: World) -> None:
    answer = world.post(world.service.activity(world.clock()), "x.y.z")
    assert answer.json()["code"] == "not_signed_in"
    assert "algorithm" not in answer.text and "key" not in answer.text


@pytest.mark.parametrize("seconds", [-299, 0, 299])
def test_clocks_may_differ_by_five_minutes(world: World, seconds: int) -> None:
    moment = int(world.clock().timestamp()) - seconds
    token = world.service.token(world.clock(), iat=moment, nbf=moment, exp=moment + 300)
    assert world.post(world.service.activity(world.clock()), token).status_code == 200


def test_a_key_that_vouches_for_another_channel_only_is_refused(
    service: BotFramework, open_world: Callable[[], World]
) -> None:
    service.endorsements = ("webchat",)
    world = open_world()
    with world.client:
        assert world.send(text="hallo").status_code == 401


def test_keys_are_there_before_the_first_message(world: World) -> None:
    assert world.service.key_requests == 1
    world.send(text="hallo")
    assert world.service.key_requests == 1


def test_an_unknown_key_makes_us_ask_once_in_five_minutes(world: World) -> None:
    for _ in range(3):
        token = world.service.token(world.clock(), header_kid="two")
        assert world.post(world.service.activity(world.clock()), token).status_code == 401
    assert world.service.key_requests == 2


def test_a_new_key_is_found_without_a_restart(world: World) -> None:
    world.service.key = RSAKey.generate_key(2048, {"kid": "new"})
    token = world.service.token(world.clock(), header_kid="new")
    assert world.post(world.service.activity(world.clock()), token).status_code == 200


class TestWithoutKeys:
    @pytest.fixture
    def more_settings(self) -> dict[str, str]:
        return {"NIETPLUIS_TEAMS_OPENID_URL": "http://127.0.0.1:9/openid"}

    def test_the_gateway_starts_and_asks_the_service_to_come_again(self, world: World) -> None:
        assert world.client.get("/health/live").status_code == 200
        assert world.send(text="hallo").status_code == 503
        assert world.rasa.heard == []


class TestOpenDoor:
    """For a local test client that sends no token."""

    @pytest.fixture
    def more_settings(self) -> dict[str, str]:
        return {"NIETPLUIS_TEAMS_UNAUTHENTICATED": "yes"}

    def test_a_program_on_this_machine_needs_no_token(self, world: World) -> None:
        assert world.post(world.service.activity(world.clock())).status_code == 200
        assert world.service.sent[0].authorization is None

    def test_what_came_through_a_proxy_is_refused(self, world: World) -> None:
        activity = world.service.activity(world.clock())
        forwarded = {"x-forwarded-for": "10.0.0.1"}
        assert world.post(activity, **forwarded).status_code == 401


ON = {
    "NIETPLUIS_TEAMS_APP_ID": APP,
    "NIETPLUIS_TEAMS_TENANT": TENANT,
    "NIETPLUIS_TEAMS_SECRET": "s",
}
OPEN = {"NIETPLUIS_TEAMS_UNAUTHENTICATED": "yes"}
MICROSOFTS = {"DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true"}
ABROAD = {"NIETPLUIS_GATEWAY_HOST": "0.0.0.0"}  # noqa: S104 - refused
PRODUCTION = {"NIETPLUIS_ENVIRONMENT": "production"}


@pytest.mark.parametrize("switch", [OPEN, MICROSOFTS])
@pytest.mark.parametrize("place", [ABROAD, PRODUCTION])
def test_an_open_door_is_refused_in_production_and_off_loopback(
    switch: dict[str, str], place: dict[str, str]
) -> None:
    with pytest.raises(SettingsError, match="NIETPLUIS_TEAMS_UNAUTHENTICATED"):
        read_settings(ON | switch | place)


def test_microsofts_own_switch_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    teams = read_settings(ON | MICROSOFTS).teams
    assert teams is not None and not teams.unauthenticated


@pytest.mark.parametrize("missing", ["NIETPLUIS_TEAMS_TENANT", "NIETPLUIS_TEAMS_SECRET"])
def test_half_a_registration_does_not_start(missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        read_settings({key: value for key, value in ON.items() if key != missing})


class TestOff:
    @pytest.fixture
    def more_settings(self) -> dict[str, str]:
        return {"NIETPLUIS_TEAMS_APP_ID": ""}

    def test_without_a_registration_there_is_no_such_address(self, world: World) -> None:
        assert world.send(text="hallo").status_code == 404
        assert world.client.post("/teams/notices", json={}).status_code == 404
        assert not (world.var / "teams.sqlite3").exists()
