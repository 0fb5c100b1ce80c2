"""Claims become a person: role, municipality and desks by the rules of the installation."""

from typing import Any

import pytest

from actions.domain.codes import Role
from channels.sign_in.person import Person, RefusedError, Rule, person_of, unknown_names
from tests.unit.channels.fakes import DESK, DIRECTORY


def when(**claims: str) -> dict[str, frozenset[str]]:
    return {name: frozenset({value}) for name, value in claims.items()}


COUNTER = Rule(when(roles="balie"), role=Role.COUNTER, municipality="groningen")
OFFICER = Rule(when(roles="functionaris"), desks=(DESK.key,))
DEPUTY = Rule(when(roles="vervanger"), desks=(f"{DESK.key}.deputy", DESK.key))
RULES = (COUNTER, OFFICER, DEPUTY)


@pytest.mark.parametrize(
    ("claims", "person"),
    [
        ({"roles": ["balie"]}, Person("person:s1", Role.COUNTER, "groningen")),
        ({"roles": "balie"}, Person("person:s1", Role.COUNTER, "groningen")),
        (
            {"roles": ["functionaris", "balie", "iets"]},
            Person("person:s1", Role.COUNTER, "groningen", None, (DESK.key,)),
        ),
        (
            {"roles": ["vervanger", "functionaris"]},
            Person("person:s1", desks=(DESK.key, f"{DESK.key}.deputy")),
        ),
    ],
)
def test_rules_that_hold_add_up(claims: dict[str, Any], person: Person) -> None:
    assert person_of({"sub": "s1", **claims}, RULES, "sub") == person


def test_the_first_rule_that_gives_a_role_decides() -> None:
    later = Rule(when(roles="balie"), role=Role.CARE, municipality="veendam", organisation="zorg")
    found = person_of({"sub": "s1", "roles": "balie"}, (COUNTER, later), "sub")
    assert found == Person("person:s1", Role.COUNTER, "groningen", "zorg")


@pytest.mark.parametrize(
    ("claims", "holds"),
    [
        ({"tid": "t-1", "roles": ["balie"]}, True),
        ({"tid": "t-2", "roles": ["balie"]}, False),
        ({"tid": "t-1"}, False),
        ({"tid": "t-1", "roles": ["Balie"]}, False),
        ({"tid": "t-1", "roles": {"balie": True}}, False),
        ({"tid": "t-1", "roles": [["balie"]]}, False),
        ({"tid": "t-1", "roles": None}, False),
    ],
)
def test_all_that_a_rule_asks_for_must_be_there(claims: dict[str, Any], holds: bool) -> None:
    assert Rule(when(tid="t-1", roles="balie")).holds(claims) is holds


@pytest.mark.parametrize(
    ("claims", "holds"),
    [
        ({"realm_access": {"roles": ["balie"]}}, True),
        ({"realm_access.roles": ["balie"]}, True),
        ({"realm_access": ["balie"]}, False),
        ({"realm_access": {"roles": {"balie": 1}}}, False),
    ],
)
def test_a_claim_may_lie_inside_another(claims: dict[str, Any], holds: bool) -> None:
    rule = Rule({"realm_access.roles": frozenset({"balie"})})
    assert rule.holds(claims) is holds


def test_a_claim_that_is_true_or_a_number_can_be_asked_for() -> None:
    assert Rule(when(medewerker="True")).holds({"medewerker": True})
    assert Rule(when(afdeling="12")).holds({"afdeling": 12})


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"sub": "s1", "roles": ["iets"]}, "no_access"),
        ({"sub": "s1"}, "claims_missing"),
        ({"sub": "s1", "roles": []}, "claims_missing"),
        ({"sub": "s1", "roles": "", "x": 1}, "claims_missing"),
        ({"sub": "s1", "_claim_names": {"roles": "src1"}}, "too_many_groups"),
        ({"sub": "s1", "_claim_names": {"address": "src1"}}, "claims_missing"),
        ({"roles": ["balie"]}, "claims_missing"),
        ({"sub": "", "roles": ["balie"]}, "claims_missing"),
        ({"sub": 7, "roles": ["balie"]}, "claims_missing"),
        ({"sub": "iemand@x.nl", "roles": ["balie"]}, "claims_missing"),
    ],
)
def test_who_is_nobody_here_is_told_why(claims: dict[str, Any], code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        person_of(claims, RULES, "sub")
    assert refused.value.code == code
    assert "iemand" not in refused.value.reason


def test_only_what_is_known_is_told_to_the_conversation() -> None:
    assert Person("person:s1", Role.CARE, None, "zorg").known == {
        "role": "care",
        "organisation": "zorg",
    }


def test_names_that_the_directory_does_not_have_are_found() -> None:
    wrong = Rule(when(roles="x"), Role.CARE, "atlantis", None, ("nergens", f"{DESK.key}.deputy"))
    assert unknown_names((COUNTER, wrong), DIRECTORY) == ["atlantis", "nergens"]
