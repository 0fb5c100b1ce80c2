"""What somebody may tell once about their work, so that no conversation asks it again."""

from collections.abc import Mapping
from typing import Any

from actions.domain.codes import Role
from actions.domain.directory import Directory
from channels.teams.cards import Json, Words, button, card_message, heading, paragraph, rows

ASKED = ("role", "municipality")


def welcome(words: Words, directory: Directory | None) -> Json:
    """The first message; with a directory it also asks for work and municipality."""
    lines = [words(f"welcome{part}") for part in ("", "_danger", "_privacy", "_kept")]
    body = [heading(words("welcome_title")), *(paragraph(line) for line in lines)]
    if directory is not None:
        body += _questions(words, directory)
    return card_message(body, "\n".join(lines), words)


def read_profile(value: Mapping[str, Any], directory: Directory) -> dict[str, str]:
    """What was chosen on the card and exists; what does not is left out."""
    chosen = {key: str(value.get(key) or "") for key in ASKED}
    known = {
        "role": chosen["role"] in set(Role),
        "municipality": directory.municipality(chosen["municipality"]) is not None,
    }
    return {key: chosen[key] for key in ASKED if known[key]}


def _questions(words: Words, directory: Directory) -> list[Json]:
    name = words.texts.say
    roles = [(role.value, name(words.language, f"codes.role_{role}")) for role in Role]
    towns = sorted((town.key, town.name) for town in directory.municipalities.values())
    return [
        {**paragraph(words("profile_offer")), "separator": True},
        _choice("role", words("profile_role"), roles),
        _choice("municipality", words("profile_municipality"), towns),
        *rows([button(words("profile_keep"), {"profile": True})]),
    ]


def _choice(name: str, label: str, options: list[tuple[str, str]]) -> Json:
    return {
        "type": "Input.ChoiceSet",
        "id": name,
        "label": label,
        "style": "compact",
        "choices": [{"title": title, "value": value} for value, title in options],
    }
