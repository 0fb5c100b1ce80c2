"""The shipped guidance: well formed, sourced in every line, readable, and nobody else's words."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import textstat  # type: ignore[import-untyped]
import yaml

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT / "knowledge" / "corpus"
DOCUMENTS = ROOT.parent / "shared" / "documents"

SOURCE_DOCUMENTS = frozenset(
    {
        "groningen-actieprogramma-mensenhandel-2022-2024",
        "groningen-expertsessie-mensenhandel-2021",
        "nationaal-rapporteur-effectieve-aanpak-gemeenten-2012",
        "vng-onderzoek-aanpak-mensenhandel-2021",
        "westerwolde-beleid-mensenhandel-2022",
    }
)
OWN_ADVICE = "eigen advies"
OWN_ADVICE_SECTION = "nog door een deskundige te toetsen"
# What the product itself does is not in any paper: these pages of the project say it.
OWN_BEHAVIOUR = "niet-pluis"
OWN_BEHAVIOUR_SECTIONS = frozenset({"beslistabel", "hoe het werkt", "privacy", "statussen"})
PUBLIC_PREFIX = "openbare-bron: "
PUBLIC_SITES = frozenset(
    {
        "chatmetfier.nl",
        "comensha.nl",
        "fairwork.nu",
        "geldrop-mierlo.nl",
        "kijkopmensenhandel.nl",
        "midden-groningen.nl",
        "nidos.nl",
        "politie.nl",
        "scherpenzeel.nl",
        "sittard-geleen.nl",
        "slachtofferhulp.nl",
        "veiligthuisnoordoostgelderland.nl",
        "wegwijzermensenhandel.nl",
    }
)
# The only numbers and addresses that guidance may print: lines for everybody, never a person's.
PUBLIC_NUMBERS = frozenset(
    {"09008844", "08005151", "31703334444", "0334481186", "08002000", "08007000"}
)
PUBLIC_ADDRESSES = frozenset({"mensenhandel@groningen.nl", "info@comensha.nl"})

LONGEST_SENTENCE = 20  # words, Dutch language level B1
LOWEST_FLESCH_DOUMA = 60.0
COPIED_RUN = 8  # words in a row that would be somebody else's sentence
WORDS_PER_PAGE = 350

FRONT_MATTER_KEYS = ["title", "language", "topic", "year", "status", "publisher"]
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MARKER = re.compile(r"\s*\[\[([^\[\]]+)\]\]$")
LIST_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
HONORIFIC = re.compile(
    r"\b(?:[Mm]evrouw|[Mm]eneer|[Dd]e heer|Mr|Mrs|Ms|Dhr|Mw)\.?\s+(?:(?:van|de|den|der)\s+)*[A-Z]"
)
# Given names common in Dutch towns: guidance speaks of roles, and invents nobody.
_GIVEN_NAMES = """
    Ahmed Ali Alina Amina Andrei Anna Anne Bas Bram Daan Daniel Elena Emma Esra Eva Fatima Femke
    Frank Hans Hassan Henk Ibrahim Ivan Jan Jeroen Johan Karin Kees Kim Lars Lena Lisa Lotte Marek
    Maria Marta Mehmet Mohammed Monique Murat Natalia Noor Oksana Olga Omar Peter Piet Piotr Rachid
    Robert Samira Sanne Sara Simo Sophie Sven Thijs Tim Viktor Willem Yasmin Youssef
"""
GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())

FILES = sorted(CORPUS.glob("*/*.md"))
DUTCH = [path for path in FILES if path.parent.name == "nl"]
ENGLISH = [path for path in FILES if path.parent.name == "en"]

needs_documents = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason="the source documents lie beside the project, not in it"
)
every_file = pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}"
)
every_dutch_file = pytest.mark.parametrize("path", DUTCH, ids=lambda path: path.stem)


def split(path: Path) -> tuple[dict[str, object], str]:
    """The front matter and the body of one guidance file."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def blocks(path: Path) -> list[str]:
    """Every paragraph and every list item, marker included; headings left out."""
    found: list[str] = []
    fresh = True
    for line in split(path)[1].splitlines():
        if not line.strip() or line.startswith("#"):
            fresh = True
        elif fresh or LIST_ITEM.match(line):
            found.append(line.strip())
            fresh = False
        else:
            found[-1] = f"{found[-1]} {line.strip()}"
    return found


def prose(path: Path) -> list[str]:
    """What a person reads of each paragraph and item."""
    return [LIST_ITEM.sub("", MARKER.sub("", block)) for block in blocks(path)]


def sources(path: Path) -> list[tuple[str, str]]:
    """All (source, section) pairs that the file rests on."""
    pairs = []
    for block in blocks(path):
        marker = MARKER.search(block)
        for part in marker.group(1).split(";") if marker else []:
            name, _, section = part.partition("|")
            pairs.append((name.strip(), section.strip()))
    return pairs


def is_known(name: str, section: str) -> bool:
    """Whether a marker points at something that guidance may rest on."""
    if name == OWN_ADVICE:
        return section == OWN_ADVICE_SECTION
    if name == OWN_BEHAVIOUR:
        return section in OWN_BEHAVIOUR_SECTIONS
    public = name.startswith(PUBLIC_PREFIX) and name.removeprefix(PUBLIC_PREFIX) in PUBLIC_SITES
    return bool(section) and (public or name in SOURCE_DOCUMENTS)


