"""What registers promise beside the contract of every way: no case twice, clear refusals."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import httpx
import pytest

from actions.adapters.objects_register import ObjectsRegister
from actions.adapters.signal_schema import signal_faults
from actions.adapters.zgw_register import ZgwRegister
from actions.bootstrap import bootstrap, notice_texts
from actions.domain.codes import Disclosure, Urgency
from actions.domain.events import Notice, NoticeKind
from actions.service_layer.errors import DeliveryError
from tests.contract.registers import ObjectsServer, ZakenServer

if TYPE_CHECKING:
    from tests.contract.conftest import MakeCommand, World

NOTICE = Notice(
    key="0123456789abcdef0123456789abcdef",
    kind=NoticeKind.NEW_SIGNAL,
    desk="groningen-officer",
    reference="E21-RA3-AKZ-82K-PWR-H1Q",
    urgency=Urgency.URGENT,
    link="https://nietpluis.example/inbox/b36db1d3-f506-44c5-a741-827bded39870",
)
Register = ObjectsServer | ZakenServer


class FixedClock:
    def now(self) -> dt.datetime:
        return dt.datetime(2026, 3, 3, 23, 30, tzinfo=dt.UTC)


@pytest.fixture(params=[ObjectsServer, ZakenServer])
def register(request: pytest.FixtureRequest) -> Iterator[Register]:
    made: Register = request.param(FixedClock(), timeout_s=0.5)
    yield made
    made.close()
    assert made.faults == []


def test_a_register_that_accepts_and_then_times_out_has_one_entry(register: Register) -> None:
    register.hold_answers.clear()
    with pytest.raises(DeliveryError, match="ReadTimeout") as caught:
        register.notifier.send(NOTICE, "")
    assert not caught.value.permanent
    register.hold_answers.set()
    register.notifier.send(NOTICE, "")
    assert register.posts == len(register.kept) == 1


def test_a_register_that_another_worker_wrote_to_in_between_is_no_failure(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.notifier.send(NOTICE, "")
    kept, answers = register.kept, []

    def blind_at_first(method: str, *rest: object) -> object:
        # The first look is before the other worker's entry was there.
        register.kept = {} if not answers else kept
        answers.append(method)
        found = type(register).reply(register, method, *rest)  # type: ignore[arg-type]
        register.kept = kept
        return found

    monkeypatch.setattr(register, "reply", blind_at_first)
    register.notifier.send(NOTICE, "")
    assert answers == ["GET", "POST", "GET"]
    assert len(kept) == 1


@pytest.mark.parametrize(
    ("code", "permanent"),
    [(400, True), (401, False), (403, False), (409, True), (429, False), (500, False)],
)
def test_a_refusal_says_its_code_and_whether_it_is_for_good(
    register: Register, code: int, permanent: bool
) -> None:
    register.refuse(code)
    with pytest.raises(DeliveryError) as caught:
        register.notifier.send(NOTICE, "")
    assert caught.value.permanent is permanent
    assert str(code) in caught.value.reason
    assert register.kept == {}


def test_what_a_proxy_says_instead_of_the_register_may_pass(register: Register) -> None:
    register.refuse(503)
    with pytest.raises(DeliveryError, match="503") as caught:
        register.notifier.send(NOTICE, "")
    assert not caught.value.permanent


def test_a_refusal_names_the_field_and_repeats_nothing_that_was_sent() -> None:
    register = ZakenServer(FixedClock())
    other = replace(register.settings, case_type="https://catalogi.example/api/v1/zaaktypen/1")
    with pytest.raises(DeliveryError) as caught:
        ZgwRegister(other, notice_texts(), FixedClock()).send(NOTICE, "")
    register.close()
    assert caught.value.reason == "zgw 400 invalid zaaktype:bad-url"


def test_another_secret_opens_nothing_and_is_no_reason_to_drop_a_notice() -> None:
    zaken, objects = ZakenServer(FixedClock()), ObjectsServer(FixedClock())
    ways = (
        ZgwRegister(replace(zaken.settings, secret="other"), notice_texts(), FixedClock()),
        ObjectsRegister(replace(objects.settings, token="other"), FixedClock()),
    )
    for way in ways:
        with pytest.raises(DeliveryError, match="403") as caught:
            way.send(NOTICE, "")
        assert not caught.value.permanent
    for server in (zaken, objects):
        server.close()
        assert server.kept == {}


def test_an_object_holds_reference_urgency_and_link_and_nothing_else() -> None:
    register = ObjectsServer(FixedClock())
    register.notifier.send(NOTICE, "")
    register.close()
    (kept,) = register.kept.values()
    assert kept["record"]["data"] == {
        "reference": NOTICE.reference,
        "urgency": "urgent",
        "link": NOTICE.link,
    }
    assert kept["record"]["startAt"] == "2026-03-04"  # the day in the Netherlands


def test_a_case_holds_reference_urgency_and_link_and_nothing_else() -> None:
    register = ZakenServer(FixedClock())
    register.notifier.send(NOTICE, "")
    register.close()
    (kept,) = register.kept.values()
    sent = ("identificatie", "omschrijving", "toelichting", "kenmerken", "startdatum")
    assert {name: kept[name] for name in sent} == {
        "identificatie": f"NP-{NOTICE.key}",
        "omschrijving": "Nieuw signaal E21-RA3-AKZ-82K-PWR-H1Q (spoed)",
        "toelichting": (
            "Er is een nieuw signaal voor jouw loket: E21-RA3-AKZ-82K-PWR-H1Q.\n"
            "Urgentie: spoed.\n\nDe inhoud lees je in de inbox:\n"
            f"{NOTICE.link}\n\nDit bericht is automatisch verstuurd. "
            "Antwoorden worden niet gelezen.\n"
        ),
        "kenmerken": [{"kenmerk": NOTICE.reference, "bron": "niet-pluis"}],
        "startdatum": "2026-03-04",
    }


def test_the_server_sees_what_does_not_fit_its_document() -> None:
    register = ZakenServer(FixedClock())
    token = register.notifier._authorisation()  # type: ignore[attr-defined]
    headers = {"Authorization": token, "Accept-Crs": "EPSG:28992"}
    register.refuse(400)
    httpx.post(f"{register.url}/zaken", json={"identificatie": "x" * 41}, headers=headers)
    httpx.get(f"{register.url}/zaak", headers=headers)
    register.close()
    told = " | ".join(register.faults)
    assert "header Accept-Crs is EPSG:28992" in told
    assert "header Content-Crs is None" in told
    assert "$.identificatie" in told
    assert "'zaaktype' is a required property" in told
    assert "GET /zaak is not in the document" in told


def test_a_register_gets_one_entry_a_signal_whatever_happens_afterwards(
    world: "World", command: "MakeCommand"
) -> None:
    servers = {"objects": ObjectsServer(world.clock), "zgw": ZakenServer(world.clock)}
    ways = {"mail": world.receiver, **{name: s.notifier for name, s in servers.items()}}
    services = bootstrap(world.settings, clock=world.clock, notifiers=ways)
    services.submit(command(place_municipality="westerwolde"))  # so that two desks are told
    for _ in range(10):
        services.escalate_due()
        services.deliver_due()
        world.clock.forward(days=1)
    new = [kind for kind, _ in world.receiver.told if kind == "new_signal"]
    assert len(world.receiver.told) > len(new) == 2
    for server in servers.values():
        server.close()
        assert (len(server.kept), server.faults) == (1, [])


def test_a_municipality_that_wants_the_record_gets_it_masked(
    world: "World", command: "MakeCommand"
) -> None:
    server = ObjectsServer(world.clock, full=True)
    ways = {"mail": world.receiver, "objects": server.notifier}
    services = bootstrap(world.settings, clock=world.clock, notifiers=ways)
    services.submit(command(disclosure=Disclosure.CONFIDENTIAL))
    services.deliver_due()
    server.close()
    (kept,) = server.kept.values()
    record = kept["record"]["data"]["signal"]
    assert signal_faults(record) == ()
    assert record["observation"].startswith("Mevrouw [naam] slaapt op het werk")
    assert record["reporter"]["contact"] is None
    assert [word for word in ("Testnaam", "12345678") if word in json.dumps(kept)] == []
    assert server.faults == []


def test_a_signal_of_another_municipality_is_not_in_this_ones_register(
    world: "World", command: "MakeCommand"
) -> None:
    server = ZakenServer(world.clock)
    settings = replace(world.settings, register_desks=frozenset({"groningen-officer"}))
    ways = {"mail": world.receiver, "zgw": server.notifier}
    services = bootstrap(settings, clock=world.clock, notifiers=ways)
    elsewhere = {"reporter_municipality": "westerwolde", "place_municipality": "westerwolde"}
    services.submit(command("theirs", **elsewhere))
    ours = services.submit(command("ours"))
    services.deliver_due()
    server.close()
    assert len(world.receiver.told) == 2
    assert [ours.reference in case for case in server.arrived().values()] == [True]
