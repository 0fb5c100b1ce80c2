"""What a message tells, and which questions it answers."""

from typing import Any

import pytest

from tests.integration.actions.calls import (
    CLERK,
    FILLED,
    WORRY,
    a_call,
    said_in,
    slots_of,
    warned_in,
)


def test_what_the_channel_knows_is_taken_over(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings", text=WORRY, intent="report_signal", metadata=CLERK
    )
    slots = slots_of(run(call))
    assert (slots["role"], slots["municipality"]) == ("counter", "groningen")
    assert slots["observation"] == WORRY


def test_the_same_message_is_added_once(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text=WORRY,
        intent="report_signal",
        message_id="m1",
        slots={"observation": WORRY, "last_message_id": "m1"},
    )
    assert "observation" not in slots_of(run(call))


@pytest.mark.parametrize(("read_as", "disclosure"), [("vertrouwelijk", "confidential"), ("", None)])
def test_an_answer_is_read_as_it_was_mended(run: Any, read_as: str, disclosure: str | None) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="vertrouwlijk",
        slots={"requested_slot": "disclosure", "observation": WORRY},
    )
    call["tracker"]["latest_message"]["read_as"] = read_as
    slots = slots_of(run(call))
    assert slots.get("disclosure") == disclosure
    assert read_as not in slots.get("observation", WORRY).split()


def test_a_question_sets_no_facts(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="mag ik een minderjarige melden?",
        intent="ask_question",
        entities=[{"entity": "age_group", "value": "minor"}],
        slots={"requested_slot": "source", "age_group": None},
    )
    assert slots_of(run(call))["age_group"] is None


def test_a_short_answer_about_the_place_says_nothing_about_the_person(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="balie",
        entities=[
            {"entity": "setting", "value": "counter"},
            {"entity": "role", "value": "counter"},
        ],
        slots={"requested_slot": "setting", "role": None, "setting": None},
    )
    slots = slots_of(run(call))
    assert (slots["role"], slots["setting"]) == (None, "counter")


def test_a_bare_word_answers_its_own_question_only(run: Any) -> None:
    weak = {"entity": "exploitation_form", "value": "labour", "confidence_entity": 0.8}
    call = a_call(
        "action_validate_slot_mappings",
        text="nee, hij is op zijn werk",
        intent="deny",
        entities=[weak],
        slots={"requested_slot": "danger_now", "exploitation_form": None, "danger_now": "no"},
    )
    assert slots_of(run(call))["exploitation_form"] is None


def test_a_known_answer_is_changed_by_words_that_correct(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="oh wacht, het is gestopt",
        entities=[{"entity": "ongoing", "value": "no"}],
        slots={"requested_slot": "disclosure", "ongoing": "yes"},
    )
    assert "ongoing" not in slots_of(run(call))


def test_a_fact_inside_a_call_for_discretion_is_taken(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="alleen de aandachtsfunctionaris mag het weten",
        intent="ask_who_sees",
        entities=[{"entity": "disclosure", "value": "confidential"}],
        slots={"requested_slot": "age_group", "disclosure": None},
    )
    assert "disclosure" not in slots_of(run(call))


def test_a_fact_beside_the_question_is_said_back(run: Any) -> None:
    before = {**FILLED, "source": None, "ongoing": None, "requested_slot": "source"}
    call = a_call("validate_signal_form", text="dat gaat door denk ik", slots=before)
    call["tracker"]["slots"]["ongoing"] = "yes"
    result = run(call)
    assert said_in(result) == ["utter_noted"]
    assert slots_of(result)["requested_slot"] == "source"


def test_a_correction_is_said_back(run: Any) -> None:
    call = a_call(
        "validate_signal_form", text="hij is 19", slots={**FILLED, "requested_slot": "contact"}
    )
    call["tracker"]["slots"]["age_group"] = "adult"
    assert said_in(run(call)) == ["utter_corrected"]


