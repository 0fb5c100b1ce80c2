"""The public vocabulary: the one place where the contract's codes are spelled."""

from enum import StrEnum


class Role(StrEnum):
    """Who tells it; decides, with the municipality, which officer is theirs."""

    COUNTER = "counter"
    YOUTH_WORKER = "youth_worker"
    INSPECTOR = "inspector"
    TRUANCY_OFFICER = "truancy_officer"
    CARE = "care"
    PARTNER = "partner"
    RESIDENT = "resident"


class Urgency(StrEnum):
    """How soon somebody must act: now, the same working day, or in turn."""

    ACUTE = "acute"
    URGENT = "urgent"
    NORMAL = "normal"


class ExploitationForm(StrEnum):
    """Which exploitation the worry fits; `unknown` is a gut feeling, `none` another concern."""

    SEXUAL = "sexual"
    LABOUR = "labour"
    CRIMINAL = "criminal"
    ORGAN_REMOVAL = "organ_removal"
    UNKNOWN = "unknown"
    NONE = "none"


class AdjacentConcern(StrEnum):
    """What it is instead, only with form `none`."""

    DOMESTIC_VIOLENCE = "domestic_violence"
    SMUGGLING = "smuggling"
    HOUSING_NUISANCE = "housing_nuisance"
    FRAUD = "fraud"
    OTHER = "other"


class AgeGroup(StrEnum):
    """Under 18, 18 and over, or not known."""

    MINOR = "minor"
    ADULT = "adult"
    UNKNOWN = "unknown"


class Setting(StrEnum):
    """Where the reporter noticed it."""

    COUNTER = "counter"
    HOME_VISIT = "home_visit"
    INSPECTION = "inspection"
    YOUTH_WORK = "youth_work"
    SCHOOL = "school"
    ONLINE = "online"
    PHONE = "phone"
    STREET = "street"
    CARE_CONTACT = "care_contact"
    OTHER = "other"


class Source(StrEnum):
    """How the reporter knows: seen, heard from somebody, or a gut feeling."""

    SEEN = "seen"
    HEARD = "heard"
    SUSPICION = "suspicion"


class Disclosure(StrEnum):
    """Who may know the reporter's name."""

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


class Route(StrEnum):
    """Kind of desk that a signal can go to."""

    EMERGENCY_112 = "emergency_112"
    ATTENTION_OFFICER = "attention_officer"
    CARE_SAFETY_HOUSE = "care_safety_house"
    VEILIG_THUIS = "veilig_thuis"
    LABOUR_INSPECTORATE = "labour_inspectorate"
    POLICE = "police"
    CRIME_ANONYMOUS = "crime_anonymous"
    COMENSHA = "comensha"
    NIDOS = "nidos"
    MUNICIPAL_DESK = "municipal_desk"
    NONE = "none"


class Action(StrEnum):
    """What the reporter or the municipality should do besides the handoff."""

    CALL_112 = "call_112"
    ADDRESS_INVESTIGATION = "address_investigation"


class Status(StrEnum):
    """Where a handoff stands."""

    NEW = "new"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    SHARED = "shared"
    CLOSED = "closed"


class Question(StrEnum):
    """Ids of what the conversation can ask, in the order of asking."""

    DANGER_NOW = "danger_now"
    OBSERVATION = "observation"
    ROLE = "role"
    MUNICIPALITY = "municipality"
    AGE_GROUP = "age_group"
    EXPLOITATION_FORM = "exploitation_form"
    SETTING = "setting"
    SECTOR = "sector"
    SOURCE = "source"
    ONGOING = "ongoing"
    DISCLOSURE = "disclosure"
    CONTACT = "contact"
    CONFIRM_SUMMARY = "confirm_summary"


class Outcome(StrEnum):
    """How a conversation ended."""

    HANDOFF = "handoff"
    INFORMATION = "information"
    CANCELLED = "cancelled"


class Language(StrEnum):
    """What the bot answers in."""

    NL = "nl"
    EN = "en"


class Channel(StrEnum):
    """The door a conversation came in by."""

    WEB = "web"
    REST = "rest"
    TERMINAL = "terminal"
    TEAMS = "teams"