def sentences(text: str) -> list[str]:
    return [piece for piece in re.split(r"(?<=[.!?:])[”\"')]*\s+", text) if WORD.search(piece)]


def words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


@cache
def document(name: str) -> str:
    """A source document with words broken at line ends joined again."""
    text = (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8").replace("’", "'")
    return re.sub(r"(\w)-\s*\n\s*(?=[a-z])", r"\1", text)


@cache
def copied_runs() -> frozenset[tuple[str, ...]]:
    """Every run of words in the source documents that guidance may not repeat."""
    runs: set[tuple[str, ...]] = set()
    for name in SOURCE_DOCUMENTS:
        tokens = words(document(name))
        runs.update(zip(*(tokens[start:] for start in range(COPIED_RUN)), strict=False))
    return frozenset(runs)


def has_section(name: str, section: str) -> bool:
    """Whether each part of `section` is a numbered heading, or words, of the document."""
    heading = re.sub(r",? p\. ?\d+(-\d+)?$", "", section.replace("’", "'"))
    return any(
        all(_has_part(document(name), part.strip()) for part in re.split(separators, heading))
        for separators in (":", "[:,]")
    )


def _has_part(text: str, part: str) -> bool:
    if re.fullmatch(r"B?\d+(\.\d+)*", part):
        return bool(re.search(rf"^[^\w\n]*{re.escape(part)}\.?[*_ ]", text, re.MULTILINE))
    return part.lower() in " ".join(text.split()).lower()


def test_the_dutch_corpus_holds_at_least_forty_eight_pages() -> None:
    total = sum(len(words(" ".join(prose(path)))) for path in DUTCH)
    assert total >= 48 * WORDS_PER_PAGE


def test_every_dutch_file_has_an_english_one_about_the_same_topic() -> None:
    topics = [{path.name: split(path)[0]["topic"] for path in side} for side in (DUTCH, ENGLISH)]
    assert topics[0] == topics[1]


@every_file
def test_front_matter_names_what_the_index_needs(path: Path) -> None:
    front, body = split(path)
    assert [key for key in front if key != "municipality"] == FRONT_MATTER_KEYS
    assert SLUG.fullmatch(str(front.get("municipality", "elke-gemeente")))
    assert front["language"] == path.parent.name
    assert SLUG.fullmatch(str(front["topic"]))
    assert (front["year"], front["status"], front["publisher"]) == (2026, "current", "Niet-Pluis")
    assert body.lstrip().startswith(f"# {front['title']}\n")


@every_file
def test_every_paragraph_and_list_item_ends_with_its_source(path: Path) -> None:
    assert [block for block in blocks(path) if not MARKER.search(block)] == []


@every_file
def test_every_source_is_a_known_one(path: Path) -> None:
    assert [pair for pair in sources(path) if not is_known(*pair)] == []


@needs_documents
@every_file
def test_every_cited_section_exists_in_its_document(path: Path) -> None:
    missing = [
        (name, section)
        for name, section in sources(path)
        if name in SOURCE_DOCUMENTS and not has_section(name, section)
    ]
    assert missing == []


@needs_documents
@every_file
def test_no_sentence_is_taken_from_a_document(path: Path) -> None:
    copied = []
    for text in prose(path):
        tokens = words(text)
        runs = zip(*(tokens[start:] for start in range(COPIED_RUN)), strict=False)
        copied += [" ".join(run) for run in runs if run in copied_runs()]
    assert copied == []


@every_file
def test_nobody_is_named_and_no_private_line_is_printed(path: Path) -> None:
    text = "\n".join(prose(path))
    names = [word for word in re.findall(r"\b[A-Z][a-z]+\b", text) if word in GIVEN_NAMES]
    digits = [re.sub(r"\D", "", found) for found in re.findall(r"\+?\d[\d \-]{7,}\d", text)]
    numbers = [n for n in digits if len(n) >= 9 and n.lstrip("0") not in _bare_numbers()]
    addresses = re.findall(r"[\w.+-]+@\s?[\w-]+\.\w+", text)
    assert (names, HONORIFIC.findall(text), numbers) == ([], [], [])
    assert set(addresses) <= PUBLIC_ADDRESSES


def _bare_numbers() -> frozenset[str]:
    return frozenset(number.lstrip("0") for number in PUBLIC_NUMBERS)


@every_file
def test_headings_go_down_one_step_at_a_time(path: Path) -> None:
    levels = [len(found) for found in re.findall(r"^(#+) ", split(path)[1], re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 and after <= 3 for before, after in pairwise(levels))


@every_dutch_file
def test_dutch_sentences_are_short(path: Path) -> None:
    long = [
        sentence
        for text in prose(path)
        for sentence in sentences(text)
        if len(words(sentence)) > LONGEST_SENTENCE
    ]
    assert long == []


@every_dutch_file
def test_dutch_reads_at_language_level_b1(path: Path) -> None:
    textstat.set_lang("nl")
    assert textstat.flesch_reading_ease("\n".join(prose(path))) >= LOWEST_FLESCH_DOUMA
