"""Who serves which route, where and when: the desks of the nation and of the municipalities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from actions.domain import hours as clock
from actions.domain.codes import Language, Route, Urgency
from actions.domain.hours import OpeningHours
from actions.domain.places import PlaceIndex, PlaceMatch, PlaceName, folded

DEPUTY_SUFFIX = ".deputy"


@dataclass(frozen=True, slots=True)
class LocalText:
    """One text in both languages of the product."""

    nl: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text for who is answered in `language`."""
        return self.en if language is Language.EN else self.nl


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who takes over for a desk: a function, never a named person.

    `desk` is the key of a desk whose officers stand in; None for a function of its own.
    """

    name: LocalText
    email: str | None = None
    phone: str | None = None
    desk: str | None = None


@dataclass(frozen=True, slots=True)
class EscalationTimes:
    """Minutes that a handoff may wait unaccepted, per urgency; opening time, but `acute` by clock.

    After `deputy` it goes to the desk's deputy, after `regional_team` to the regional team.
    """

    deputy: Mapping[Urgency, int]
    regional_team: Mapping[Urgency, int]


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk that signals go to; addresses are functional and texts carry no person's name.

    `after_hours` is the key of the desk to call while this one is closed. `answer_days` is the
    number of working days within which a reporter may expect an answer to a normal signal.
    `phone` is None when there is none, or when it was not checked again before `expires`.
    `escalation` is None for organisations that accept nothing in our inbox.
    """

    key: str
    route: Route
    name: LocalText
    email: str | None = None
    phone: str | None = None
    website: str | None = None
    hours: OpeningHours = field(default_factory=OpeningHours)
    deputy: Deputy | None = None
    after_hours: str | None = None
    escalation: EscalationTimes | None = None
    answer_days: int = 5
    languages: tuple[str, ...] = ("nl",)
    municipality: str | None = None
    region: str | None = None
    organisation: str | None = None
    fallback: bool = False
    source: str = ""
    checked: date | None = None
    expires: date | None = None

    def phone_on(self, day: date) -> str | None:
        """The number to show on this day: none once its check has expired."""
        return None if self.expires is not None and self.expires < day else self.phone


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation with an attention officer of its own, and the names people use for it."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality with the places in it; `careful` names are also ordinary words.

    `other_words` lie one slip of the keyboard from a name and mean something else.
    `officer` says what is known of its attention officer: `known`, `none` or `unknown`; without
    a known one the regional team serves.
    """

    key: str
    name: str
    region: str
    towns: tuple[str, ...] = ()
    neighbourhoods: tuple[str, ...] = ()
    careful: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    officer: str = "unknown"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Serving:
    """How to reach a desk at one moment.

    `phone_now` is a number that is answered now, `call` the name that goes with it: the desk, its
    deputy or the desk for after hours. Both None when nobody answers. `next_open` is the moment
    from which the desk itself serves, None when it keeps no hours.
    """

    desk: Desk
    open: bool
    phone_now: str | None
    call: LocalText | None
    next_open: datetime | None


@dataclass(frozen=True)
class Directory:
    """Every municipality and desk, with the public holidays on which desks are closed."""

    municipalities: Mapping[str, Municipality]
    desks: Mapping[str, Desk]
    holidays: frozenset[date] = frozenset()

    def municipality(self, key: str | None) -> Municipality | None:
        """The municipality of this key (`groningen`); None when it is not in the directory."""
        return self.municipalities.get(key) if key else None

    def desk(self, key: str) -> Desk | None:
        """The desk of this key; None when there is none."""
        return self.desks.get(key)

    def deputised(self, key: str) -> Desk | None:
        """The desk whose deputy signs in under this key (`<desk>.deputy`); None for no deputy."""
        desk = self.desks.get(key.removesuffix(DEPUTY_SUFFIX))
        is_deputy = key.endswith(DEPUTY_SUFFIX) and desk is not None and desk.deputy is not None
        return desk if is_deputy else None

    def deputy_for(self, keys: Iterable[str]) -> frozenset[str]:
        """The desks for which somebody with these keys stands in, as the directory says now."""
        own = frozenset(keys)
        return frozenset(
            desk.key
            for desk in self.desks.values()
            if desk.deputy and (desk.deputy.desk in own or deputy_key(desk.key) in own)
        )

    def desk_for(
        self, route: Route, municipality_key: str | None = None, organisation: str | None = None
    ) -> Desk | None:
        """The desk that serves a route nearest by: organisation, municipality, region, nation."""
        town = self.municipality(municipality_key)
        return self._nearest(
            route,
            ("organisation", self._organisations.get(folded(organisation or ""))),
            ("municipality", municipality_key),
            ("region", town.region if town else None),
        )

    def has_officer(self, municipality_key: str | None) -> bool:
        """Whether a municipality has an attention officer of its own in the directory."""
        return (Route.ATTENTION_OFFICER, "municipality", municipality_key) in self._served

    def organisation_named(self, text: str) -> str | None:
        """The key of an organisation whose name, or key, stands in the text as whole words."""
        said = f" {folded(text)} "
        names = sorted(self._organisations, key=len, reverse=True)
        return next((self._organisations[name] for name in names if f" {name} " in said), None)

    def find_places(self, text: str) -> tuple[PlaceMatch, ...]:
        """The municipalities that a text names, by their own name, a town or a neighbourhood."""
        return self._places.find(text)

    def serving_now(self, desk: Desk, at: datetime) -> Serving:
        """Who answers for a desk at this moment: itself, its deputy, or the one after hours."""
        now = clock.local(at)
        is_open = clock.is_open(desk.hours, now, self.holidays)
        name, phone = self._who_answers(desk, now, is_open)
        next_open = clock.next_open(desk.hours, now, self.holidays)
        return Serving(desk, is_open, phone, name if phone else None, next_open)

    def response_due(self, desk: Desk, urgency: Urgency, received_at: datetime) -> datetime:
        """The moment by which a reporter may expect an answer: urgent is the same working day."""
        if urgency is Urgency.ACUTE:
            return clock.local(received_at) + timedelta(hours=1)
        days = 0 if urgency is Urgency.URGENT else desk.answer_days
        return clock.end_of_working_day(desk.hours, received_at, days, self.holidays)

    def regional_team(self, desk: Desk) -> Desk | None:
        """The team of the desk's region, else the one that helps everywhere; None above a team."""
        if desk.route is Route.CARE_SAFETY_HOUSE:
            return None
        town = self._town_of(desk)
        municipality, region = (town.key, town.region) if town else (None, desk.region)
        return self._nearest(
            Route.CARE_SAFETY_HOUSE, ("municipality", municipality), ("region", region)
        )

    def any_regional_team(self) -> Desk | None:
        """The regional team that helps whose municipality is not known."""
        return self.desk_for(Route.CARE_SAFETY_HOUSE)

    def _nearest(self, route: Route, *scopes: tuple[str, str | None]) -> Desk | None:
        asked = (*scopes, ("nation", "nation"))
        found = (self._served.get((route, kind, name)) for kind, name in asked if name)
        return next((desk for desk in found if desk is not None), None)

    def _town_of(self, desk: Desk) -> Municipality | None:
        if desk.municipality:
            return self.municipality(desk.municipality)
        towns = self.municipalities.values()
        listed = (t for t in towns if desk.organisation in {each.key for each in t.organisations})
        return next(listed, None)

    def _who_answers(
        self, desk: Desk, now: datetime, is_open: bool
    ) -> tuple[LocalText | None, str | None]:
        day = now.date()
        if is_open and desk.phone_on(day):
            return desk.name, desk.phone
        if is_open and desk.deputy and desk.deputy.phone and not _expired(desk, day):
            return desk.deputy.name, desk.deputy.phone
        other = self.desks.get(desk.after_hours or "")
        if other and clock.is_open(other.hours, now, self.holidays):
            return other.name, other.phone_on(day)
        return None, None

    @cached_property
    def _served(self) -> dict[tuple[Route, str, str], Desk]:
        served: dict[tuple[Route, str, str], Desk] = {}
        for desk in self.desks.values():
            served[(desk.route, *_scope(desk))] = desk
            if desk.fallback:
                served.setdefault((desk.route, "nation", "nation"), desk)
        return served

    @cached_property
    def _organisations(self) -> dict[str, str]:
        return {
            folded(name): organisation.key
            for town in self.municipalities.values()
            for organisation in town.organisations
            for name in (organisation.key, *organisation.names)
        }

    @cached_property
    def _places(self) -> PlaceIndex:
        towns = self.municipalities.values()
        return PlaceIndex(
            (
                PlaceName(town.key, name, careful=name in town.careful)
                for town in towns
                for name in (town.name, *town.towns, *town.neighbourhoods)
            ),
            (word for town in towns for word in town.other_words),
        )


def deputy_key(desk_key: str) -> str:
    """The key under which the deputy of a desk signs in."""
    return f"{desk_key}{DEPUTY_SUFFIX}"


def _scope(desk: Desk) -> tuple[str, str]:
    if desk.organisation:
        return "organisation", desk.organisation
    if desk.municipality:
        return "municipality", desk.municipality
    if desk.region:
        return "region", desk.region
    return "nation", "nation"


def _expired(desk: Desk, day: date) -> bool:
    return desk.expires is not None and desk.expires < day
