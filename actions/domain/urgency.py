"""How soon somebody must act on what is known: floors, never sums.

One fact is enough for a level and nothing that is known besides can lower it:

- danger now: acute, whatever else is true;
- violence, coercion, taken documents or another hard fact, unless it is said to be over: urgent,
  whatever the form (not knowing whether it goes on counts as going on);
- a minor, or a person about to disappear from view: urgent where a person may be a victim. In a
  nuisance, a fraud or a question of another kind, youth alone says nothing about harm.

There is no level below `normal`: a gut feeling alone is handed off as well.
Source: the public contract, section 1; the floors answer additive scores, which rated coerced sex
with a possible minor as a low risk.
"""

from actions.domain.codes import AdjacentConcern, AgeGroup, ExploitationForm, Urgency
from actions.domain.signal import Facts

CONCERNS_WITH_A_VICTIM = frozenset({AdjacentConcern.DOMESTIC_VIOLENCE, AdjacentConcern.SMUGGLING})


def assess(facts: Facts) -> Urgency:
    """Return the highest floor that the known facts reach."""
    if facts.danger_now:
        return Urgency.ACUTE
    if _harm_goes_on(facts) or _victim_cannot_wait(facts):
        return Urgency.URGENT
    return Urgency.NORMAL


def involves_minor(facts: Facts) -> bool:
    """Whether somebody under 18 is concerned; an unaccompanied minor always is."""
    return facts.age_group is AgeGroup.MINOR or facts.unaccompanied_minor


def _harm_goes_on(facts: Facts) -> bool:
    harm = facts.violence_or_coercion or bool(facts.hard_facts)
    return harm and facts.ongoing is not False


def _victim_cannot_wait(facts: Facts) -> bool:
    possible_victim = (
        facts.exploitation_form is not ExploitationForm.NONE
        or facts.adjacent_concern in CONCERNS_WITH_A_VICTIM
    )
    return possible_victim and (involves_minor(facts) or facts.about_to_disappear)