def test_a_victim_is_asked_for_the_own_age(run: Any) -> None:
    slots = {"role": "resident", "is_victim": True}
    assert said_in(run(a_call("action_ask_signal_form_age_group", slots=slots))) == [
        "utter_ask_age_group_victim"
    ]


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("kan niet bellen, zij kijken telefoon. sla over", False),
        ("kan niet bellen, hij staat voor de deur", True),
    ],
)
def test_words_about_calling_answer_how_somebody_can_be_reached(
    run: Any, text: str, warned: bool
) -> None:
    reasons = ["silent_call", "hint_secret", "model", "intent"]
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        intent="danger_now",
        slots={"requested_slot": "contact", "danger_now": "no"},
        danger={"acute": True, "probability": 0.85, "reasons": reasons, "cleared_by": []},
    )
    assert bool(warned_in(run(call))) is warned


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("beter van niet", "deny", "anonymous"),
        ("go ahead", "affirm", "named"),
        ("nee, de politie is er al", "deny", None),
        ("ja hoor is gebeurd", "affirm", "named"),
    ],
)
def test_a_plain_yes_or_no_says_whether_a_name_may_be_known(
    run: Any, text: str, intent: str, answer: str | None
) -> None:
    slots = {**FILLED, "disclosure": None, "requested_slot": "disclosure"}
    call = a_call("action_validate_slot_mappings", text=text, intent=intent, slots=slots)
    mapped = "named" if intent == "affirm" else "anonymous"
    call["tracker"]["slots"]["disclosure"] = mapped  # as Rasa's mapping of the intent sets it
    assert slots_of(run(call)).get("disclosure", mapped) == answer


def test_a_no_about_something_else_is_no_wish_to_stay_anonymous(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="nee niet meer, de politie is er nu al bij",
        intent="deny",
        slots={"requested_slot": "disclosure", "disclosure": None},
    )
    call["tracker"]["slots"]["disclosure"] = "anonymous"  # as Rasa's mapping of deny sets it
    assert slots_of(run(call))["disclosure"] is None


@pytest.mark.parametrize(
    ("text", "entities", "ongoing"),
    [
        ("nee, hij is 19", [{"entity": "age_group", "value": "adult"}], None),
        ("nee, en hij is 17", [{"entity": "age_group", "value": "minor"}], "no"),
        ("nee", [], "no"),
    ],
)
def test_a_no_that_takes_back_an_age_does_not_say_that_it_is_over(
    run: Any, text: str, entities: list[dict[str, Any]], ongoing: str | None
) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        intent="deny",
        entities=entities,
        slots={"requested_slot": "ongoing", "age_group": "minor", "ongoing": None},
    )
    call["tracker"]["slots"]["ongoing"] = "no"  # as Rasa's mapping of deny sets it
    assert slots_of(run(call)).get("ongoing", "no") == ongoing


@pytest.mark.parametrize("intent", ["out_of_scope", "ask_question", "ask_human", "thanks"])
def test_whatever_it_sounds_like_a_short_statement_says_how_to_reach_somebody(
    run: Any, intent: str
) -> None:
    slots = {**FILLED, "disclosure": "named", "requested_slot": "contact", "contact": None}
    text = "mag gewoon gebeld worden"
    call = a_call("action_validate_slot_mappings", text=text, intent=intent, slots=slots)
    assert slots_of(run(call))["contact"] == text


@pytest.mark.parametrize(
    ("text", "age", "place"),
    [
        ("toestel 12", "adult", "groningen"),
        ("leerplicht, kamer 1.12", "adult", "groningen"),
        ("balie Westerwolde, kamer 14", "adult", "groningen"),
        ("ze is trouwens 16", "minor", "groningen"),
        ("wacht, het was in Westerwolde", "adult", "westerwolde"),
    ],
)
def test_how_to_reach_somebody_tells_neither_an_age_nor_a_place(
    run: Any, text: str, age: str, place: str
) -> None:
    before = {
        **FILLED,
        "disclosure": "named",
        "requested_slot": "contact",
        "contact": None,
        "age_group": "adult",
        "municipality": "groningen",
        "place_municipality": "groningen",
    }
    told = {"age_group": "minor"} if any(map(str.isdigit, text)) else {}
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        entities=[{"entity": name, "value": value} for name, value in told.items()],
        slots=before,
        told=told,  # as Rasa's mapping sets it
    )
    after = {**before, **told, **slots_of(run(call))}
    assert (after["age_group"], after["place_municipality"]) == (age, place)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("groningen", "groningen"),
        ("Groningen", "groningen"),
        ("gemeente Groningen", "groningen"),
        ("Het Hogeland", "het-hogeland"),
        ("Rotterdam", "rotterdam"),
    ],
)
def test_a_channel_may_name_a_municipality_as_people_do(run: Any, given: str, key: str) -> None:
    metadata = {"role": "counter", "municipality": given}
    call = a_call(
        "action_validate_slot_mappings", text=WORRY, intent="report_signal", metadata=metadata
    )
    after = slots_of(run(call))
    assert (after["municipality"], after["place_municipality"]) == (key, key)


