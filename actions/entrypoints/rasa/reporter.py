"""Who tells it: what the channel knows of the person, and what the first words say."""

from typing import Any

from actions.conversation import Tools
from actions.domain.codes import Channel, Question, Role
from actions.domain.understanding import Updates
from actions.entrypoints.rasa.conversation import Conversation

# Who somebody is stands in front: "groepsleiding Demozorg. notitie nachtdienst: …".
FIRST_WORDS = 6


def from_metadata(conversation: Conversation, tools: Tools) -> Updates:
    """What the channel knows is not asked again; what the person says goes before it."""
    given: dict[str, Any] = {}
    metadata, slots = conversation.metadata, conversation.slots
    if metadata.get("role") in set(Role) and not slots.get("role"):
        given["role"] = metadata["role"]
    asked = slots.get("asked") or []
    for name in ("municipality", "organisation", "contact"):
        # A contact that the person took back is asked, and then theirs to give.
        if name == Question.CONTACT and name in asked:
            continue
        if isinstance(metadata.get(name), str) and not slots.get(name):
            named = metadata[name]
            given[name] = _town(named, tools) if name == "municipality" else named
    if "municipality" in given and not slots.get("place_municipality"):
        given["place_municipality"] = given["municipality"]
    if metadata.get("channel") in set(Channel):
        given["channel"] = metadata["channel"]
    return given


def organisation(conversation: Conversation, tools: Tools) -> Updates:
    """ "Demozorg hier, een cliënte van mij …": the organisation that somebody speaks for.

    Further on in a story it may be anybody's.
    """
    if conversation.is_payload or conversation.slots.get("organisation"):
        return {}
    asked = conversation.open_question is Question.ROLE
    first = conversation.text if asked else " ".join(conversation.text.split()[:FIRST_WORDS])
    named = tools.directory.organisation_named(first)
    return {"organisation": named} if named else {}


def _town(named: str, tools: Tools) -> str:
    """The key of a municipality that a channel names by its key or as people do."""
    key = named.strip().lower()
    if tools.directory.municipality(key) is None and (places := tools.places(named)):
        return places[-1].municipality
    return key
