from dataclasses import replace

import pytest

from actions.domain.codes import Question
from actions.domain.intake import Intake
from actions.domain.turn import STEERING_INTENTS, Entity, Turn, is_narrative
from actions.domain.understanding import understand


def test_a_worry_becomes_the_observation() -> None:
    turn = Turn("meisje met blauwe plekken", "report_signal")
    assert understand(turn, Intake()) == {"observation": "meisje met blauwe plekken"}


def test_a_later_sentence_is_added_and_nothing_is_lost() -> None:
    turn = Turn("en een man hield haar paspoort vast", "report_signal")
    assert understand(turn, Intake(observation="meisje huilt")) == {
        "observation": "meisje huilt\nen een man hield haar paspoort vast"
    }


def test_an_opening_without_content_is_no_observation() -> None:
    assert (
        understand(Turn("ik wil iets melden", "report_signal", says_nothing=True), Intake()) == {}
    )


def test_any_words_answer_the_question_what_was_seen() -> None:
    turn = Turn("huilde", "inform", open_question=Question.OBSERVATION)
    assert understand(turn, Intake()) == {"observation": "huilde"}


@pytest.mark.parametrize("intent", sorted(STEERING_INTENTS))
def test_steering_is_no_observation(intent: str) -> None:
    assert not is_narrative(Turn("wat bedoel je", intent, open_question=Question.OBSERVATION))


def test_a_short_answer_stays_out_of_the_observation() -> None:
    assert not is_narrative(Turn("16 jaar", "inform", open_question=Question.AGE_GROUP))


def test_a_payload_is_never_part_of_the_observation() -> None:
    assert not is_narrative(Turn("/report_signal", "report_signal", is_payload=True))


def test_a_guess_fills_only_what_is_open() -> None:
    turn = Turn(
        "ze werkt dag en nacht in de keuken",
        "report_signal",
        entities=(Entity("exploitation_form", "labour", guess=True),),
    )
    assert understand(turn, Intake())["exploitation_form"] == "labour"
    assert "exploitation_form" not in understand(turn, Intake(exploitation_form="unknown"))


def test_a_guess_from_a_short_answer_counts_for_nothing() -> None:
    turn = Turn("ja", "affirm", entities=(Entity("age_group", "minor", guess=True),))
    assert understand(turn, Intake()) == {}


def test_another_concern_means_that_it_is_no_exploitation() -> None:
    turn = Turn("smokkel", "inform", entities=(Entity("adjacent_concern", "smuggling"),))
    assert understand(turn, Intake(adjacent_concern="smuggling")) == {"exploitation_form": "none"}


def test_naming_a_form_drops_the_other_concern() -> None:
    turn = Turn("toch seks", "inform", entities=(Entity("exploitation_form", "sexual"),))
    before = Intake(exploitation_form="sexual", adjacent_concern="fraud")
    assert understand(turn, before) == {"adjacent_concern": None}


def test_danger_counts_in_the_middle_of_any_question() -> None:
    turn = Turn("hij slaat haar nu", "inform", open_question=Question.SOURCE, acute=True)
    assert understand(turn, Intake(danger_now="no"))["danger_now"] == "yes"


def test_denied_danger_is_an_answer() -> None:
    turn = Turn("geen gevaar hoor", "inform", denies_danger=True)
    assert understand(turn, Intake()) == {"danger_now": "no"}


def test_no_after_the_warning_takes_the_danger_back() -> None:
    turn = Turn("nee nu niet", "deny", open_question=Question.AGE_GROUP)
    assert understand(turn, Intake(danger_now="yes")) == {"danger_now": "no"}


def test_no_to_a_question_leaves_the_danger() -> None:
    turn = Turn("nee", "deny", open_question=Question.ONGOING)
    assert understand(turn, Intake(danger_now="yes")) == {}


def test_free_text_tells_how_to_reach_somebody() -> None:
    turn = Turn("bel toestel 12", "inform", open_question=Question.CONTACT)
    assert understand(turn, Intake()) == {"contact": "bel toestel 12"}


