"""Practice cases against the shipped catalogue, decision table and directory."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.adapters.practice_file import PracticeCase
from actions.config import read_settings
from actions.conversation import Tools, build_tools
from actions.domain.codes import Language
from actions.domain.intake import Intake
from actions.entrypoints.rasa.base import Speaker
from actions.entrypoints.rasa.conversation import Conversation
from actions.entrypoints.rasa.practice import give_feedback
from actions.entrypoints.rasa.summary import SubmitTheSignal
from actions.rulebook import load_indicators

# key: form, the other concern, urgency, route, who else hears of it
MEANT = {
    "paspoorten": ("labour", None, "urgent", "attention_officer", ["labour_inspectorate"]),
    "telefoon": ("sexual", None, "urgent", "care_safety_house", ["veilig_thuis", "police"]),
    "pinpas": ("criminal", None, "urgent", "attention_officer", ["veilig_thuis", "police"]),
    "steeds-dezelfde": ("unknown", None, "normal", "care_safety_house", []),
    "kas": ("labour", None, "urgent", "attention_officer", ["labour_inspectorate"]),
    "gewoon-druk": ("none", "domestic_violence", "urgent", "veilig_thuis", []),
    "nier": ("organ_removal", None, "urgent", "attention_officer", ["police"]),
    "achterbak": ("none", "smuggling", "normal", "police", []),
    "kamers": ("none", "housing_nuisance", "normal", "municipal_desk", []),
    "eigen-baas": ("none", "other", "normal", "municipal_desk", []),
    "weg-uit-opvang": ("unknown", None, "urgent", "care_safety_house", ["veilig_thuis", "nidos"]),
    "op-slot": ("sexual", None, "acute", "emergency_112", ["attention_officer", "comensha"]),
    "toch-negentien": ("sexual", None, "urgent", "care_safety_house", ["police"]),
    "schoonmaak": ("labour", None, "urgent", "crime_anonymous", ["labour_inspectorate"]),
    "kleine-schulden": ("criminal", None, "urgent", "attention_officer", ["police"]),
}


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    return build_tools(read_settings({"NIETPLUIS_VAR_DIR": str(tmp_path_factory.mktemp("var"))}))


@pytest.fixture(params=MEANT)
def case(request: pytest.FixtureRequest, tools: Tools) -> PracticeCase:
    return tools.practice.case(request.param)


def test_the_cases_are_those_that_are_tested_here(tools: Tools) -> None:
    assert {case.key for case in tools.practice} == set(MEANT)


def test_the_domain_gives_each_case_its_form_urgency_and_route(
    case: PracticeCase, tools: Tools
) -> None:
    facts = tools.facts(case.intake)
    urgency, decision = tools.services.preview(facts)
    found = (
        facts.exploitation_form.value,
        facts.adjacent_concern and facts.adjacent_concern.value,
        urgency.value,
        decision.primary.route.value,
        [desk.route.value for desk in decision.secondary],
    )
    assert found == MEANT[case.key]


def test_the_catalogue_sees_a_signal_that_fits_the_form(case: PracticeCase, tools: Tools) -> None:
    form = case.intake.exploitation_form
    entries = load_indicators().entries
    for language in Language:
        shown = {indicator.code for indicator in tools.indicators(case.text[language])}
        fitting = {code for code in shown if form in entries[code].forms}
        assert fitting or form in ("none", "unknown"), (language, shown)


def test_each_case_and_lesson_is_there_in_both_languages(case: PracticeCase) -> None:
    assert set(case.text) == set(case.lesson) == set(Language)


@pytest.mark.parametrize("language", list(Language))
def test_who_gives_the_meant_answers_hears_that_form_and_route_are_right(
    case: PracticeCase, language: Language, tools: Tools
) -> None:
    said = _feedback(tools, case, case.intake, language)
    label = tools.texts.label(language, "exploitation_form", case.intake.exploitation_form)
    assert (said["verdict"].count("goed"), said["verdict"].count("right")) in ((2, 0), (0, 2))
    assert label in said["verdict"]
    assert said["lesson"].strip() == case.lesson[language]


def test_who_answers_otherwise_hears_both_forms_and_both_routes(tools: Tools) -> None:
    case = tools.practice.case("gewoon-druk")
    own = Intake(role="care", municipality="groningen", exploitation_form="labour")
    assert _feedback(tools, case, own, Language.NL)["verdict"] == (
        "Vorm: wij dachten aan een andere zorg. Jij kwam uit op uitbuiting op het werk.\n"
        "Route: wij dachten aan Veilig Thuis. Die van jou ging naar "
        "Aandachtsfunctionaris mensenhandel, gemeente Groningen (maatschappelijke ontwikkeling). "
        "Dit lijkt op huiselijk geweld. Daarvoor is Veilig Thuis er. Melden was hoe dan ook goed."
    )


def test_practice_leaves_nothing_in_the_store(tmp_path: Path) -> None:
    tools = build_tools(read_settings({"NIETPLUIS_VAR_DIR": str(tmp_path)}))
    before = _stored(tmp_path)
    for case in tools.practice:
        slots = {"practice_case": case.key, **_slots(case.intake)}
        asyncio.run(SubmitTheSignal(tools).run(CollectingDispatcher(), _tracker(slots), {}))
    assert before and _stored(tmp_path) == before


def _feedback(tools: Tools, case: PracticeCase, own: Intake, language: Language) -> dict[str, str]:
    dispatcher = CollectingDispatcher()
    slots = {"practice_case": case.key, "language": language.value}
    give_feedback(
        tools, Conversation(_tracker(slots)), Speaker(dispatcher, language), tools.facts(own)
    )
    (said,) = dispatcher.messages
    assert said["custom"] | {"language": ""} == {
        "language": "",
        "outcome": "information",
        "practice": True,
    }
    return {name: said[name] for name in ("verdict", "lesson")}


def _slots(intake: Intake) -> dict[str, Any]:
    return {name: getattr(intake, name) for name in Intake.names()}


def _tracker(slots: dict[str, Any]) -> Tracker:
    return Tracker("someone", slots, {"text": "/affirm"}, [], False, None, {}, "action_listen")


def _stored(folder: Path) -> list[str]:
    lines: list[str] = []
    for file in sorted(folder.glob("*.sqlite3")):
        with closing(sqlite3.connect(file)) as connection:
            lines += connection.iterdump()
    return lines
