"""A list of ticks may send what it holds, in its own order, and nothing else."""

from channels.conversations import Conversation
from channels.messages import Outbound
from channels.picks import picked, picks

PICK = {
    "options": [{"code": code, "title": code} for code in ("a", "b", "c")],
    "none": {"title": "Geen", "payload": '/inform{"signs": "none"}'},
    "payload": '/inform{"signs": "{codes}"}',
}


def test_every_way_to_tick_the_list_is_offered_and_nothing_beside_it() -> None:
    after = Conversation(0).said([Outbound("Klopt dit?", custom={"pick": PICK})])
    assert len(picks({"pick": PICK})) == 2**3
    assert after.offers('/inform{"signs": "a c"}')
    assert after.offers('/inform{"signs": "none"}')
    for typed in ("c a", "d", "a a", "", "{codes}"):
        assert not after.offers(f'/inform{{"signs": "{typed}"}}')


def test_ticks_are_sent_in_the_order_of_the_list_and_no_tick_as_none() -> None:
    assert picked(PICK, ["c", "a"]) == '/inform{"signs": "a c"}'
    assert picked(PICK, ["elders"]) == picked(PICK, []) == '/inform{"signs": "none"}'


def test_a_message_without_a_list_offers_none() -> None:
    assert picks({}) == ()
