"""A list of signals to tick at the summary: what it offers, and what was ticked.

Ticking is the person's own choice, offered where the words showed few signals; it is never a
question of its own, so that no conversation gets longer by it.
"""

from collections.abc import Collection

from actions.domain.codes import ExploitationForm, Setting
from actions.domain.indicators import IndicatorCatalogue, IndicatorEntry, Kind
from actions.domain.intake import YES, Intake, known, setting_of
from actions.domain.signal import Indicator

MOST = 6
"""Entries in a list: what is read at a glance."""
FEW = 3
"""From so many recognised signals on there is enough to go by, and nothing is offered."""
NONE_OF_THESE = "none"
AGAIN = "again"


def ticked(intake: Intake) -> tuple[str, ...]:
    """Codes of the signals that the person ticked."""
    return tuple(word for word in _words(intake) if word not in (NONE_OF_THESE, AGAIN))


def opened_again(intake: Intake) -> str:
    """The answer that opens the list once more, with what was ticked in it."""
    return " ".join((AGAIN, *ticked(intake)))


def offered(
    catalogue: IndicatorCatalogue, intake: Intake, found: Collection[str]
) -> tuple[IndicatorEntry, ...]:
    """Signals of this form to tick, those of no other form and of this place first.

    `found` are codes recognised in the words. Only what can be seen or heard: no means of
    coercion, which are conclusions. Empty for who answered the list, for another concern, and
    while somebody is in danger.
    """
    form = intake.exploitation_form
    is_open = intake.signs is None or AGAIN in _words(intake)
    if not is_open or not known(form) or form == ExploitationForm.NONE or intake.danger_now == YES:
        return ()
    fitting = [one for one in catalogue.entries.values() if _fits(one, form)]
    if sum(one.code in found for one in fitting) >= FEW:
        return ()
    here = setting_of(intake)
    left = [one for one in fitting if one.code not in found and _is_seen_at(one, here)]
    before = ticked(intake)
    left.sort(key=lambda one: (one.code not in before, len(one.forms), here not in one.settings))
    return tuple(left[:MOST])


def as_indicators(
    catalogue: IndicatorCatalogue, intake: Intake, found: Collection[str], evidence: str
) -> tuple[Indicator, ...]:
    """What was ticked and not `found` in the words; `evidence` says that it was ticked."""
    return tuple(
        Indicator(code, catalogue.entries[code].label.nl, evidence, chosen=True)
        for code in ticked(intake)
        if code not in found
    )


def _words(intake: Intake) -> list[str]:
    return (intake.signs or "").split()


def _fits(entry: IndicatorEntry, form: str) -> bool:
    return entry.kind is Kind.SIGNAL and form in entry.forms


def _is_seen_at(entry: IndicatorEntry, here: Setting | None) -> bool:
    return not entry.settings or here in entry.settings
