"""Whole conversations in Teams: a personal chat, a channel, and what people do besides typing."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.bot_framework import BOT, OUR_TOKEN, TENANT, Json, actions, plain
from tests.contract.teams.conftest import World
from tests.rasa_double import QUESTION_TEXT, REFERENCE, URGENT

WORRY = "er stond een meisje van 16 aan de balie, een man hield haar paspoort"
YOUTH_WORKER = {"from": {"id": "29:cc", "aadObjectId": "99999999-0000-4000-8000-0000000000cc"}}


def _action(message: Json, title: str) -> Json:
    return next(one for one in actions(message) if one["title"] == title)


def _in_channel(**changes: Any) -> Json:
    return {
        "conversation": {"conversationType": "channel", "id": "19:team;messageid=1"},
        "entities": [{"type": "mention", "mentioned": {"id": BOT}, "text": "<at>Niet-Pluis</at>"}],
        **changes,
    }


def _tell_until_handoff(world: World) -> list[Json]:
    (danger,) = world.say(WORRY)
    (age,) = world.press(_action(danger, "Nee"))
    (summary,) = world.press(_action(age, "Onder de 18"))
    return world.press(_action(summary, "Ja, verstuur"))


def test_a_youth_worker_reports_by_buttons_from_first_word_to_reference(world: World) -> None:
    (end,) = _tell_until_handoff(world)
    assert world.rasa.texts == [WORRY, "/deny", '/inform{"age_group": "minor"}', "/affirm"]
    assert REFERENCE in plain(end)
    assert "Je melding is verstuurd" in plain(end)
    assert {one.authorization for one in world.service.sent} == {f"Bearer {OUR_TOKEN}"}


def test_an_answer_begins_with_a_sign_of_typing(world: World) -> None:
    world.say(WORRY)
    assert [one.body["type"] for one in world.service.sent] == ["typing", "message"]


def test_rasa_sees_a_pseudonym_and_where_it_was_told(world: World) -> None:
    world.say(WORRY, **YOUTH_WORKER)
    (body,) = world.rasa.heard
    assert body["metadata"]["channel"] == "teams"
    assert (body["metadata"]["role"], body["metadata"]["municipality"]) == (
        "youth_worker",
        "groningen",
    )
    assert not {"29:cc", "99999999", TENANT[:8]} & {body["sender"], body["sender"][:8]}


def test_what_lies_on_disk_names_nobody_and_holds_no_word(world: World) -> None:
    _tell_until_handoff(world)
    kept = world.stored()
    for secret in ("meisje", "29:person", "99999999-0000", "a:one", REFERENCE, TENANT):
        assert secret not in kept


def test_the_chat_shows_which_button_was_pressed(world: World) -> None:
    (danger,) = world.say(WORRY)
    (age,) = world.press(_action(danger, "Nee"))
    assert "Je koos: Nee" in plain(age).splitlines()
    (summary,) = world.press(_action(age, "Onder de 18"))
    (changed,) = world.press(_action(summary, "Wijzig"))
    assert "Je koos: Wijzig: Leeftijd" in plain(changed)


def test_a_number_or_the_title_may_be_typed_instead_of_a_button(world: World) -> None:
    world.say(WORRY)
    world.say("2")
    world.say("onder de 18")
    assert world.rasa.texts[1:] == ["/deny", '/inform{"age_group": "minor"}']


def test_a_card_says_the_same_as_text_for_who_sees_no_card(world: World) -> None:
    (message,) = world.say(WORRY)
    card = message["attachments"][0]["content"]
    assert card["fallbackText"].splitlines() == [
        "Is er nu direct gevaar voor iemand? Bel dan meteen 112.",
        "Typ een nummer, of antwoord in je eigen woorden:",
        "1. Ja",
        "2. Nee",
    ]


def test_a_card_that_is_refused_comes_as_text(world: World) -> None:
    # The first answer is the sign of typing's.
    world.service.answers = [(201, {}), (413, {})]
    (message,) = world.say(WORRY)
    assert "attachments" not in message
    assert "1. Ja" in message["text"]


def test_a_yes_to_an_earlier_question_answers_no_later_one(world: World) -> None:
    (danger,) = world.say(WORRY)
    world.press(_action(danger, "Nee"))
    (told,) = world.press(_action(danger, "Ja"))
    assert plain(told).startswith("Die knop hoort bij een eerdere vraag.")
    assert world.rasa.texts == [WORRY, "/deny"]


def test_a_button_that_names_its_fact_may_come_late(world: World) -> None:
    (danger,) = world.say(WORRY)
    (age,) = world.press(_action(danger, "Nee"))
    world.press(_action(age, "Onder de 18"))
    world.press(_action(age, "18 of ouder"))
    assert world.rasa.texts[-1] == '/inform{"age_group": "adult"}'


@pytest.mark.parametrize("payload", ["/restart", "/affirm", '/inform{"role": "resident"}', "", 7])
def test_a_payload_that_was_never_offered_does_not_reach_the_bot(
    world: World, payload: Any
) -> None:
    world.say(WORRY)
    answers = world.answers_to(text="x", value={"np": {"payload": payload, "question": "source"}})
    assert plain(answers[0]).startswith("Die knop hoort bij een eerdere vraag.")
    assert world.rasa.texts == [WORRY]


def test_a_line_of_the_summary_can_be_changed(world: World) -> None:
    world.say(WORRY)
    world.say("nee")
    (summary,) = world.say("16")
    assert "minderjarig" in plain(summary)
    assert "- Leeftijd" not in plain(summary)
    world.press(_action(summary, "Wijzig"))
    assert world.rasa.texts[-1] == '/change_answer{"change_slot": "age_group"}'


def _to_the_summary(world: World) -> Json:
    world.say(WORRY)
    world.say("nee")
    (summary,) = world.say("16")
    return summary


def _tick(world: World, summary: Json, ticks: str) -> list[Json]:
    """Open the list of a summary, tick, and press what adds them."""
    card = _action(summary, "Signalen aanvinken")["card"]
    (list_,) = card["body"]
    assert list_["isMultiSelect"] and list_["type"] == "Input.ChoiceSet"
    add = next(one for one in card["actions"] if one["title"] == "Zet erbij")
    return world.answers_to(text="", value={**add["data"], list_["id"]: ticks})


def test_signals_can_be_ticked_in_a_list_of_the_card(world: World) -> None:
    _tick(world, _to_the_summary(world), "poor_housing,long_days")
    assert world.rasa.texts[-1] == '/inform{"signs": "long_days poor_housing"}'


@pytest.mark.parametrize("ticks", ["", "elders"])
def test_no_tick_of_the_list_means_none_of_these(world: World, ticks: str) -> None:
    _tick(world, _to_the_summary(world), ticks)
    assert world.rasa.texts[-1] == '/inform{"signs": "none"}'


def test_a_tick_without_a_list_does_not_reach_the_bot(world: World) -> None:
    world.say(WORRY)
    (told,) = world.answers_to(text="", value={"np": {"pick": True}, "np_pick": "long_days"})
    assert plain(told).startswith("Die knop hoort bij een eerdere vraag.")
    assert world.rasa.texts == [WORRY]


def test_112_stands_at_the_top_and_cannot_be_missed(world: World) -> None:
    first, _ = world.say("hij heeft een mes bij zich")
    body = first["attachments"][0]["content"]["body"]
    assert body[0]["style"] == "attention"
    assert plain(first).splitlines() == ["Bel nu 112", URGENT]
    assert first["summary"] == "Bel 112."


def test_a_notification_tells_nothing_of_what_was_said(world: World) -> None:
    for message in _tell_until_handoff(world):
        assert message["summary"] == "Niet-Pluis heeft een bericht voor je."


def test_sources_are_links_that_no_title_can_break(world: World) -> None:
    first, _ = world.say("wat doet een aandachtsfunctionaris?")
    assert plain(first).splitlines() == [
        QUESTION_TEXT,
        "Waar dit staat",
        "[Gids  mensenhandel : Rollen, bladzijde 4]"
        "(http://127.0.0.1:8000/kennis/gids-1?van=0&tot=9)",
    ]


def test_a_long_answer_comes_in_pieces_that_end_with_a_sentence(world: World) -> None:
    messages = world.say("lang")
    assert [len(one["text"]) <= 3_000 for one in messages] == [True] * 3
    assert all(one["text"].endswith(".") for one in messages)
    assert (
        " ".join(one["text"] for one in messages) == ("Een zin van een paar woorden. " * 300)[:-1]
    )


def test_action_execute_is_answered_at_once_and_acts_as_submit(world: World) -> None:
    (danger,) = world.say(WORRY)
    data = _action(danger, "Nee")["data"]
    world.number += 1
    body = world.service.activity(
        world.clock(),
        type="invoke",
        name="adaptiveCard/action",
        id="execute",
        value={"action": {"type": "Action.Execute", "verb": "answer", "data": data}},
    )
    answer = world.post(body, world.service.token(world.clock()))
    assert answer.json()["statusCode"] == 200
    _wait_for(lambda: world.rasa.texts[1:] == ["/deny"])


def _wait_for(truth: Callable[[], bool]) -> None:
    for _ in range(250):
        if truth():
            return
        time.sleep(0.02)
    pytest.fail("it did not become so")


def test_an_activity_that_comes_again_acts_once(world: World) -> None:
    world.say(WORRY, id="same")
    assert world.say(WORRY, id="same") == []
    assert world.rasa.texts == [WORRY]


def test_an_activity_that_comes_again_while_it_is_worked_on_acts_once(world: World) -> None:
    world.rasa.delay.clear()
    first = threading.Thread(target=world.say, args=(WORRY,), kwargs={"id": "same"})
    first.start()
    _wait_for(lambda: world.rasa.texts == [WORRY])
    assert world.send(text=WORRY, id="same").status_code == 200
    world.rasa.delay.set()
    first.join()
    assert world.rasa.texts == [WORRY]
    assert len(world.service.said()) == 1


def test_what_could_not_be_answered_is_answered_when_it_comes_again(world: World) -> None:
    world.service.answers = [(201, {}), (401, {})]
    assert world.say(WORRY, id="same") == []
    assert len(world.say(WORRY, id="same")) == 1
    assert world.rasa.texts == [WORRY]


def test_throttling_is_waited_for_and_nothing_is_lost(world: World) -> None:
    world.service.answers = [(201, {}), (429, {"Retry-After": "1"})]
    began = time.monotonic()
    assert len(world.say(WORRY)) == 1
    assert time.monotonic() - began >= 1


KINDS: dict[str, tuple[Json, str]] = {
    "edited": ({"type": "messageUpdate", "text": WORRY}, "Je hebt een bericht aangepast."),
    "deleted": ({"type": "messageDelete", "text": None}, "Je hebt een bericht weggehaald"),
    "a file": (
        {"text": None, "attachments": [{"contentType": "image/png", "contentUrl": "https://x"}]},
        "Ik kan geen bestanden of foto's openen.",
    ),
    "installed": (
        {"type": "installationUpdate", "action": "add", "text": None},
        "Iets niet pluis?",
    ),
}


@pytest.mark.parametrize(("changes", "begins"), KINDS.values(), ids=KINDS.keys())
def test_what_is_no_message_gets_a_friendly_word(world: World, changes: Json, begins: str) -> None:
    (answer,) = world.answers_to(**changes)
    assert plain(answer).startswith(begins)
    assert world.rasa.heard == []


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}], "text": None},
        {"type": "typing", "text": None},
        {"type": "somethingNew", "text": None},
        {"type": "event", "name": "application/vnd.microsoft.readReceipt", "text": None},
    ],
    ids=lambda changes: changes["type"],
)
def test_what_asks_for_nothing_gets_nothing(world: World, changes: Json) -> None:
    assert world.answers_to(**changes) == []
    assert world.rasa.heard == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("task/fetch", "task"),
        ("composeExtension/query", "composeExtension"),
        ("signin/verifyState", None),
        ("iets/anders", None),
    ],
)
def test_an_unknown_invoke_is_answered_politely(
    world: World, name: str, expected: str | None
) -> None:
    body = world.service.activity(world.clock(), type="invoke", name=name, value={"x": 1})
    answer = world.post(body, world.service.token(world.clock()))
    assert answer.status_code == 200
    assert list(answer.json()) == ([expected] if expected else [])


def test_a_message_with_its_own_html_beside_it_holds_no_file(world: World) -> None:
    (danger,) = world.say(WORRY, attachments=[{"contentType": "text/html", "content": "<p>"}])
    assert "gevaar" in plain(danger)


def test_role_and_municipality_are_asked_once_and_then_known(world: World) -> None:
    (hello,) = world.answers_to(type="installationUpdate", action="add", text=None)
    data = _action(hello, "Onthoud dit")["data"]
    (thanks,) = world.answers_to(
        text="x", value={**data, "role": "counter", "municipality": "groningen"}
    )
    assert plain(thanks).startswith("Dank je, dat onthoud ik.")
    world.say(WORRY)
    known = world.rasa.heard[0]["metadata"]
    assert (known["role"], known["municipality"]) == ("counter", "groningen")


def test_who_stands_in_the_file_is_not_asked(world: World) -> None:
    (hello,) = world.answers_to(type="installationUpdate", action="add", text=None, **YOUTH_WORKER)
    assert actions(hello) == []


def test_a_role_that_does_not_exist_is_not_kept(world: World) -> None:
    (answer,) = world.answers_to(
        text="x", value={"np": {"profile": True}, "role": "mayor", "municipality": "nergens"}
    )
    assert plain(answer).startswith("Dat kon ik niet lezen.")


def test_taking_the_app_away_forgets_the_chat_and_the_conversation(world: World) -> None:
    (end,) = _tell_until_handoff(world)
    world.press(_action(end, "Laat het me hier weten"))
    world.send(type="installationUpdate", action="remove", text=None)
    kept = world.stored()
    before = world.rasa.heard[-1]["sender"]
    assert [row for row in kept.splitlines() if len(row) > 300] == []
    world.clock.forward(seconds=1)
    world.say(WORRY)
    assert world.rasa.heard[-1]["sender"] != before


def test_english_goes_by_the_language_of_the_client_where_nothing_was_said(world: World) -> None:
    (hello,) = world.answers_to(type="installationUpdate", action="add", text=None, locale="en-GB")
    assert plain(hello).startswith("Something not right?")


def test_a_question_in_a_channel_is_answered_there_with_its_source(world: World) -> None:
    (answer,) = world.say(
        "<at>Niet-Pluis</at> wat doet een aandachtsfunctionaris?", **_in_channel()
    )
    assert QUESTION_TEXT in plain(answer)
    assert "/kennis/gids-1" in plain(answer)
    assert world.service.sent[-1].conversation == "19:team;messageid=1"


def test_a_question_in_a_channel_without_an_answer_is_not_made_up(world: World) -> None:
    (answer,) = world.say("<at>Niet-Pluis</at> wat kost een parkeervergunning?", **_in_channel())
    assert plain(answer).startswith("Dat weet ik niet.")


STORIES = [
    WORRY,
    "wat moet ik doen met een meisje van 16?",
    "ik vertrouw het niet bij de nagelstudio",
    "kan iemand helpen? er ligt een vrouw op straat",
    "mag ik het adres Dorpsstraat 12 doorgeven?",
    "wat als haar vriend haar paspoort heeft?",
    "jan@voorbeeld.nl",
]


@pytest.mark.parametrize("story", STORIES)
def test_what_looks_like_a_signal_moves_to_a_private_chat_unrepeated(
    world: World, story: str
) -> None:
    public, private = world.say(f"<at>Niet-Pluis</at> {story}", **_in_channel())
    said = f"{public}{private}"
    assert "Laten we dit privé doen" in plain(public)
    assert plain(public).startswith("Is er nu gevaar? Bel 112.")
    assert plain(private).startswith("Je noemde mij in een kanaal.")
    assert world.service.sent[-1].conversation == "a:opened-29:person"
    assert story not in said
    assert world.rasa.heard == []


def test_nothing_of_a_channel_is_stored(world: World) -> None:
    world.service.opens_chats = False
    world.say(f"<at>Niet-Pluis</at> {WORRY}", **_in_channel())
    rows = [row for row in world.stored().splitlines() if row]
    # The one row says that this activity was answered: two keyed hashes, without the text in them.
    assert len(rows) == 1
    assert world.say("<at>Niet-Pluis</at> iets anders", **_in_channel(id=f"m{world.number}")) == []


def test_without_the_app_the_button_in_the_channel_leads_to_the_chat(world: World) -> None:
    world.service.opens_chats = False
    (public,) = world.say(f"<at>Niet-Pluis</at> {WORRY}", **_in_channel())
    (button,) = actions(public)
    assert button["url"] == f"https://teams.microsoft.com/l/chat/0/0?users={BOT}"


def test_what_is_not_said_to_us_in_a_channel_is_left_alone(world: World) -> None:
    assert world.say(WORRY, **_in_channel(entities=[])) == []
    assert world.answers_to(**_in_channel(type="messageUpdate", text=WORRY)) == []
    assert world.rasa.heard == []


def test_one_persons_channel_and_private_chat_never_share_a_conversation(world: World) -> None:
    world.say(WORRY)
    world.say("<at>Niet-Pluis</at> nee", **_in_channel())
    world.say("<at>Niet-Pluis</at> 2", **_in_channel())
    assert world.rasa.texts == [WORRY]


def test_two_people_never_share_a_conversation(world: World) -> None:
    world.say(WORRY)
    world.say(WORRY, **YOUTH_WORKER, conversation={"conversationType": "personal", "id": "a:two"})
    first, second = (body["sender"] for body in world.rasa.heard)
    assert first != second


def test_with_the_bot_down_the_person_gets_112_and_a_number(world: World) -> None:
    world.rasa.close()
    (answer,) = world.say(WORRY)
    assert plain(answer).startswith("Is er nu gevaar? Bel 112.")
