"""Showing a page: the templates, with what all of them may use."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from fastapi import Request, Response

from actions.domain.codes import Language
from channels.problems import accepted_language
from channels.sign_in.visitor import corner
from channels.texts import MissingTextError, Texts
from channels.wiring import Wiring

LOCAL_ZONE = ZoneInfo("Europe/Amsterdam")


def page(
    request: Request, wired: Wiring, template: str, status: int = 200, **context: object
) -> Response:
    """A page; `label(kind, code)` reads a code, `moment` a time, `t` the page's texts.

    Officers' pages are Dutch; what reporters read is in the language of their browser.
    """
    shown: Response = request.app.state.templates.TemplateResponse(
        request, template, {**tools(request, wired), **context}, status_code=status
    )
    return shown


def rendered(request: Request, wired: Wiring, template: str, **context: object) -> str:
    """The HTML of a page that goes to paper."""
    found = request.app.state.templates.get_template(template)
    return str(found.render({**tools(request, wired), **context}))


def tools(request: Request, wired: Wiring) -> dict[str, object]:
    """What every template may use."""
    for_officers = request.url.path.startswith(("/inbox", "/monitor"))
    language = Language.NL if for_officers else accepted_language(request)
    return {
        "language": language.value,
        "t": wired.texts.section(language, "pages"),
        "label": Labels(wired, language),
        "moment": moment,
        "ago": ago,
        "left": left,
        "now": wired.now(),
        "sign_out_to": "/afmelden" if wired.sign_in else "/inbox/afmelden",
        "signed_in": corner(request, wired.csrf_key, wired.texts, language),
    }


def code_label(texts: Texts, language: Language, kind: str, code: StrEnum | str | None) -> str:
    """What people call a code; one without a name stays as it is."""
    try:
        return texts.say(language, f"codes.{kind}_{'unknown' if code is None else str(code)}")
    except MissingTextError:
        return str(code)


class Labels:
    """Reads codes of the contract, and desks of the directory, as people do."""

    def __init__(self, wired: Wiring, language: Language) -> None:
        self._wired = wired
        self._language = language

    def __call__(self, kind: str, code: StrEnum | str | None) -> str:
        """What people call this code; a code without a name stays as it is."""
        return code_label(self._wired.texts, self._language, kind, code)

    def desk(self, key: str) -> str:
        """The name of a desk; a desk that has left the directory keeps its key."""
        desk = self._wired.services.directory().desk(key)
        return desk.name.in_language(self._language) if desk else key

    def deputy_of(self, key: str) -> str:
        """The name of the deputy of a desk; the desk's own where it has none any more."""
        desk = self._wired.services.directory().desk(key)
        deputy = desk.deputy if desk else None
        return deputy.name.in_language(self._language) if deputy else self.desk(key)

    def actor(self, actor: str) -> str:
        """Who did something: the desk of a desk's sign-in, else the functional name."""
        kind, _, key = actor.partition(":")
        if kind == "person":
            return f"{self('actor', kind)} {key[:8]}"
        if kind != "desk":
            return self("actor", actor)
        deputised = self._wired.services.directory().deputised(key)
        return self.deputy_of(deputised.key) if deputised else self.desk(key)

    def town(self, key: str | None) -> str:
        """The name of a municipality; the key when the directory does not have it."""
        town = self._wired.services.directory().municipality(key)
        return town.name if town else (key or self("place", None))


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


def left(due: datetime, now: datetime) -> tuple[int, str]:
    """How much time is left until a moment, or how long it is past; as `ago` does."""
    return ago(now, due) if due >= now else ago(due, now)
