"""A report over a connection that keeps breaking, through the whole system with the real Rasa."""

from urllib.parse import urlsplit

from tests.conftest import System
from tests.integration.live.conftest import Talk, told
from tests.integration.live.conftest import node as node
from tests.integration.live.conftest import talk as talk
from tests.integration.live.cutter import cutting

CUTS = 25
REPORT = (
    "een man legt steeds het geld neer en houdt het paspoort van een jonge vrouw bij zich",
    "nee, er is nu geen gevaar",
    "ze is denk ik 20",
    "weet ik niet",
    "gewoon hier aan de balie",
    "ik heb het zelf gezien",
)


def test_a_report_over_a_connection_that_keeps_breaking_is_whole(
    system: System, talk: Talk
) -> None:
    with cutting(urlsplit(system.url).port or 0, CUTS) as wire:
        process = talk(f"http://127.0.0.1:{wire.port}", say=REPORT)
        (conversation,) = told(process, 120)
        assert wire.done > len(REPORT)
    one, two = (page["lines"] for page in conversation["pages"])
    assert one == two
    assert [line["seq"] for line in one] == list(range(1, len(one) + 1))
    mine = [(line["id"], line["text"]) for line in one if line["who"] == "person"]
    assert mine == list(zip(conversation["sent"], REPORT, strict=True))
    questions = [line["custom"]["question"] for line in one if "question" in line["custom"]]
    assert len(questions) >= len(REPORT)
    assert not any("error" in line["custom"] for line in one)
