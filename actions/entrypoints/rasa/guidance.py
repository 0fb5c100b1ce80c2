"""What fits and why, what to do now, and where that is written."""

from typing import Any

from rasa_sdk.events import SlotSet

from actions.conversation import Tools
from actions.domain.codes import ExploitationForm
from actions.domain.intake import known, setting_of
from actions.domain.signal import Citation, Indicator
from actions.entrypoints.rasa.base import Event, Speaker
from actions.entrypoints.rasa.conversation import Conversation
from actions.entrypoints.rasa.voices import in_voice

MAX_CITATIONS = 3
MAX_EVIDENCE = 3


def give_guidance(tools: Tools, conversation: Conversation, speaker: Speaker) -> list[Event]:
    """Says what the observation fits, what to do and not to do, with citations."""
    intake = conversation.intake
    indicators = tools.indicators(intake.observation or "")
    _say_what_fits(tools, conversation, speaker, indicators)
    citations = tools.guidance_for(
        intake.exploitation_form or "unknown",
        setting_of(intake),
        indicators,
        intake.municipality,
        speaker.language,
    )[:MAX_CITATIONS]
    speaker.say(in_voice("utter_do_and_dont", conversation.voice))
    if citations:
        titles = "; ".join(title_of(tools, c, speaker) for c in citations)
        speaker.say("utter_sources", {"citations": as_data(citations)}, titles=titles)
    return [SlotSet("guidance_given", True), SlotSet("guidance", as_data(citations))]


def as_data(citations: tuple[Citation, ...]) -> list[dict[str, Any]]:
    """Citations as the contract's `custom.citations`."""
    return [
        {
            "document": c.document,
            "title": c.title,
            "section": c.section,
            "page": c.page,
            "quote": c.quote,
            "url": c.url,
        }
        for c in citations
    ]


def from_data(rows: list[dict[str, Any]] | None) -> tuple[Citation, ...]:
    """Citations as kept in the conversation."""
    return tuple(
        Citation(r["document"], r["title"], r["section"], r["page"], r["quote"], r["url"])
        for r in rows or ()
    )


def title_of(tools: Tools, citation: Citation, speaker: Speaker) -> str:
    """A citation as people read it: title, section and, where it has one, page."""
    section = citation.section.removeprefix(citation.title).removeprefix(" › ")
    if not section:
        return citation.title
    key = "document" if citation.page is None else "document_page"
    return tools.texts.get(
        speaker.language, key, title=citation.title, section=section, page=citation.page
    )


def _say_what_fits(
    tools: Tools, conversation: Conversation, speaker: Speaker, indicators: tuple[Indicator, ...]
) -> None:
    intake, label = conversation.intake, tools.texts.label
    form = intake.exploitation_form or "unknown"
    evidence = [f"“{i.evidence}”" for i in indicators[:MAX_EVIDENCE]]
    if form == ExploitationForm.NONE:
        concern = label(speaker.language, "adjacent_concern", intake.adjacent_concern or "other")
        speaker.say("utter_fits_other", concern=concern)
    elif not known(form):
        speaker.say("utter_fits_unnamed")
    elif evidence:
        name = label(speaker.language, "exploitation_form", form)
        joined = ", ".join(dict.fromkeys(evidence))
        speaker.say("utter_fits", form=name, evidence=joined)
    else:
        speaker.say("utter_fits_form", form=label(speaker.language, "exploitation_form", form))
