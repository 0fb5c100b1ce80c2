"""Calls to the bot's actions in the form that Rasa 3.6.21 sends, and what comes back."""

from typing import Any

from rasa_sdk.executor import ActionExecutor

from actions.conversation import Tools
from actions.entrypoints.rasa.catalogue import build_actions

CANARY = "kanariepiet"


CLERK = {"role": "counter", "municipality": "groningen"}


WORRY = "een man houdt het paspoort van een meisje van 16 bij zich"


REJECTED = {"event": "action_execution_rejected", "name": "signal_form"}


FILLED = {
    "danger_now": "no",
    "observation": WORRY,
    "role": "counter",
    "municipality": "groningen",
    "place_municipality": "groningen",
    "age_group": "minor",
    "exploitation_form": "sexual",
    "source": "seen",
    "ongoing": "yes",
    "disclosure": "anonymous",
    "guidance_given": True,
}


def executor_of(tools: Tools) -> ActionExecutor:
    executor = ActionExecutor()
    for action in build_actions(tools):
        executor.register_action(action)
    return executor


def a_call(action: str, *, text: str = "", intent: str = "inform", **more: Any) -> dict[str, Any]:
    """A call in the form that Rasa 3.6.21 sends, taken down from its traffic."""
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "entities": more.get("entities", []),
        "message_id": more.get("message_id", "m1"),
        "metadata": more.get("metadata", {}),
        "danger": more.get("danger", {"acute": False, "cleared_by": []}),
    }
    slots = {"language": "nl", **more.get("slots", {})}
    return {
        "next_action": action,
        "sender_id": more.get("sender", "someone"),
        "version": "3.6.21",
        "domain": {},
        "tracker": {
            "sender_id": more.get("sender", "someone"),
            "slots": {**slots, **more.get("told", {})},
            "latest_message": message,
            "latest_event_time": 1.0,
            "followup_action": None,
            "paused": False,
            "events": [
                *({"event": "user", "text": said} for said in more.get("earlier", [])),
                *({"event": "slot", "name": n, "value": v} for n, v in slots.items()),
                {"event": "user", "text": text},
                *more.get("since", []),
            ],
            "latest_input_channel": "nietpluis",
            "active_loop": {"name": "signal_form"} if more.get("in_form", True) else {},
            "latest_action_name": more.get("after", "action_listen"),
        },
    }


def slots_of(result: dict[str, Any]) -> dict[str, Any]:
    return {e["name"]: e["value"] for e in result["events"] if e["event"] == "slot"}


def said_in(result: dict[str, Any]) -> list[str]:
    return [r["response"] for r in result["responses"] if r.get("response")]


def warned_in(result: dict[str, Any]) -> list[str]:
    told = [r for r in result["responses"] if "urgent_notice" in (r.get("custom") or {})]
    return [str(r["text"]) for r in told]


def labour(**slots: Any) -> dict[str, Any]:
    """The slots of a report of exploitation at work, with these changed."""
    told = {
        "exploitation_form": "labour",
        "age_group": "adult",
        "sector": "construction",
        "observation": "een man op een bouwplaats",
    }
    return {**FILLED, **told, "ongoing": "unknown", **slots}
