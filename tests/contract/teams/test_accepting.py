"""An officer accepts a signal from its card, while signed in at the inbox."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from actions.domain.codes import Channel, ExploitationForm, Language, Role, Source, Status
from actions.domain.commands import SubmitSignal
from actions.domain.disclosure import Officer
from actions.domain.signal import Facts
from actions.service_layer.services import Services
from channels.sign_in.person import Person
from channels.sign_in.service import SignIn
from channels.teams.cards import Words
from channels.teams.proactive import Told, notice_card
from channels.texts import load_texts
from tests.bot_framework import Json, actions, plain
from tests.contract.teams.conftest import World

DESK = "groningen-officer"
ACCOUNT = "99999999-0000-4000-8000-0000000000aa"
OTHER = "99999999-0000-4000-8000-0000000000bb"
LOOKING = Officer("looking", "looking", frozenset({DESK}))
TENANT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
SIGN_IN = f"""
provider:
  kind: entra
  issuer: https://login.microsoftonline.com/{TENANT}/v2.0
  client_id: niet-pluis
  tenants: [{TENANT}]
  subject: SUBJECT
access:
  - when: {{roles: NietPluis.Functionaris}}
    desks: [{DESK}]
"""


@pytest.fixture
def subject() -> str:
    return "oid"


@pytest.fixture
def more_settings(tmp_path: Path, subject: str) -> dict[str, str]:
    file = tmp_path / "sign-in.yml"
    file.write_text(SIGN_IN.replace("SUBJECT", subject), encoding="utf-8")
    return {"NIETPLUIS_SIGN_IN_FILE": str(file), "NIETPLUIS_SIGN_IN_SECRET": "made up"}


@pytest.fixture
def signal_id(services: Services) -> Iterator[str]:
    facts = Facts(
        role=Role.COUNTER,
        reporter_municipality="groningen",
        place_municipality="groningen",
        exploitation_form=ExploitationForm.LABOUR,
    )
    words = "Een man houdt haar paspoort."
    command = SubmitSignal(uuid4().hex, facts, Channel.WEB, Language.NL, words, Source.SEEN)
    yield services.submit(command).signal_id


def _sign_in(world: World, account: str, *desks: str) -> None:
    found = world.client.app.state.wiring.sign_in  # type: ignore[attr-defined]
    assert isinstance(found, SignIn)
    person = Person(f"person:{account}", desks=desks)
    found.store.begin(uuid4().hex, person, "id token", uuid4().hex, None, world.clock())


def _press(world: World, signal_id: str, account: str = ACCOUNT) -> Json:
    (answer,) = world.answers_to(
        text="Oppakken",
        value={"np": {"accept": signal_id}},
        **{"from": {"id": f"29:{account}", "aadObjectId": account}},
    )
    return answer


def _status(services: Services, signal_id: str) -> Status:
    return services.signal(LOOKING, signal_id).signal.status


def test_who_is_signed_in_accepts_from_the_card(
    world: World, services: Services, signal_id: str
) -> None:
    _sign_in(world, ACCOUNT, DESK)
    answer = _press(world, signal_id)
    assert plain(answer) == "Je hebt het signaal opgepakt. Lees het in de inbox."
    assert actions(answer)[0]["url"].endswith(f"/inbox/{signal_id}")
    view = services.signal(LOOKING, signal_id)
    assert view.signal.status is Status.ACCEPTED
    assert view.signal.history[-1].actor == f"person:{ACCOUNT}"


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_nothing_changes(
    world: World, services: Services, signal_id: str
) -> None:
    answer = _press(world, signal_id)
    assert plain(answer).startswith("Je bent nu niet aangemeld.")
    assert actions(answer)[0]["url"].endswith(f"/inbox/{signal_id}")
    assert _status(services, signal_id) is Status.NEW


def test_a_colleagues_session_accepts_nothing_for_another(
    world: World, services: Services, signal_id: str
) -> None:
    _sign_in(world, OTHER, DESK)
    assert plain(_press(world, signal_id)).startswith("Je bent nu niet aangemeld.")
    assert _status(services, signal_id) is Status.NEW


@pytest.mark.parametrize("desks", [(), ("westerwolde-officer",)], ids=["no desk", "another desk"])
def test_only_the_desk_of_the_signal_accepts_it(
    world: World, services: Services, signal_id: str, desks: tuple[str, ...]
) -> None:
    _sign_in(world, ACCOUNT, *desks)
    _press(world, signal_id)
    assert _status(services, signal_id) is Status.NEW


def test_a_session_that_has_ended_accepts_nothing(
    world: World, services: Services, signal_id: str
) -> None:
    _sign_in(world, ACCOUNT, DESK)
    world.clock.forward(hours=9)
    assert plain(_press(world, signal_id)).startswith("Je bent nu niet aangemeld.")
    assert _status(services, signal_id) is Status.NEW


def test_a_second_officer_hears_that_it_was_accepted(
    world: World, services: Services, signal_id: str
) -> None:
    for account in (ACCOUNT, OTHER):
        _sign_in(world, account, DESK)
    _press(world, signal_id)
    assert plain(_press(world, signal_id, OTHER)).startswith("Dit lukt niet.")
    assert services.signal(LOOKING, signal_id).signal.history[-1].actor == f"person:{ACCOUNT}"


@pytest.mark.parametrize("made_up", ["bestaat-niet", "../x", "", 7])
def test_a_signal_that_does_not_exist_is_refused_politely(world: World, made_up: Any) -> None:
    _sign_in(world, ACCOUNT, DESK)
    (answer,) = world.answers_to(text="x", value={"np": {"accept": made_up}})
    assert plain(answer)


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("new_signal", ["Oppakken", "Open in de inbox"]),
        ("deputy", ["Oppakken", "Open in de inbox"]),
        ("shared", ["Open in de inbox"]),
        ("reporter_accepted", ["Kijk hoe het staat"]),
    ],
)
def test_a_card_offers_to_accept_what_waits_for_it(kind: str, titles: list[str]) -> None:
    told = Told("key", kind, DESK, "REF", "urgent", "https://np.example/inbox/b36d")  # type: ignore[arg-type]
    card = notice_card(told, Words(load_texts(), Language.NL), may_accept=True)
    found = actions(card)
    assert [action["title"] for action in found] == titles
    if len(found) == 2:
        assert found[0]["data"] == {"np": {"accept": "b36d"}}


@pytest.mark.parametrize("subject", ["sub"])
def test_where_accounts_go_by_another_name_a_card_only_leads_to_the_inbox(
    world: World, services: Services, signal_id: str
) -> None:
    _sign_in(world, ACCOUNT, DESK)
    assert plain(_press(world, signal_id)).startswith("Je bent nu niet aangemeld.")
    assert _status(services, signal_id) is Status.NEW
