"""Showing a page: the templates, with what all of them may use."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from fastapi import Request, Response

from actions.domain.codes import Language
from channels.problems import accepted_language
from channels.texts import MissingTextError
from channels.wiring import Wiring

DIMENSION_LABELS = {"exploitation_form": "form", "age_group": "age"}
LOCAL_ZONE = ZoneInfo("Europe/Amsterdam")


def page(
    request: Request, wired: Wiring, template: str, status: int = 200, **context: object
) -> Response:
    """A page; `label(kind, code)` reads a code, `moment` a time, `t` the page's texts.

    Officers' pages are Dutch; what reporters read is in the language of their browser.
    """
    for_officers = request.url.path.startswith(("/inbox", "/monitor"))
    language = Language.NL if for_officers else accepted_language(request)
    tools: dict[str, object] = {
        "language": language.value,
        "t": wired.texts.section(language, "pages"),
        "label": Labels(wired, language),
        "moment": moment,
        "ago": ago,
        "now": wired.now(),
    }
    shown: Response = request.app.state.templates.TemplateResponse(
        request, template, {**tools, **context}, status_code=status
    )
    return shown


class Labels:
    """Reads codes of the contract, and desks of the directory, as people do."""

    def __init__(self, wired: Wiring, language: Language) -> None:
        self._wired = wired
        self._language = language

    def __call__(self, kind: str, code: StrEnum | str | None) -> str:
        """What people call this code; a code without a name stays as it is."""
        key = f"codes.{kind}_{'unknown' if code is None else str(code)}"
        try:
            return self._wired.texts.say(self._language, key)
        except MissingTextError:
            return str(code)

    def desk(self, key: str) -> str:
        """The name of a desk; a desk that has left the directory keeps its key."""
        desk = self._wired.services.directory().desk(key)
        return desk.name.in_language(self._language) if desk else key

    def town(self, key: str | None) -> str:
        """The name of a municipality; the key when the directory does not have it."""
        town = self._wired.services.directory().municipality(key)
        return town.name if town else (key or self("place", None))

    def counted(self, dimension: str, code: str) -> str:
        """What a count of the monitor is of."""
        if dimension == "municipality":
            return self.town(code)
        return self(DIMENSION_LABELS.get(dimension, dimension), code)


def moment(at: datetime | None) -> str:
    """Date and time on the clock of the Netherlands."""
    return at.astimezone(LOCAL_ZONE).strftime("%d-%m-%Y %H:%M") if at else ""


def ago(at: datetime, now: datetime) -> tuple[int, str]:
    """How long ago, as a number and its unit: `minutes`, `hours` or `days`."""
    minutes = max(0, int((now - at).total_seconds() // 60))
    if minutes < 60:
        return minutes, "minutes"
    if minutes < 48 * 60:
        return minutes // 60, "hours"
    return minutes // (24 * 60), "days"
