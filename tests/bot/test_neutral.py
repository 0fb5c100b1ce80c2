"""What the models read says nothing of who somebody is."""

from datetime import date

import pytest
from components.age_rules import load_age_words
from components.danger_rules import load_danger_lexicon, read_danger
from components.facet_rules import load_facets
from components.folding import fold
from components.lookups import LOOKUPS
from components.neutral import load_neutral_words, neutral
from components.told_facts import told_facts

FACETS = load_facets(LOOKUPS / "facets.yml")
AGES = load_age_words(LOOKUPS / "ages.yml")
DANGER = load_danger_lexicon(LOOKUPS / "danger.yml")
SAME = [
    ("Een Poolse man werkt in de kas", "Een vrouw werkt in de kas"),
    ("Zij slaat haar man", "Hij slaat zijn vrouw"),
    ("Een Roma-kind moet bedelen", "Een kind moet bedelen"),
    ("Een meisje van 16 met autisme is weg", "Een jongen van 16 is weg"),
    ("A Nigerian woman is forced", "A gentleman is forced"),
    ("De lesbische buren maken herrie", "De katholieke buren maken herrie"),
    ("Hij heeft LVB en moest betalen", "Hij moest betalen"),
    ("Ze is slechthorend en werkt", "Ze werkt"),
    ("Mijn moslimneef is weg", "Mijn nicht is weg"),
    ("Ze wordt mishandeld door haar vriendin", "Hij wordt mishandeld door zijn partner"),
    ("Hij slaat zijn echtgenote", "Zij slaat haar echtgenoot"),
    ("De moslim slaat zijn vrouw", "Zij slaat haar man"),
    ("De islamiet moet een nier verkopen", "De Koerd moet een nier verkopen"),
    ("De Poolse wordt nu geslagen", "Hij wordt nu geslagen"),
    ("Een christen werkt zonder loon", "Een vrouw werkt zonder loon"),
    ("Een Chinese werkt zonder loon", "Een man werkt zonder loon"),
    ("Die jonge Marokkaan is weg", "Die jonge vrouw is weg"),
    ("Twee Roemenen slapen in de schuur", "Twee hindoes slapen in de schuur"),
    ("The Romanian who works here", "She who works here"),
    ("A Muslim is forced", "A woman is forced"),
    ("In de loods zitten vrouwen", "In de loods zitten mannen"),
    ("Mijn zusje van 12 en de huishoudster", "Mijn broertje van 12 en de huisknecht"),
    ("Two Poles sleep in the shed", "Two Christians sleep in the shed"),
]


def read(text: str) -> str:
    return neutral(fold(text), load_neutral_words())


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_story_of_another_reads_the_same(one: str, other: str) -> None:
    assert read(one) == read(other)


@pytest.mark.parametrize(
    "text",
    [
        "let op de deur",
        "drie mannen op de gang",
        "ik spreek engels",
        "het bureau haalt mensen uit polen",
        "achter het schot",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert read(text) == text


def _told(text: str) -> dict[str, tuple[object, str]]:
    facts = told_facts(text, FACETS, AGES, date(2026, 6, 15))
    return {fact.name: (fact.value, text[fact.start : fact.end]) for fact in facts}


@pytest.mark.parametrize(
    "who", ["Turkse ", "Albanese ", "homoseksuele ", "dove ", "moslim", "gereformeerde "]
)
def test_the_rules_hear_the_same_facts_of_whomever_it_is_told(who: str) -> None:
    assert _told(f"Mijn {who}neef van 17 werkt zonder loon.") == {
        "age": (17, "17"),
        "age_group": ("minor", "17"),
        "exploitation_form": ("labour", "werkt zonder loon"),
        "role": ("resident", f"Mijn {who}neef"),
    }


def test_the_rules_hear_of_a_person_by_religion_what_they_hear_of_him() -> None:
    assert _told("De moslim van 17 werkt zonder loon.") == {
        "age": (17, "17"),
        "age_group": ("minor", "17"),
        "exploitation_form": ("labour", "werkt zonder loon"),
    }
    of_him = read_danger("hij slaat nu zijn vrouw", DANGER)
    assert read_danger("de hindoe slaat nu zijn vrouw", DANGER) == of_him


@pytest.mark.parametrize("who", ["", "Marokkaanse ", "lesbische ", "blinde "])
def test_danger_is_heard_for_whomever_it_is(who: str) -> None:
    told = read_danger(f"hij slaat nu zijn {who}vrouw", DANGER)
    assert told == read_danger("hij slaat nu zijn vrouw", DANGER)
    assert told.fired
