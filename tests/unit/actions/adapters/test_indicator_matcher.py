# ruff: noqa: E501 - one case a line reads best
"""Signals recognised in what people type, denied ones left out."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.adapters.indicator_file import load_indicators
from actions.adapters.indicator_matcher import IndicatorMatcher
from actions.adapters.indicator_patterns import matches
from actions.domain.codes import Language
from actions.domain.indicators import Effect, Kind

MATCHER = IndicatorMatcher(load_indicators())


@pytest.fixture(scope="module")
def matcher() -> IndicatorMatcher:
    return MATCHER


SHOWN = [
    ("De baas heeft zijn paspoort en hij slaapt in de loods.", {"papers_taken", "poor_housing"}),
    ("paspoorten van alle jongens zijn ingenomen door de ploegbaas", {"papers_taken"}),
    ("The boss keeps their passports and they sleep on mattresses in the warehouse.", {"papers_taken", "poor_housing"}),
    ("hij deed steeds het woord en zij keek angstig naar de grond", {"someone_speaks_for", "anxious"}),
    ("ze wist haar eigen adres niet", {"unknown_own_address"}),
    ("elke week komt dezelfde man met een andere vrouw om in te schrijven", {"same_companion_many_registrations"}),
    ("er staan 12 mensen ingeschreven op één adres", {"many_at_one_address"}),
    ("hij krijgt maar 3 euro per uur en werkt 14 uur per dag", {"underpaid", "long_days"}),
    ("ze werkt zeven dagen in de week zonder vrije dag", {"no_day_off"}),
    ("he has to pay off his debt to the agency first", {"saddled_with_debt", "debt_to_employer"}),
    ("meisje van 15 met dure kleren en een tweede telefoon", {"minor_involved", "gifts"}),
    ("een loverboy haalt haar op bij school", {"lover_boy"}),
    ("iemand dreigt haar naaktfoto's door te sturen", {"sextortion", "threatened"}),
    ("zij moet seks hebben met klanten", {"forced_sex"}),
    ("hij is gedwongen om te stelen en moet het geld afgeven aan zijn oom", {"forced_crime", "proceeds_handed_over"}),
    ("zijn rekening wordt gebruikt door onbekende jongens", {"money_mule"}),
    ("leerling moet pakketjes rondbrengen", {"pupils_recruited_for_drugs"}),
    ("er is hem geld beloofd voor een nier", {"organ_money_promised"}),
    ("een vers litteken in zijn zij, hij wil niets zeggen", {"organ_scar"}),
    ("een onbekende man regelde de bloedtesten en betaalt alles", {"organ_medical_tests"}),
    ("morgen wordt ze naar Duitsland gebracht", {"about_to_be_moved"}),
    ("ze mag niet naar buiten", {"not_free_to_leave"}),
    ("haar vriend beheert haar bankpas en digid", {"money_handled_by_third"}),
    ("hij schrok zo van de handhaver dat hij wegrende", {"fear_of_uniform"}),
    ("ze had blauwe plekken op haar armen", {"visible_injuries"}),
    ("hij slaat haar", {"violence"}),
    ("het voelt niet pluis", {"gut_feeling"}),
    ("ze vroeg om hulp", {"asks_for_help"}),
    ("hij betaalt 400 euro voor een matras in de kelder", {"pays_for_shelter"}),
    ("als de inspectie komt moeten de mannen zich verstoppen", {"hidden_at_inspection"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), SHOWN)
def test_a_sentence_shows_its_signals(
    matcher: IndicatorMatcher, text: str, codes: set[str]
) -> None:
    assert codes <= {finding.code for finding in matcher.find(text)}


SILENT = [
    "Hij heeft zijn paspoort gewoon zelf.",
    "Ze had geen blauwe plekken en leek rustig.",
    "De man heeft een geldig paspoort en een woning.",
    "Een klant wil een paspoort aanvragen, wat zijn de kosten?",
    "Wat moet ik doen als iemand blauwe plekken heeft?",
    "Stel dat de baas het paspoort heeft afgepakt.",
    "Welke signalen horen bij uitbuiting?",
    "Is een blauw oog een signaal?",
    "Ik ben bang dat ik iets fout doe.",
    "Hij wordt niet bedreigd.",
    "Er was geen sprake van dwang of geweld.",
    "De baas heeft zijn paspoort niet.",
    "Ze is 34 jaar en werkt bij een bakker.",
    "Mevrouw wil haar rijbewijs verlengen.",
    "Kan ik morgen terecht voor een afspraak?",
    "Hij woont al 15 jaar hier met zijn gezin.",
    "We hadden een training over gedwongen prostitutie.",
    "Nobody threatened him.",
    "She did not have any bruises.",
    "Mijn telefoon is kapot.",
    "Zijn baas heeft zijn paspoort niet afgepakt.",
    "Hij slaat haar helemaal niet.",
    "He didn’t hit her and won't hit her.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_denied_imagined_or_ordinary_is_no_finding(
    matcher: IndicatorMatcher, text: str
) -> None:
    entries = matcher.catalogue.entries
    found = matcher.find(text)
    assert [f for f in found if entries[f.code].kind is not Kind.CIRCUMSTANCE] == []


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("de boer slaat hem als hij weg wil", "asks_for_help"),
        ("she gets beaten if she wants to leave", "asks_for_help"),
        ("hij zit op zolder en durft niets te zeggen", "coerced"),
        ("een man hield haar paspoort vast", "not_free_to_leave"),
    ],
)
def test_words_that_show_something_else_show_no_more(
    matcher: IndicatorMatcher, text: str, absent: str
) -> None:
    assert absent not in {finding.code for finding in matcher.find(text)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ze wil weg, als hij dat hoort wil hij haar iets aandoen", "asks_for_help"),
        ("zij durft geen nee te zeggen", "coerced"),
        ("durfde niet te weigeren", "coerced"),
    ],
)
def test_the_sign_itself_stays_one(matcher: IndicatorMatcher, text: str, code: str) -> None:
    assert code in {finding.code for finding in matcher.find(text)}


def test_a_denial_takes_away_only_what_it_denies(matcher: IndicatorMatcher) -> None:
    found = matcher.find("Hij had geen blauwe plekken, maar zijn baas heeft zijn paspoort.")
    assert [finding.code for finding in found] == ["papers_taken"]


def test_a_denial_does_not_reach_the_next_line(matcher: IndicatorMatcher) -> None:
    found = matcher.find("ze zegt niks\nHij slaat haar")
    assert [finding.code for finding in found] == ["violence"]


def test_evidence_is_the_words_themselves(matcher: IndicatorMatcher) -> None:
    text = "Volgens mij: de BAAS heeft zijn paspoort."
    (found,) = matcher.find(text)
    assert text[found.start : found.end] == found.evidence == "BAAS heeft zijn paspoort"


def test_labels_come_in_the_language_of_the_conversation(matcher: IndicatorMatcher) -> None:
    text = "De baas heeft zijn paspoort."
    labels = [matcher.find(text, language)[0].label for language in Language]
    assert labels == ["Iemand anders houdt de papieren", "Someone else holds the papers"]


def test_findings_establish_facts(matcher: IndicatorMatcher) -> None:
    assert matcher.effects_of("Meisje van 15, ze mag niet naar buiten.") == {
        Effect.MINOR,
        Effect.VIOLENCE_OR_COERCION,
    }
    assert matcher.effects_of("Hij werkt in een restaurant.") == frozenset()


def test_a_slip_of_the_keyboard_is_forgiven_in_long_words(matcher: IndicatorMatcher) -> None:
    found = matcher.find("de wekrgever heeft zijn pasport ingenomen")
    assert "papers_taken" in {finding.code for finding in found}


@pytest.mark.parametrize(
    ("term", "form", "expected"),
    [
        ("boot", "boot", True),
        ("boots", "boot", False),
        ("dwang", "dwangen", True),
        ("nee", "neen", False),
        ("paspoort*", "paspoorten", True),
        ("*loon", "uurloon", True),
        ("*loon*", "minimumloontje", True),
        ("werkgever", "wekgever", True),
        ("vermist", "vergist", False),
        ("mishandel*", "mishadeld", True),
    ],
)
def test_a_term_matches_its_forms(term: str, form: str, expected: bool) -> None:
    assert matches(term, form) is expected


WORDS = [
    "de",
    "baas",
    "heeft",
    "haar",
    "paspoort",
    "niet",
    "meer",
    "en",
    "geen",
    "blauwe",
    "plekken",
    ",",
    ".",
    "?",
    "als",
    "slaapt",
    "15",
    "jaar",
]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_evidence_always_stands_in_the_text_and_each_code_once(text: str) -> None:
    found = MATCHER.find(text)
    assert all(text[finding.start : finding.end] == finding.evidence for finding in found)
    assert len({finding.code for finding in found}) == len(found)


def test_a_known_sentence_is_read_in_less_than_fifty_milliseconds() -> None:
    text = "De baas heeft zijn paspoort en hij slaapt met 12 man in de loods, zegt hij."
    MATCHER.find(text)
    begin = time.process_time()
    for _ in range(20):
        MATCHER.find(text)
    assert (time.process_time() - begin) / 20 < 0.05


def test_nothing_is_found_in_nothing(matcher: IndicatorMatcher) -> None:
    assert matcher.find("") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zijn vriend verkoopt haar via een website", "zijn vriend verkoopt hem via een website"),
        ("hij dwingt haar tot seks met klanten", "hij dwingt hem tot seks met klanten"),
        ("the pimp sells her to men", "the pimp sells him to men"),
        ("hij slaat haar", "hij slaat hem"),
    ],
)
def test_what_is_done_to_him_is_the_same_signal(
    matcher: IndicatorMatcher, one: str, other: str
) -> None:
    codes = [{finding.code for finding in matcher.find(text)} for text in (one, other)]
    assert codes[0] == codes[1] != set()
