"""Whose address or number it is: the reporter's own, or that of somebody in the story."""

import pytest
from components.folding import fold
from components.own_contact import own_contact


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mail me op melder@voorbeeld.nl", "melder@voorbeeld.nl"),
        ("naam mag. bel 0612345678 na vijven", "0612345678"),
        ("e-mail was verkeerd, het is balie@voorbeeld.nl", "balie@voorbeeld.nl"),
        ("ja hoor 06-12345678", "06-12345678"),
        ("de pooier mailt vanaf baas@voorbeeld.nl", None),
        ("mijn cliente krijgt mails van baas@voorbeeld.nl", None),
        ("zijn bsn is 123456789", None),
        ("bel me niet op 0612345678", None),
        ("zijn nummer 0612345678 stond op de muur van die woning aan de kade", None),
    ],
)
def test_only_ones_own_address_is_a_way_to_be_reached(text: str, told: str | None) -> None:
    facts = own_contact(text, fold(text))
    assert [fact.value for fact in facts] == ([told] if told else [])
