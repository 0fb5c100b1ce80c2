"""Lines of a conversation as the chat page gets them."""

from typing import Any

from channels.conversations import Line, Numbered
from channels.gateway import Reply


def shown(numbered: Numbered) -> dict[str, Any]:
    """A line of the history, with its number and, of a person's line, the page's own id."""
    return {"seq": numbered.number, "id": numbered.line.message_id} | bare(numbered.line)


def unkept(reply: Reply) -> list[dict[str, Any]]:
    """The answers that no history will show, because they are not kept."""
    if reply.kept:
        return []
    return [bare(Line("bot", a.text, None, a.buttons, a.custom)) for a in reply.answers]


def bare(line: Line) -> dict[str, Any]:
    """What is shown of a line."""
    return {
        "who": line.who,
        "text": line.text,
        "buttons": [{"title": b.title, "payload": b.payload} for b in line.buttons],
        "custom": dict(line.custom or {}),
    }