@pytest.mark.parametrize("text", ["/report_signal", '\'/inform{"role": "resident"}'])
def test_a_payload_has_no_language_and_the_first_words_after_it_have(run: Any, text: str) -> None:
    first = a_call("action_validate_slot_mappings", text=text, intent="report_signal")
    second = a_call(
        "action_validate_slot_mappings",
        text="there is a girl here with bruises",
        slots={"last_message_id": "m0"},
    )
    second["tracker"]["events"].insert(0, {"event": "user", "text": text})
    languages = [
        [r["custom"].get("detected_language") for r in run(call)["responses"] if r.get("custom")]
        for call in (first, second)
    ]
    assert languages == [[None], ["en"]]
    assert slots_of(run(first))["language"] == "nl"


@pytest.mark.parametrize(("asked", "given"), [([], "toestel 12"), (["contact"], None)])
def test_a_contact_that_the_channel_knows_is_taken_over_once(
    run: Any, asked: list[str], given: str | None
) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text=WORRY,
        intent="report_signal",
        metadata=CLERK | {"contact": "toestel 12"},
        slots={"asked": asked, "contact": None},
    )
    assert slots_of(run(call)).get("contact") == given


def test_a_known_contact_is_not_asked(run: Any) -> None:
    slots = FILLED | {"disclosure": "confidential", "contact": "toestel 12"}
    call = a_call("validate_signal_form", text="alleen de aandachtsfunctionaris", slots=slots)
    assert slots_of(run(call))["requested_slot"] == "confirm_summary"


def test_the_municipality_as_role_is_asked_on(run: Any) -> None:
    slots = FILLED | {"requested_slot": "role", "role": None}
    call = a_call("action_ask_signal_form_role", text="ik werk bij de gemeente", slots=slots)
    assert said_in(run(call)) == ["utter_ask_role_municipal"]


@pytest.mark.parametrize(
    ("text", "question", "taken"),
    [
        ("nee, ze zit nu op school", "danger_now", None),
        ("op school", "setting", "school"),
        ("via het secretariaat van de school", "contact", None),
    ],
)
def test_where_somebody_is_safe_or_reached_is_not_where_it_was_noticed(
    run: Any, text: str, question: str, taken: str | None
) -> None:
    place = {"entity": "setting", "value": "school", "start": 0, "end": 4, "confidence_entity": 1.0}
    call = a_call(
        "action_validate_slot_mappings",
        text=text,
        intent="inform",
        slots={"requested_slot": question, "setting": None},
        told={"setting": "school"},
        entities=[place],
    )
    assert slots_of(run(call)).get("setting", "school") == taken


def test_a_way_to_reach_somebody_is_heard_beside_news(run: Any) -> None:
    slots = {**FILLED, "disclosure": "named", "requested_slot": "contact", "contact": None}
    call = a_call(
        "action_validate_slot_mappings",
        text="De officier heeft mijn 06. O ja, ze vraagt zelf om opvang",
        intent="inform",
        entities=[{"entity": "help_asked", "value": True}],
        slots=slots,
    )
    assert slots_of(run(call))["contact"] == "De officier heeft mijn 06."


def test_an_address_to_write_to_gives_no_name_away(run: Any) -> None:
    slots = {**FILLED, "disclosure": "confidential", "requested_slot": "contact", "contact": None}
    call = a_call(
        "action_validate_slot_mappings",
        text="you can write me at jo@example.org",
        intent="inform",
        entities=[
            {"entity": "disclosure", "value": "named"},
            {"entity": "contact", "value": "jo@example.org"},
        ],
        slots=slots,
    )
    call["tracker"]["slots"] |= {"disclosure": "named", "contact": "jo@example.org"}
    told = slots_of(run(call))
    assert told["disclosure"] == "confidential"
    assert told.get("contact", "jo@example.org") == "jo@example.org"


def test_a_shrug_changes_no_earlier_answer(run: Any) -> None:
    call = a_call(
        "action_validate_slot_mappings",
        text="weet ik niet hoor, ik zag haar maar één keer lopen",
        intent="dont_know",
        entities=[{"entity": "source", "value": "seen"}],
        slots={**FILLED, "source": "suspicion", "requested_slot": "ongoing", "ongoing": None},
    )
    call["tracker"]["slots"] |= {"source": "seen", "ongoing": "unknown"}  # by Rasa's mappings
    told = slots_of(run(call))
    assert told["source"] == "suspicion"
    assert told.get("ongoing", "unknown") == "unknown"


def test_chatter_that_names_a_place_answers_where_it_is(run: Any) -> None:
    slots = {**FILLED, "municipality": None, "place_municipality": None}
    call = a_call(
        "action_validate_slot_mappings",
        text="stadjer haha. groningen",
        intent="out_of_scope",
        slots={**slots, "requested_slot": "municipality"},
    )
    assert slots_of(run(call))["municipality"] == "groningen"
