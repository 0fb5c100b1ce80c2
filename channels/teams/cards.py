"""Adaptive Cards: an answer of the bot as Teams shows it, and as text where it cannot.

Text goes in runs, which no client reads as markup; only our own links are markdown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from actions.domain.codes import Language
from channels.messages import Button, Outbound
from channels.teams.pieces import pieces
from channels.texts import Texts

Json = dict[str, Any]
CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
VERSION = "1.4"
"""The newest version that every Teams client shows."""
IN_A_ROW = 5
"""Teams hides what comes after the sixth button of a row."""
OURS = "np"
"""Under this key a button carries what it means."""
PICK = "np_pick"
"""Under this key a list carries what was ticked."""
_MARKS = re.compile(r"[\[\]()*_`<>\\]")


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of the cards in one language."""

    texts: Texts
    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of this key."""
        return self.texts.say(self.language, f"teams.{key}", **values)


def answer_messages(answer: Outbound, words: Words, follow_up: str) -> list[Json]:
    """The answer as activities in order: long text in pieces, the last one with the buttons.

    `follow_up` is the address of the page where a reference leads.
    """
    parts = pieces(_without_rows(answer) if answer.custom.get("summary") else answer.text)
    *before, last = parts or [""]
    if _is_bare(answer):
        return [text_message(part) for part in parts]
    urgent = answer.custom.get("urgent_notice") == "call_112"
    messages = [text_message(part) for part in before]
    if urgent and before:
        # The instruction must stand at the top of the first thing that is read.
        messages[0] = card_message([*_urgent(words), *_text(before[0])], before[0], words, urgent)
        urgent = False
    body = [*(_urgent(words) if urgent else ()), *_progress(answer, words), *_text(last)]
    body += [*_summary(answer, words), *_citations(answer, words)]
    body += [*_handoff(answer, words, follow_up), *_choices(answer), *_pick(answer)]
    messages.append(card_message(body, as_text(answer, last, words), words, urgent))
    return messages


def text_message(text: str) -> Json:
    """A message of plain text, in which nothing is read as markup."""
    return {"type": "message", "textFormat": "plain", "text": text}


def text_messages(answer: Outbound, words: Words) -> list[Json]:
    """The answer without any card."""
    return [text_message(part) for part in pieces(as_text(answer, answer.text, words))]


def card_message(body: Sequence[Json], plain: str, words: Words, urgent: bool = False) -> Json:
    """A card; the notification that a screen may show tells nothing but that there is one."""
    card = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": VERSION,
        "fallbackText": plain,
        "body": list(body),
    }
    return {
        "type": "message",
        "summary": words("notify_urgent" if urgent else "notify"),
        "attachments": [{"contentType": CONTENT_TYPE, "content": card}],
    }


def as_text(answer: Outbound, text: str, words: Words) -> str:
    """The same for who sees no card: buttons as numbers that can be typed, links as addresses."""
    lines = [text]
    if answer.custom.get("urgent_notice") == "call_112":
        lines.insert(0, words("urgent"))
    lines += [f"{_source(one, words)}: {one['url']}" for one in _cited(answer)]
    if "handoff" in answer.custom:
        lines.append(words("reference", reference=answer.custom["handoff"]["reference"]))
    if answer.buttons:
        lines.append(words("choose_number"))
        lines += [f"{number}. {b.title}" for number, b in enumerate(answer.buttons, 1)]
    return "\n".join(line for line in lines if line)


def heading(text: str) -> Json:
    """A line that stands out."""
    return _run(text, weight="Bolder", size="Medium")


def paragraph(text: str) -> Json:
    """A line of text."""
    return _run(text)


def link(title: str, url: str) -> Json:
    """A button that opens a page."""
    return {"type": "Action.OpenUrl", "title": title, "url": url}


def button(title: str, meaning: Mapping[str, Any]) -> Json:
    """A button that answers; no `messageBack`, which not every client sends."""
    return {"type": "Action.Submit", "title": title, "data": {OURS: dict(meaning)}}


def rows(actions: Iterable[Json]) -> list[Json]:
    """Buttons in rows, none of which Teams cuts off."""
    every = list(actions)
    chunks = [every[n : n + IN_A_ROW] for n in range(0, len(every), IN_A_ROW)]
    return [{"type": "ActionSet", "actions": chunk} for chunk in chunks]


def _without_rows(answer: Outbound) -> str:
    # The lines of a summary have rows of their own, with a button each.
    return "\n".join(line for line in answer.text.splitlines() if not line.startswith("- "))


def _is_bare(answer: Outbound) -> bool:
    shown = {"urgent_notice", "summary", "citations", "handoff", "progress"}
    return not answer.buttons and not shown & set(answer.custom)


def _urgent(words: Words) -> list[Json]:
    title = _run(words("urgent"), weight="Bolder", size="ExtraLarge", color="Attention")
    return [{"type": "Container", "style": "attention", "bleed": True, "items": [title]}]


def _progress(answer: Outbound, words: Words) -> list[Json]:
    progress = answer.custom.get("progress")
    if not isinstance(progress, Mapping):
        return []
    return [_run(words("step", **progress), size="Small", isSubtle=True)]


def _text(text: str) -> list[Json]:
    return [_run(line) for line in text.splitlines() if line.strip()]


def _summary(answer: Outbound, words: Words) -> list[Json]:
    found = []
    for line in answer.custom.get("summary") or ():
        label = f"{words('change')}: {line['label']}"
        meaning = {"payload": line.get("payload", ""), "title": label}
        change = {**button(label, meaning), "title": words("change"), "tooltip": label}
        found.append(
            {
                "type": "ColumnSet",
                "columns": [
                    _column("stretch", [_run(line["label"], isSubtle=True), _run(line["value"])]),
                    _column("auto", [{"type": "ActionSet", "actions": [change]}]),
                ],
            }
        )
    return found


def _column(width: str, items: list[Json]) -> Json:
    return {"type": "Column", "width": width, "items": items}


def _citations(answer: Outbound, words: Words) -> list[Json]:
    cited = _cited(answer)
    if not cited:
        return []
    items = [_run(words("sources"), weight="Bolder")]
    for one in cited:
        name = _MARKS.sub(" ", _source(one, words))
        items.append({"type": "TextBlock", "wrap": True, "text": f"[{name}]({one['url']})"})
    return [{"type": "Container", "separator": True, "items": items}]


def _cited(answer: Outbound) -> list[Mapping[str, Any]]:
    every = [c for c in answer.custom.get("citations") or () if _is_address(str(c.get("url", "")))]
    return list({(one["url"].split("?")[0], one["section"]): one for one in every}.values())


def _source(citation: Mapping[str, Any], words: Words) -> str:
    page = f", {words('page', page=citation['page'])}" if citation.get("page") else ""
    return f"{citation['title'] or citation['document']}: {citation['section']}{page}"


def _is_address(url: str) -> bool:
    # A bracket or space would end the link early and let the rest be read as markup.
    return urlsplit(url).scheme in {"http", "https"} and not re.search(r"[\s()\[\]]", url)


def _handoff(answer: Outbound, words: Words, follow_up: str) -> list[Json]:
    handoff = answer.custom.get("handoff")
    if not isinstance(handoff, Mapping):
        return []
    reference = str(handoff["reference"])
    items = [
        heading(words("sent")),
        _run(reference, fontType="Monospace", weight="Bolder"),
        paragraph(words("keep_reference")),
        paragraph(words("follow_offer")),
        *rows(
            [
                button(words("follow"), {"follow": reference}),
                link(words("follow_up"), follow_up),
            ]
        ),
    ]
    return [{"type": "Container", "separator": True, "items": items}]


def _choices(answer: Outbound) -> list[Json]:
    return rows(_of(choice, answer) for choice in answer.buttons)


def _pick(answer: Outbound) -> list[Json]:
    """A list to tick, folded away until somebody wants it."""
    pick = answer.custom.get("pick")
    if not isinstance(pick, Mapping):
        return []
    choices = [{"title": one["title"], "value": one["code"]} for one in pick["options"]]
    ticks = {
        "type": "Input.ChoiceSet",
        "id": PICK,
        "label": pick["ask"],
        "isMultiSelect": True,
        "style": "expanded",
        "wrap": True,
        "choices": choices,
        "value": ",".join(one["code"] for one in pick["options"] if one.get("chosen")),
    }
    none = Button(pick["none"]["title"], pick["none"]["payload"])
    actions = [button(pick["send"], {"pick": True, "title": pick["send"]}), _of(none, answer)]
    inner = {"type": "AdaptiveCard", "body": [ticks], "actions": actions}
    return rows([{"type": "Action.ShowCard", "title": pick["open"], "card": inner}])


def _of(choice: Button, answer: Outbound) -> Json:
    return button(choice.title, _meaning(choice, answer.custom.get("question")))


def _meaning(choice: Button, question: object) -> Json:
    meaning: Json = {"payload": choice.payload, "title": choice.title}
    return meaning | {"question": question} if isinstance(question, str) else meaning


def _run(text: str, **look: object) -> Json:
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **look}]}