def test_an_answer_to_change_is_open_again() -> None:
    turn = Turn("/change_answer", "change_answer", to_change=Question.MUNICIPALITY, is_payload=True)
    assert understand(turn, Intake(municipality="groningen")) == {
        "municipality": None,
        "place_municipality": None,
    }


def test_the_first_words_answer_the_open_question() -> None:
    turn = Turn(
        "nee nu zit hij in de klas",
        "inform",
        open_question=Question.DANGER_NOW,
        leading_answer="no",
    )
    assert understand(turn, Intake())["danger_now"] == "no"


def test_a_correction_at_the_summary_is_shown_again_before_it_is_sent() -> None:
    turn = Turn(
        "ja maar hij is 19",
        "affirm",
        entities=(Entity("age_group", "adult"),),
        open_question=Question.CONFIRM_SUMMARY,
        leading_answer="yes",
    )
    before = Intake(age_group="adult", confirm_summary="yes")
    assert understand(turn, before) == {"confirm_summary": None}


def test_yes_to_the_summary_sends_it() -> None:
    turn = Turn(
        "ja verstuur maar", "affirm", open_question=Question.CONFIRM_SUMMARY, leading_answer="yes"
    )
    assert understand(turn, Intake()) == {"confirm_summary": "yes"}


def test_a_guess_never_sends_a_worry_away_from_the_officer() -> None:
    turn = Turn(
        "bedrijfspand met bedden",
        "report_signal",
        entities=(
            Entity("exploitation_form", "none", guess=True),
            Entity("adjacent_concern", "housing_nuisance", guess=True),
        ),
    )
    assert understand(turn, Intake()) == {"observation": "bedrijfspand met bedden"}


def test_a_change_with_its_new_value_is_not_asked_again() -> None:
    turn = Turn(
        "leeftijd klopt niet, 21",
        "change_answer",
        entities=(Entity("age_group", "adult"), Entity("change_slot", "age_group")),
        open_question=Question.SOURCE,
        to_change=Question.AGE_GROUP,
    )
    assert understand(turn, Intake(age_group="adult")) == {}


def test_an_unsure_guess_leaves_the_question_to_be_asked() -> None:
    guess = Entity("exploitation_form", "sexual", guess=True, confidence=0.5)
    turn = Turn("man en vrouw aan de balie", "report_signal", (guess,))
    assert "exploitation_form" not in understand(turn, Intake())


def test_an_unsure_guess_answers_the_question_that_was_asked() -> None:
    guess = Entity("exploitation_form", "criminal", guess=True, confidence=0.5)
    asked = Question.EXPLOITATION_FORM
    text = "hij wordt gebruikt voor fraude door die man"
    for intent in ("report_signal", "inform"):
        updates = understand(Turn(text, intent, (guess,), asked), Intake(observation="iets"))
        assert updates["exploitation_form"] == "criminal"
    assert "exploitation_form" not in understand(Turn("nee", "deny", (guess,), asked), Intake())


def test_what_was_said_before_word_for_word_is_written_down_once() -> None:
    turn = Turn("ze moet elke nacht werken", "report_signal")
    assert "observation" not in understand(turn, Intake(observation=f"eerst dit\n{turn.text}"))


def test_a_guess_from_an_answer_of_some_length_counts_for_nothing() -> None:
    guess = Entity("exploitation_form", "labour", guess=True)
    text = "nee maar het gaat wel nog door"
    turn = Turn(text, "inform", (guess,), open_question=Question.DANGER_NOW)
    assert "exploitation_form" not in understand(turn, Intake(observation="iets"))


def test_where_a_role_usually_notices_things_is_worth_more_than_a_guess() -> None:
    guess = Entity("setting", "youth_work", guess=True)
    turn = Turn("groepje jongens met dure spullen", "report_signal", (guess,))
    assert "setting" not in understand(turn, Intake(role="counter"))
    assert understand(turn, Intake(role="partner"))["setting"] == "youth_work"


def test_an_account_tells_how_it_is_known() -> None:
    turn = Turn("ze zei dat ze niet weg mag", "report_signal", implied_source="heard")
    assert understand(turn, Intake())["source"] == "heard"
    assert "source" not in understand(turn, Intake(source="seen"))


