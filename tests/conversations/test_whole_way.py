"""From a typed worry to a handoff on an officer's screen, through the front doors."""

import json
import re
from typing import Any

import httpx
import pytest

from tests.conftest import Messages, System

CLERK = {"role": "counter", "municipality": "groningen"}
WORRY = (
    "er staat een meisje van 16 aan mijn balie, een man doet het woord en houdt haar paspoort bij "
    "zich. ze durft niks te zeggen"
)


def _custom(messages: Messages, key: str) -> Any:
    return next((m["custom"][key] for m in messages if key in (m.get("custom") or {})), None)


def _answer_until_handoff(talk: Any, messages: Messages, answers: dict[str, str]) -> Messages:
    for _ in range(15):
        if _custom(messages, "outcome"):
            return messages
        question = _custom(messages, "question")
        messages = talk(answers.get(question, "weet ik niet"))
    pytest.fail(f"no end after fifteen questions: {messages}")


ANSWERS = {
    "danger_now": "nee",
    "source": "zelf gezien",
    "ongoing": "ja dat gaat door",
    "disclosure": "alleen de aandachtsfunctionaris",
    "contact": "toestel 1234 van de balie",
    "confirm_summary": "/affirm",
}


@pytest.fixture(scope="module")
def handed_off(system: System) -> dict[str, Any]:
    """One signal, told and confirmed."""
    talk = system.person(**CLERK)
    last = _answer_until_handoff(talk, talk(WORRY), ANSWERS)
    assert _custom(last, "outcome") == "handoff"
    handoff: dict[str, Any] = _custom(last, "handoff")
    return handoff


def test_the_signal_goes_to_the_municipalitys_officer(handed_off: dict[str, Any]) -> None:
    assert handed_off["primary"]["route"] == "attention_officer"
    assert handed_off["urgency"] == "urgent"
    assert "veilig_thuis" in [desk["route"] for desk in handed_off["secondary"]]
    assert handed_off["reasons"][0] == "4"


def test_the_officer_reads_it_with_a_token(system: System, handed_off: dict[str, Any]) -> None:
    token = system.command("token", "--desk", handed_off["primary"]["desk"]).split()[-1]
    headers = {"Authorization": f"Bearer {token}"}
    listed = httpx.get(f"{system.url}/api/v1/signals", headers=headers).json()
    rows = listed["results"]
    assert len(rows) >= 1
    one = httpx.get(f"{system.url}/api/v1/signals/{rows[0]['id']}", headers=headers).json()
    assert one["schema"] == "nietpluis.signal/1"
    assert "paspoort" in one["observation"]
    assert one["age_group"] == "minor"
    assert one["indicators"]


def test_without_a_token_nobody_reads_anything(system: System) -> None:
    assert httpx.get(f"{system.url}/api/v1/signals").status_code == httpx.codes.UNAUTHORIZED


def test_the_reporter_follows_it_with_the_reference(
    system: System, handed_off: dict[str, Any]
) -> None:
    found = httpx.get(f"{system.url}/api/v1/follow-up/{handed_off['reference']}").json()
    assert found["status"] == "new"
    assert "observation" not in json.dumps(found)


def test_the_notice_holds_reference_urgency_and_link_only(
    system: System, handed_off: dict[str, Any]
) -> None:
    import time

    for _ in range(40):
        mails = list((system.var / "mail").rglob("*.eml"))
        if mails:
            break
        time.sleep(1)
    text = "\n".join(mail.read_text() for mail in mails)
    assert mails
    assert "paspoort" not in text
    assert "meisje" not in text
    assert "1234" not in text


def test_danger_in_the_middle_gets_112_in_that_very_reply(system: System) -> None:
    talk = system.person(**CLERK)
    talk("een jongen vertelt dat hij voor een man moet stelen")
    reply = talk("hij komt nu binnen met een mes en slaat hem")
    assert _custom(reply, "urgent_notice") == "call_112"
    assert "112" in reply[0]["text"]


def test_danger_in_english_as_first_words_gets_112_in_english(system: System) -> None:
    reply = system.person(**CLERK)("help, a man is stabbing a woman here right now")
    told = [m["text"] for m in reply if (m.get("custom") or {}).get("urgent_notice")]
    assert [text.split(".")[0] for text in told] == ["Call 112 now"]


def test_an_extension_is_no_age_and_a_municipality_may_be_named_as_people_do(
    system: System,
) -> None:
    talk = system.person(role="counter", municipality="Gemeente Groningen")
    worry = "ik zag dat een volwassen man zijn paspoort moest afgeven aan zijn baas"
    answers = {**ANSWERS, "contact": "toestel 12"}
    handoff = _custom(_answer_until_handoff(talk, talk(worry), answers), "handoff")
    assert handoff["primary"] == {"route": "attention_officer", "desk": "groningen-officer"}
    assert "a" not in handoff["reasons"]


def test_a_question_in_the_middle_is_answered_and_the_conversation_goes_on(
    system: System,
) -> None:
    talk = system.person(**CLERK)
    before = _custom(talk(WORRY), "question")
    reply = talk("wat doet een aandachtsfunctionaris?")
    assert _custom(reply, "citations")
    assert _custom(reply, "question") == before


@pytest.mark.parametrize(
    "text",
    ["", "🙂🙂🙂", "\x00\x07\x1b[31m", "a" * 100_000, "/bestaat_niet", '/deny{"x":1}', "/restart"],
    ids=["empty", "emoji", "control", "long", "unknown payload", "typed payload", "typed restart"],
)
def test_odd_input_gets_an_answer_and_leaves_everything_standing(system: System, text: str) -> None:
    body = {"sender": "odd", "message": text}
    answer = httpx.post(f"{system.url}/webhooks/rest/webhook", json=body, timeout=60)
    assert answer.status_code < 500
    assert httpx.get(f"{system.url}/health/ready", timeout=30).status_code == httpx.codes.OK
    assert system.person()("hoi")[0]["text"]


@pytest.mark.parametrize("greeting", ["goedemiddag", "hello"])
def test_a_greeting_is_answered_with_the_question_what_was_seen(
    system: System, greeting: str
) -> None:
    answers = system.person(role="counter", municipality="groningen")(greeting)
    assert [answer["custom"].get("question") for answer in answers] == ["observation"]


def test_invalid_json_is_refused_in_words(system: System) -> None:
    answer = httpx.post(
        f"{system.url}/webhooks/rest/webhook",
        content=b"{nee",
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_what_people_type_is_in_no_log(system: System) -> None:
    canary = "kanariepiet zegt zesentwintig"
    system.person(**CLERK)(f"er is iets met {canary}")
    for log in (system.var / "log").glob("*"):
        assert not re.search("kanariepiet", log.read_text(errors="replace")), log.name


def test_the_command_line_finds_guidance(system: System) -> None:
    found = json.loads(system.command("search", "mag ik een inschrijving weigeren", "--json"))
    results = found["results"] if isinstance(found, dict) else found
    assert {"rank", "score", "document", "title", "section", "page", "text"} <= set(results[0])
