"""The words of the rules come out of the lexicons, however they are written there."""

from pathlib import Path

from components.rule_words import RuleWords, load_rule_words

LISTS = ("ages", "cues", "danger", "facets", "intents", "neutral", "trades")


def words_of(folder: Path, phrases: str) -> RuleWords:
    for name in LISTS:
        (folder / f"{name}.yml").write_text("none: []\n", encoding="utf-8")
    (folder / "facets.yml").write_text(phrases, encoding="utf-8")
    return load_rule_words(folder=folder)


def test_a_pattern_gives_its_words_its_beginnings_and_its_pairs(tmp_path: Path) -> None:
    found = words_of(tmp_path, "form: {a: [au pair, dwang* ~2 (slaan|trapt), '*slachterij']}")
    assert {"au", "pair", "slaan", "trapt"} <= found.words
    assert (found.stems, found.tails) == (frozenset({"dwang"}), ("slachterij",))
    assert found.joined == {"aupair": "au pair"}


def test_an_expression_gives_its_whole_words(tmp_path: Path) -> None:
    found = words_of(tmp_path, r"form: ['/(?<!\w)(?:voorbije|afgelopen) (?:weken?|mnd)/']")
    assert {"voorbije", "afgelopen"} <= found.words
    assert not {"week", "weke", "mnd"} & found.words


def test_names_of_other_lists_are_no_words(tmp_path: Path) -> None:
    found = words_of(tmp_path, "past: {phrases: [vroeger], unless: [soonest], all: [weaponry]}")
    assert "vroeger" in found.words
    assert not {"soonest", "weaponry"} & found.words


def test_numbers_are_words_of_the_rules() -> None:
    assert {"zestien", "seventeen"} <= load_rule_words().words


def test_words_of_origins_and_trades_are_known_and_meant_by_no_slip() -> None:
    found = load_rule_words()
    assert {"afghan", "moslima", "voeger"} <= found.only_typed - found.words