def test_who_it_happens_to_is_a_resident_who_saw_it() -> None:
    turn = Turn("mijn baas heeft mijn paspoort", "report_signal", tells_as_victim=True)
    assert understand(turn, Intake()) == {
        "is_victim": True,
        "role": "resident",
        "source": "seen",
        "observation": "mijn baas heeft mijn paspoort",
    }


def test_a_colleague_is_no_victim() -> None:
    turn = Turn("mijn baas wil dit niet weten", "report_signal", tells_as_victim=True)
    assert "is_victim" not in understand(turn, Intake(role="counter"))


def test_work_without_a_code_is_other_work_and_its_word_is_kept() -> None:
    turn = Turn("hondentrimsalon", "out_of_scope", open_question=Question.SECTOR)
    updates = understand(turn, Intake(observation="vrouw werkt voor niks"))
    assert updates == {"sector": "other", "observation": "vrouw werkt voor niks\nhondentrimsalon"}


def test_another_fact_is_no_kind_of_work() -> None:
    turn = Turn("zij is 16", "inform", (Entity("age_group", "minor"),), Question.SECTOR)
    assert "sector" not in understand(turn, Intake(age_group="minor"))


@pytest.mark.parametrize(
    ("leading", "updates"),
    [("yes", {}), ("no", {"contact": "unknown"}), ("unknown", {"contact": "unknown"})],
)
def test_a_bare_yes_or_no_says_not_how_to_reach_somebody(
    leading: str, updates: dict[str, str]
) -> None:
    turn = Turn("…", "affirm", open_question=Question.CONTACT, leading_answer=leading)
    assert understand(turn, Intake()) == updates


def test_a_call_me_is_how_to_reach_somebody() -> None:
    turn = Turn("bel maar", "affirm", open_question=Question.CONTACT)
    assert understand(turn, Intake()) == {"contact": "bel maar"}


def test_what_is_said_of_the_own_name_is_no_observation() -> None:
    told = (Entity("disclosure", "confidential"),)
    turn = Turn("alleen de aandachtsfunctionaris mag dit van mij weten", "inform", told)
    assert not is_narrative(turn)


@pytest.mark.parametrize("question", [None, Question.OBSERVATION, Question.CONTACT])
def test_a_payload_that_a_person_typed_is_kept_nowhere(question: Question | None) -> None:
    turn = Turn("'/restart", "nlu_fallback", open_question=question, is_typed_payload=True)
    assert understand(turn, Intake()) == {}


def test_another_fact_is_no_way_to_reach_somebody() -> None:
    told = (Entity("disclosure", "anonymous"),)
    turn = Turn("toch maar anoniem", "inform", told, open_question=Question.CONTACT)
    assert "contact" not in understand(turn, Intake(disclosure="anonymous"))


@pytest.mark.parametrize(("age", "form"), [("minor", "sexual"), ("adult", None), (None, None)])
def test_paid_sex_of_a_minor_is_never_a_choice(age: str | None, form: str | None) -> None:
    told = (Entity("exploitation_form", "none"), Entity("sector", "sex_work"))
    turn = Turn("werkt zelfstandig als sekswerker", "report_signal", told)
    intake = Intake(age_group=age, exploitation_form="none", sector="sex_work")
    assert understand(turn, intake).get("exploitation_form") == form


def test_a_number_answers_how_old_somebody_is() -> None:
    turn = Turn(
        "20 stond er op de id", "inform", open_question=Question.AGE_GROUP, age_in_answer="adult"
    )
    assert understand(turn, Intake())["age_group"] == "adult"
    asked_otherwise = replace(turn, open_question=Question.ONGOING)
    assert "age_group" not in understand(asked_otherwise, Intake())


def test_what_is_not_needed_takes_no_danger_back() -> None:
    turn = Turn(
        "is niet nodig",
        "deny",
        open_question=Question.CONTACT,
        denies_danger=True,
        leading_answer="unknown",
    )
    assert understand(turn, Intake(danger_now="yes")) == {"contact": "unknown"}


