"""What a conversation knows so far, and which question comes next."""

from dataclasses import dataclass, fields
from typing import TypeGuard

from actions.domain.codes import (
    AdjacentConcern,
    AgeGroup,
    Disclosure,
    ExploitationForm,
    Question,
    Role,
    Setting,
    Source,
)
from actions.domain.signal import Facts

UNKNOWN = "unknown"
YES = "yes"
NO = "no"

# A clerk notices things at the counter: asking would waste a turn, and the summary shows it.
USUAL_SETTING = {
    Role.COUNTER: Setting.COUNTER,
    Role.INSPECTOR: Setting.INSPECTION,
    Role.YOUTH_WORKER: Setting.YOUTH_WORK,
    Role.TRUANCY_OFFICER: Setting.SCHOOL,
    Role.CARE: Setting.CARE_CONTACT,
}
# They stand at no municipal counter: where they noticed it is taken from what they tell.
OUTSIDE_ROLES = frozenset({Role.PARTNER, Role.RESIDENT})


@dataclass(frozen=True, slots=True)
class Intake:
    """Answers by slot name: None is not asked yet, `unknown` is asked and not known.

    `danger_now` and `ongoing` hold yes, no or unknown; `signs` what was ticked in a list (see
    `ticking`); the others hold the contract's codes.
    """

    danger_now: str | None = None
    observation: str | None = None
    role: str | None = None
    municipality: str | None = None
    place_municipality: str | None = None
    age_group: str | None = None
    exploitation_form: str | None = None
    adjacent_concern: str | None = None
    setting: str | None = None
    sector: str | None = None
    source: str | None = None
    ongoing: str | None = None
    disclosure: str | None = None
    contact: str | None = None
    organisation: str | None = None
    unaccompanied_minor: bool | None = None
    address_involved: bool | None = None
    help_asked: bool | None = None
    signs: str | None = None
    confirm_summary: str | None = None

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Slot names, in the order of the fields."""
        return tuple(field.name for field in fields(cls))


def remaining_questions(intake: Intake) -> tuple[Question, ...]:
    """Questions still to be asked, the one that matters most first."""
    return tuple(q for q in relevant_questions(intake) if getattr(intake, q.value) is None)


def relevant_questions(intake: Intake) -> tuple[Question, ...]:
    """Questions whose answer matters in this conversation, answered or not."""
    return tuple(question for question in Question if _matters(question, intake))


def _matters(question: Question, intake: Intake) -> bool:
    another_concern = intake.exploitation_form == ExploitationForm.NONE
    # Danger now is going on, and 112 is on the way: what an officer can ask later waits.
    can_wait = another_concern or intake.danger_now == YES
    match question:
        case Question.AGE_GROUP:
            return not another_concern
        case Question.SOURCE | Question.ONGOING:
            return not can_wait
        case Question.SETTING:
            # It decides on the route of a counter only, and these roles have another place.
            return not can_wait and intake.role not in (*USUAL_SETTING, *OUTSIDE_ROLES)
        case Question.SECTOR:
            return not can_wait and intake.exploitation_form == ExploitationForm.LABOUR
        case Question.CONTACT:
            return intake.disclosure in (Disclosure.NAMED, Disclosure.CONFIDENTIAL)
        case _:
            return True


def progress(intake: Intake, question: Question) -> tuple[int, int]:
    """Step number of a question and the number of steps, both from 1."""
    relevant = relevant_questions(intake)
    answered = [q for q in relevant if q is not question and getattr(intake, q.value) is not None]
    return min(len(answered) + 1, len(relevant)), len(relevant)


def setting_of(intake: Intake) -> Setting | None:
    """Where it was noticed: as told, else where this role usually notices things."""
    if known(intake.setting):
        return Setting(intake.setting)
    return USUAL_SETTING.get(Role(intake.role)) if known(intake.role) else None


def known(value: str | None) -> TypeGuard[str]:
    """Whether an answer was given that says something."""
    return value is not None and value != UNKNOWN


def facts_of(
    intake: Intake,
    *,
    violence_or_coercion: bool = False,
    about_to_disappear: bool = False,
    minor_seen: bool = False,
    address_seen: bool = False,
    help_seen: bool = False,
    coercion_denied: bool = False,
    hard_facts: tuple[str, ...] = (),
) -> Facts:
    """The facts that urgency and routing decide on.

    The flags come from indicators in the observation; what the person said about the age
    goes before them. Where the reporter denies coercion, only what shows it counts.
    """
    form = ExploitationForm(intake.exploitation_form or UNKNOWN)
    none = form is ExploitationForm.NONE
    assumed = _is_exploited_now(form, intake)
    return Facts(
        role=Role(intake.role) if known(intake.role) else None,
        reporter_municipality=_if_known(intake.municipality),
        organisation=_if_known(intake.organisation),
        place_municipality=_if_known(intake.place_municipality) or _if_known(intake.municipality),
        exploitation_form=form,
        adjacent_concern=AdjacentConcern(intake.adjacent_concern or "other") if none else None,
        age_group=_age_group(intake, minor_seen),
        unaccompanied_minor=bool(intake.unaccompanied_minor) and intake.age_group != AgeGroup.ADULT,
        setting=setting_of(intake),
        address_involved=_told_or_seen(intake.address_involved, address_seen),
        help_asked=_told_or_seen(intake.help_asked, help_seen),
        disclosure=Disclosure(intake.disclosure) if known(intake.disclosure) else None,
        danger_now=intake.danger_now == YES,
        ongoing=_goes_on(intake),
        violence_or_coercion=violence_or_coercion or (assumed and not coercion_denied),
        about_to_disappear=about_to_disappear,
        is_signal=True,
        hard_facts=hard_facts,
    )


def _told_or_seen(told: bool | None, seen: bool) -> bool:
    """ "Ze wil geen hulp" goes before a sign in the story that help was asked for."""
    return seen if told is None else told


def _is_exploited_now(form: ExploitationForm, intake: Intake) -> bool:
    """Exploitation that goes on is coercion that goes on, also where no word of force was used.

    All forms are defined by coercion in a broad sense (Westerwolde 2022, box "Wat is
    mensenhandel"); erring here costs an officer minutes, the other way a person days.
    """
    named = form not in (ExploitationForm.UNKNOWN, ExploitationForm.NONE)
    return named and intake.ongoing == YES


def _goes_on(intake: Intake) -> bool | None:
    if intake.danger_now == YES:
        return True
    return {YES: True, NO: False}.get(intake.ongoing or UNKNOWN)


def source_of(intake: Intake) -> Source | None:
    """How the reporter knows, when told."""
    return Source(intake.source) if known(intake.source) else None


def _age_group(intake: Intake, minor_seen: bool) -> AgeGroup:
    told = AgeGroup(intake.age_group or UNKNOWN)
    if told is AgeGroup.UNKNOWN and (minor_seen or intake.unaccompanied_minor):
        return AgeGroup.MINOR
    return told


def _if_known(value: str | None) -> str | None:
    return value if known(value) else None
