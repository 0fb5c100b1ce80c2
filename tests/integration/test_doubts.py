"""What was hardly understood is kept masked, sealed, for a term, and only where that was chosen."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

from actions.config import Settings, read_settings
from actions.conversation import Tools, build_tools, uncertain_turns
from actions.entrypoints.rasa.catalogue import build_actions

UNSURE = [{"name": "inform", "confidence": 0.3}, {"name": "report_signal", "confidence": 0.25}]
SURE = [{"name": "inform", "confidence": 0.9}, {"name": "report_signal", "confidence": 0.05}]
Send = Callable[..., None]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    var = tmp_path_factory.mktemp("var")
    environ = {"NIETPLUIS_VAR_DIR": str(var), "NIETPLUIS_COLLECT_UNCERTAIN": "yes"}
    return read_settings(environ)


@pytest.fixture(scope="module")
def tools(settings: Settings) -> Tools:
    return build_tools(settings)


@pytest.fixture
def send(tools: Tools, settings: Settings) -> Send:
    settings.uncertain_file.unlink(missing_ok=True)
    return sender(tools)


def sender(tools: Tools) -> Send:
    executor = ActionExecutor()
    for action in build_actions(tools):
        executor.register_action(action)
    told: dict[str, list[dict[str, Any]]] = {}

    def send(text: str, who: str = "a", **more: Any) -> None:
        events = told.setdefault(who, [])
        events += [
            {"event": "slot", "name": n, "value": v} for n, v in more.get("slots", {}).items()
        ]
        parsed = {
            "text": text,
            "intent": {"name": more.get("intent", "inform")},
            "intent_ranking": more.get("ranking", UNSURE),
            "entities": [],
            "danger": {"acute": more.get("acute", False), "cleared_by": []},
        }
        number = f"{who}{len(events)}"
        events.append({"event": "user", "text": text, "parse_data": parsed, "message_id": number})
        slots = {e["name"]: e["value"] for e in events if e["event"] == "slot"}
        call = {
            "next_action": "action_validate_slot_mappings",
            "sender_id": who,
            "version": "3.6.21",
            "domain": {},
            "tracker": {
                "sender_id": who,
                "slots": {"language": "nl", **slots},
                "latest_message": {**parsed, "message_id": number, "metadata": {}},
                "latest_event_time": 1.0,
                "followup_action": None,
                "paused": False,
                "events": events,
                "latest_input_channel": "nietpluis",
                "active_loop": {"name": "signal_form"},
                "latest_action_name": "action_listen",
            },
        }
        result = asyncio.run(executor.run(call)).model_dump()
        events += [e for e in result["events"] if e["event"] == "slot"]

    return send


def kept(settings: Settings, tools: Tools) -> list[tuple[str, tuple[str, ...]]]:
    store = uncertain_turns(settings, tools.services.now)
    return sorted((turn.text, turn.doubts) for turn in store.waiting().values())


def test_an_unsure_message_is_kept_masked_and_sealed(
    send: Send, settings: Settings, tools: Tools
) -> None:
    send("ze heet mevrouw Geelvink en doet vaag over haar baas")
    send("dat weet ik heel zeker", ranking=SURE)
    ((text, doubts),) = kept(settings, tools)
    assert "Geelvink" not in text
    assert "doet vaag over haar baas" in text
    assert doubts == ("low_confidence", "close")
    raw = settings.uncertain_file.read_bytes()
    assert b"vaag" not in raw
    assert settings.uncertain_file.stat().st_mode & 0o077 == 0


def test_a_message_that_is_corrected_right_after_is_kept_with_that_reason(
    send: Send, settings: Settings, tools: Tools
) -> None:
    send("een meisje van negentien dus", ranking=SURE)
    assert kept(settings, tools) == []
    send("nee dat bedoel ik niet", intent="change_answer", ranking=SURE)
    assert kept(settings, tools) == [("een meisje van negentien dus", ("corrected",))]


def test_of_a_conversation_with_danger_nothing_is_kept(
    send: Send, settings: Settings, tools: Tools
) -> None:
    send("iets geks met de bovenburen", who="b")
    send("nog iets vaags", who="c")
    assert len(kept(settings, tools)) == 2
    send("hij slaat haar nu", who="b", acute=True, ranking=SURE)
    assert [text for text, _ in kept(settings, tools)] == ["nog iets vaags"]
    send("laat maar iets onduidelijks", who="b", slots={"danger_now": "no"})
    assert [text for text, _ in kept(settings, tools)] == ["nog iets vaags"]


def test_a_yes_to_the_question_about_danger_forgets_too(
    send: Send, settings: Settings, tools: Tools
) -> None:
    send("iets geks met de bovenburen")
    send("ja", slots={"danger_now": "yes"}, ranking=SURE)
    assert kept(settings, tools) == []


def test_a_victims_own_words_are_not_kept(send: Send, settings: Settings, tools: Tools) -> None:
    send("iets geks op mijn werk")
    send("het is onduidelijk allemaal", slots={"is_victim": True})
    assert kept(settings, tools) == []


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("/inform", {}),
        ("'/restart", {}),
        ("  ", {}),
        ("bel me op kantoor", {"requested_slot": "contact"}),
    ],
)
def test_buttons_and_contacts_are_not_kept(
    send: Send, settings: Settings, tools: Tools, text: str, slots: dict[str, str]
) -> None:
    send(text, slots=slots)
    assert kept(settings, tools) == []


def test_where_it_was_not_chosen_nothing_is_kept(tmp_path: Path, tools: Tools) -> None:
    off = read_settings({"NIETPLUIS_VAR_DIR": str(tmp_path)})
    assert off.collect_uncertain is False
    sender(replace(tools, uncertain=None))("iets geks met de bovenburen")
    assert not off.uncertain_file.exists()


def test_a_store_that_fails_costs_the_person_nothing(
    send: Send, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.uncertain_file.write_bytes(b"no database at all" * 100)
    send("iets geks met de bovenburen")
    assert [r.getMessage() for r in caplog.records if "uncertain" in r.getMessage()] == [
        "uncertain.not_kept kind=DatabaseError"
    ]


def test_a_row_moved_to_another_place_does_not_open(
    send: Send, settings: Settings, tools: Tools
) -> None:
    send("iets geks met de bovenburen")
    with sqlite3.connect(settings.uncertain_file) as connection:
        connection.execute("UPDATE uncertain SET id = 'elsewhere'")
    connection.close()
    assert kept(settings, tools) == []