def test_first_words_go_before_a_bare_intent() -> None:
    """ "Ja, maar niet doorvertellen" was mapped as a yes by its intent."""
    turn = Turn(
        "ja, maar niet doorvertellen",
        "affirm",
        open_question=Question.DISCLOSURE,
        leading_answer="confidential",
    )
    assert understand(turn, Intake(disclosure="named")) == {"disclosure": "confidential"}


@pytest.mark.parametrize(
    ("question", "form"), [(Question.EXPLOITATION_FORM, "criminal"), (Question.SOURCE, None)]
)
def test_a_short_guess_answers_the_open_question_only(question: Question, form: str | None) -> None:
    guess = Entity("exploitation_form", "criminal", guess=True, confidence=0.9)
    turn = Turn("jatten voor een ander", "inform", entities=(guess,), open_question=question)
    assert understand(turn, Intake()).get("exploitation_form") == form


def test_who_tells_it_is_guessed_in_an_answer_and_not_out_of_a_story() -> None:
    guess = Entity("source", "heard", guess=True, confidence=0.9)
    asked = Turn("de mentor kwam ermee", "inform", entities=(guess,), open_question=Question.SOURCE)
    assert understand(asked, Intake())["source"] == "heard"
    story = Turn("een vrouw moet elke avond met mannen mee", "report_signal", entities=(guess,))
    assert "source" not in understand(story, Intake())


@pytest.mark.parametrize("form", ["unknown", None])
def test_another_concern_beside_no_form_is_no_exploitation(form: str | None) -> None:
    told = [Entity("adjacent_concern", "smuggling")]
    told += [Entity("exploitation_form", form, confidence=0.8)] if form else []
    turn = Turn("iets anders, mensensmokkel", "inform", entities=tuple(told))
    mapped = Intake(exploitation_form=form, adjacent_concern="smuggling")
    assert understand(turn, mapped)["exploitation_form"] == "none"


@pytest.mark.parametrize("name", ["source", "address_involved"])
def test_what_a_report_tells_in_passing_is_not_asked(name: str) -> None:
    value = {"source": "heard", "address_involved": "True"}[name]
    guess = Entity(name, value, guess=True, confidence=0.7, of_story=True)
    text = "bij de kapper ging het over de man die daar slaapt en niks krijgt"
    updates = understand(Turn(text, "report_signal", (guess,)), Intake())
    assert updates[name] == {"source": "heard", "address_involved": True}[name]


def test_what_is_no_report_tells_nothing_in_passing() -> None:
    guess = Entity("source", "heard", guess=True, confidence=0.9, of_story=True)
    turn = Turn("mag ik dat doen", "ask_question", (guess,), Question.AGE_GROUP)
    assert "source" not in understand(turn, Intake())


def test_the_story_again_halfway_tells_nothing_in_passing() -> None:
    guess = Entity("source", "heard", guess=True, confidence=0.9, of_story=True)
    turn = Turn("zoals ik zei, die kok mag nooit weg", "report_signal", (guess,), Question.SOURCE)
    assert "source" not in understand(turn, Intake(observation="de kok mag er niet uit"))


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Via de praktijk. O ja, ze vraagt om een bed", "Via de praktijk."),
        ("ze vraagt om een bed. via de praktijk", None),
        ("en o ja, ze vraagt om een bed", None),
    ],
)
def test_the_first_sentence_says_how_to_reach_somebody_where_it_tells_no_fact(
    text: str, contact: str | None
) -> None:
    told = Entity("help_asked", "True", start=text.index("ze vraagt"))
    turn = Turn(text, "inform", (told,), open_question=Question.CONTACT)
    assert understand(turn, Intake(observation="x")).get("contact") == contact


def test_who_names_a_trade_and_is_held_there_is_no_partner() -> None:
    trade = Entity("role", "partner")
    turn = Turn(
        "ik ben lasser, de baas heeft mijn paspoort",
        "report_signal",
        (trade,),
        tells_as_worker=True,
    )
    told = understand(turn, Intake(role="partner"))
    assert told["role"] == "resident"
    assert told["is_victim"] is True
    witness = Turn("ik ben glazenwasser, ik zag het", "report_signal", (trade,))
    assert "role" not in understand(witness, Intake(role="partner"))
