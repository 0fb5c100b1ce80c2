"""Who did a task at a given day: organisations change their names, old documents keep them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from actions.domain.codes import Route
from actions.domain.directory import LocalText


@dataclass(frozen=True, slots=True)
class NameInTime:
    """What an organisation was called from a day on, until the day before its next name.

    `since` is None for the oldest name that is known. Where `certain` is False, the sources show
    the new name on that day and do not tell when it began. `also` are other names of that time.
    """

    name: str
    since: date | None
    source: str
    certain: bool = True
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationHistory:
    """One task and the names of those who did it, oldest first; `route` where it serves one."""

    key: str
    route: Route | None
    role: LocalText
    names: tuple[NameInTime, ...]

    def on(self, day: date) -> NameInTime:
        """The name on that day; the oldest that is known for any day before."""
        begun = [name for name in self.names if name.since is None or name.since <= day]
        return begun[-1]

    def is_called(self, word: str) -> bool:
        """Whether the word is its key, or a name of any time, capitals aside."""
        names = {spelled for name in self.names for spelled in (name.name, *name.also)}
        return word.casefold() in {self.key, *(name.casefold() for name in names)}


Organisations = tuple[OrganisationHistory, ...]


def organisation_of(organisations: Organisations, asked: Route | str) -> OrganisationHistory | None:
    """The organisation that serves a route, or that bears or bore a name; None if there is none."""
    if isinstance(asked, Route):
        return next((one for one in organisations if one.route is asked), None)
    return next((one for one in organisations if one.is_called(asked)), None)


def out_of_order(names: Iterable[NameInTime]) -> tuple[str, ...]:
    """Names that do not begin after the name before them; only the first may lack a day."""
    return tuple(
        later.name
        for earlier, later in pairwise(names)
        if later.since is None or (earlier.since is not None and later.since <= earlier.since)
    )
