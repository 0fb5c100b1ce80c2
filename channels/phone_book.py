"""Whom to call when the bot cannot answer: from the directory, as it stands now."""

from collections.abc import Callable
from datetime import datetime

from actions.domain.codes import Language, Route
from actions.domain.directory import Desk, Directory
from channels.texts import Texts

NEAREST_FIRST = (Route.ATTENTION_OFFICER, Route.CARE_SAFETY_HOUSE, Route.POLICE)


class DirectoryPhoneBook:
    """The desk that answers its telephone now, nearest to the person first."""

    def __init__(self, directory: Directory, texts: Texts, now: Callable[[], datetime]) -> None:
        self._directory = directory
        self._texts = texts
        self._now = now

    def __call__(self, municipality: str | None, language: Language) -> str:
        """Name and number; a general sentence when the directory has no number at all."""
        key = self._key(municipality)
        for route in NEAREST_FIRST:
            desk = self._directory.desk_for(route, key)
            found = self._answering(desk, language) if desk else None
            if found:
                return found
        return self._texts.say(language, "gateway.no_phone")

    def _answering(self, desk: Desk, language: Language) -> str | None:
        serving = self._directory.serving_now(desk, self._now())
        if serving.phone_now is None or serving.call is None:
            return None
        return f"{serving.call.in_language(language)} ({serving.phone_now})"

    def _key(self, municipality: str | None) -> str | None:
        if municipality is None or self._directory.municipality(municipality):
            return municipality
        places = self._directory.find_places(municipality)
        return places[0].municipality_key if places else None
