"""The list of signals to tick beside the summary, and the line that tells what was ticked."""

import json
from typing import Any

from actions.conversation import Tools
from actions.domain.codes import Language
from actions.domain.intake import Intake
from actions.domain.ticking import NONE_OF_THESE, opened_again, ticked
from actions.domain.voice import Voice
from actions.entrypoints.rasa.conversation import Conversation

LINE = "signs"


def pick_data(tools: Tools, conversation: Conversation, language: Language) -> dict[str, Any]:
    """`custom.pick` of the summary: what may be ticked; nothing where nothing is offered.

    Who tells about themselves is not shown a list of what others do to people.
    """
    offered = tools.offered_signs(conversation.intake)
    if not offered or conversation.voice is Voice.VICTIM:
        return {}
    before = ticked(conversation.intake)
    options = [
        {
            "code": entry.code,
            "title": entry.label.in_language(language),
            "chosen": entry.code in before,
        }
        for entry in offered
    ]
    texts = {name: tools.texts.get(language, f"pick.{name}") for name in ("open", "ask", "send")}
    none = {"title": tools.texts.get(language, "pick.none"), "payload": _payload(NONE_OF_THESE)}
    return {"pick": texts | {"options": options, "none": none, "payload": _payload("{codes}")}}


def ticked_line(tools: Tools, intake: Intake, language: Language) -> list[dict[str, str]]:
    """The line of the summary with what was ticked; its button opens the list again."""
    entries = tools.services.catalogue().entries
    labels = [entries[code].label.in_language(language) for code in ticked(intake)]
    if not labels:
        return []
    return [
        {
            "question": LINE,
            "label": tools.texts.get(language, "lines.signs"),
            "value": "; ".join(labels),
            "payload": _payload(opened_again(intake)),
        }
    ]


def _payload(value: str) -> str:
    return f"/inform{json.dumps({LINE: value})}"
