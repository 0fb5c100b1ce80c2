"""Notices from the outbox as cards: to the officers of a desk, and to reporters who asked."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from httpx import Response

from actions.adapters.file_drop import notice_json
from actions.adapters.webhook import sign
from actions.bootstrap import bootstrap
from actions.config import TeamsSettings, read_settings
from actions.domain.codes import Channel, ExploitationForm, Language, Role, Source, Status
from actions.domain.commands import ChangeStatus, SubmitSignal
from actions.domain.disclosure import Officer
from actions.domain.events import Notice
from actions.domain.signal import Facts
from actions.service_layer.errors import DeliveryError
from actions.service_layer.services import Services
from actions.teams import notice_secret
from tests.bot_framework import actions, plain
from tests.contract.teams.conftest import World
from tests.unit.channels.fakes import Clock

DESK = "groningen-officer"
OFFICER = Officer("officer-1", "officer-1", frozenset({DESK}))
PEOPLE = {
    "officer": "99999999-0000-4000-8000-0000000000aa",
    "deputy": "99999999-0000-4000-8000-0000000000bb",
    "colleague": "99999999-0000-4000-8000-0000000000cc",
}


def _teams(world: World) -> TeamsSettings:
    found = world.client.app.state.wiring.settings.teams  # type: ignore[attr-defined]
    assert isinstance(found, TeamsSettings)
    return found


def _bring(world: World, body: bytes, secret: str | None = None, age: int = 0) -> Response:
    moment = str(int(world.clock().timestamp()) - age)
    signature = sign(secret or notice_secret(_teams(world)), moment, body)
    headers = {"X-NietPluis-Timestamp": moment, "X-NietPluis-Signature": signature}
    return world.client.post("/teams/notices", content=body, headers=headers)


def _body(**changes: Any) -> bytes:
    notice = {
        "schema": "nietpluis.notice/1",
        "key": uuid4().hex,
        "kind": "new_signal",
        "desk": DESK,
        "reference": "E21-RA3-AKZ-82K-PWR-H1Q",
        "urgency": "urgent",
        "link": "https://nietpluis.example/inbox/b36db1d3",
    }
    return json.dumps(notice | changes).encode()


@dataclass(frozen=True)
class Through:
    """The way of the relay to the door, without a socket in between."""

    world: World

    def send(self, notice: Notice, address: str) -> None:
        answer = _bring(self.world, notice_json(notice))
        if not answer.is_success:
            raise DeliveryError(f"http {answer.status_code}")


@pytest.fixture
def installed(world: World) -> World:
    """Everybody has the app."""
    for name, user in PEOPLE.items():
        _install(world, name, user)
    world.service.sent.clear()
    return world


def _install(world: World, name: str, user: str) -> None:
    world.send(
        type="installationUpdate",
        action="add",
        text=None,
        **{"from": {"id": f"29:{name}", "aadObjectId": user}},
        conversation={"conversationType": "personal", "id": f"a:{name}"},
    )


def _got(world: World) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in world.service.sent:
        found.setdefault(one.conversation, []).append(plain(one.body).splitlines()[0])
    return found


def test_an_officer_gets_reference_urgency_and_link_and_nothing_else(installed: World) -> None:
    assert _bring(installed, _body()).status_code == 204
    (message,) = installed.service.said()
    assert plain(message).splitlines() == [
        "Nieuw signaal",
        "Kenmerk: E21-RA3-AKZ-82K-PWR-H1Q",
        "Urgentie: vandaag",
        "Je meldt je aan en neemt het signaal daar aan.",
    ]
    (button,) = actions(message)
    assert button["url"] == "https://nietpluis.example/inbox/b36db1d3"
    assert _got(installed) == {"a:officer": ["Nieuw signaal"]}


def test_a_reminder_for_the_deputy_goes_to_the_deputy(installed: World) -> None:
    assert _bring(installed, _body(kind="deputy")).status_code == 204
    assert _got(installed) == {"a:deputy": ["Nog niet opgepakt: jij vervangt dit loket"]}


def test_a_notice_that_comes_again_is_shown_once(installed: World) -> None:
    body = _body()
    assert [_bring(installed, body).status_code for _ in range(3)] == [204, 204, 204]
    assert len(installed.service.said()) == 1


def test_throttling_sends_the_relay_away_until_it_is_over(installed: World) -> None:
    body = _body()
    installed.service.answers = [(429, {"Retry-After": "60"})]
    assert _bring(installed, body).status_code == 503
    assert _bring(installed, body).status_code == 503
    assert installed.service.said() == []
    installed.clock.forward(seconds=61)
    assert _bring(installed, body).status_code == 204
    assert len(installed.service.said()) == 1


@pytest.mark.parametrize("status", [403, 404])
def test_who_took_the_app_away_unseen_is_forgotten(installed: World, status: int) -> None:
    installed.service.answers = [(status, {})]
    assert _bring(installed, _body()).status_code == 204
    assert _bring(installed, _body()).status_code == 204
    assert installed.service.said() == []


def test_nobody_with_the_app_is_no_failure(world: World) -> None:
    assert _bring(world, _body()).status_code == 204


BAD: dict[str, dict[str, Any]] = {
    "another secret": {"secret": "guessed"},
    "old": {"age": 301},
    "of the future": {"age": -301},
}


@pytest.mark.parametrize("how", BAD.values(), ids=BAD.keys())
def test_a_notice_that_is_not_the_relays_is_refused(installed: World, how: dict[str, Any]) -> None:
    assert _bring(installed, _body(), **how).status_code == 401
    assert installed.service.said() == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", _body(kind="x"), _body(urgency="?")])
def test_what_is_no_notice_is_refused(installed: World, body: bytes) -> None:
    assert _bring(installed, body).status_code == 401


def test_a_notice_without_a_signature_is_refused(installed: World) -> None:
    assert installed.client.post("/teams/notices", content=_body()).status_code == 401


@pytest.fixture
def heart(installed: World, tmp_path: Path) -> Iterator[Services]:
    """Real services whose one way to tell people is Teams."""
    settings = read_settings({"NIETPLUIS_VAR_DIR": str(tmp_path / "heart")})
    clock = Clock(installed.clock.at)
    yield bootstrap(settings, clock=clock, notifiers={"teams": Through(installed)})


def _submit(heart: Services, channel: Channel, language: Language = Language.NL) -> tuple[str, str]:
    facts = Facts(
        role=Role.COUNTER,
        reporter_municipality="groningen",
        place_municipality="groningen",
        exploitation_form=ExploitationForm.LABOUR,
    )
    words = "Een man houdt haar paspoort."
    command = SubmitSignal(uuid4().hex, facts, channel, language, words, Source.SEEN)
    receipt = heart.submit(command)
    return receipt.signal_id, receipt.reference


def _move(heart: Services, signal_id: str, status: Status, **told: str) -> None:
    heart.change_status(ChangeStatus(OFFICER, signal_id, status, **told))
    heart.deliver_due()


def test_a_handoff_that_nobody_accepts_reaches_officer_then_deputy(
    installed: World, heart: Services
) -> None:
    _submit(heart, Channel.WEB)
    heart.deliver_due()
    clock = heart.parts.clock
    assert isinstance(clock, Clock)
    clock.at += timedelta(days=2)
    installed.clock.at = clock.at
    heart.escalate_due()
    heart.deliver_due()
    assert _got(installed) == {
        "a:officer": ["Nieuw signaal"],
        "a:deputy": ["Nog niet opgepakt: jij vervangt dit loket"],
    }


def test_a_reporter_who_asked_hears_that_it_was_taken_up_answered_and_closed(
    installed: World, heart: Services
) -> None:
    signal_id, reference = _submit(heart, Channel.TEAMS)
    _ask_to_hear(installed, reference)
    installed.service.sent.clear()
    _move(heart, signal_id, Status.ACCEPTED)
    _move(heart, signal_id, Status.ACCEPTED, feedback="Dank je, we zijn ermee bezig.")
    _move(heart, signal_id, Status.IN_PROGRESS)
    _move(heart, signal_id, Status.CLOSED, note="klaar")
    assert _got(installed)["a:one"] == [
        "Je melding is opgepakt",
        "Er is een reactie op je melding",
        "Je melding is afgerond",
    ]
    told = json.dumps([one.body for one in installed.service.sent])
    assert "Dank je, we zijn" not in told and "paspoort" not in told and "vandaag" not in told


def _ask_to_hear(world: World, reference: str) -> None:
    (answer,) = world.answers_to(text="x", value={"np": {"follow": reference}})
    assert plain(answer).startswith("Goed. Ik laat het je hier weten")


def test_a_reporter_in_english_hears_it_in_english(installed: World, heart: Services) -> None:
    signal_id, reference = _submit(heart, Channel.TEAMS, Language.EN)
    _ask_to_hear(installed, reference)
    installed.service.sent.clear()
    _move(heart, signal_id, Status.ACCEPTED)
    assert _got(installed)["a:one"] == ["Your report was taken up"]


def test_a_reporter_who_did_not_ask_hears_nothing(installed: World, heart: Services) -> None:
    signal_id, _ = _submit(heart, Channel.TEAMS)
    installed.say("hallo")
    installed.service.sent.clear()
    _move(heart, signal_id, Status.ACCEPTED)
    assert "a:one" not in _got(installed)


def test_a_report_from_elsewhere_brings_no_news_to_teams(installed: World, heart: Services) -> None:
    signal_id, reference = _submit(heart, Channel.WEB)
    _ask_to_hear(installed, reference)
    installed.service.sent.clear()
    _move(heart, signal_id, Status.ACCEPTED)
    assert "a:one" not in _got(installed)


def test_who_took_the_app_away_hears_nothing_more(installed: World, heart: Services) -> None:
    signal_id, reference = _submit(heart, Channel.TEAMS)
    _ask_to_hear(installed, reference)
    installed.send(type="installationUpdate", action="remove", text=None)
    installed.service.sent.clear()
    _move(heart, signal_id, Status.ACCEPTED)
    assert "a:one" not in _got(installed)
