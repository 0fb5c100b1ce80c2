"""Each kind of layout debris, in small made-up texts."""

from pathlib import Path

from knowledge.model import Block
from knowledge.readers.elements import Element, Heading
from knowledge.readers.text import elements_of, reading_of


def blocks(text: str) -> list[Block]:
    return [e for e in elements_of(text) if isinstance(e, Block)]


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def headings(text: str) -> list[tuple[str, int]]:
    return [(e.text, e.level) for e in elements_of(text) if isinstance(e, Heading)]


def kinds(elements: tuple[Element, ...]) -> list[str]:
    return [e.kind if isinstance(e, Block) else "heading" for e in elements]


WRAPPED = (
    "De bakker op de hoek bakt elke dag brood voor\n"
    "de hele straat en hij doet dat al jaren met\n"
    "veel plezier en ook met veel geduld voor zijn\n"
    "klanten uit de buurt.\n"
)


def test_lines_of_one_sentence_are_joined() -> None:
    assert texts(WRAPPED) == [
        "De bakker op de hoek bakt elke dag brood voor de hele straat en hij doet dat al jaren "
        "met veel plezier en ook met veel geduld voor zijn klanten uit de buurt."
    ]


def test_a_blank_line_after_every_line_parts_no_sentence() -> None:
    spaced = WRAPPED.replace("\n", "\n\n")
    assert texts(spaced) == texts(WRAPPED)


def test_a_word_cut_at_a_line_end_is_mended_and_a_real_hyphen_stays() -> None:
    text = (
        "De gemeente zoekt een nieuwe fietsen-\n"
        "maker en vraagt ook om informatie-uitwisseling met\n"
        "de winkels, want zonder informatie-\n"
        "uitwisseling lukt het niet en in Zuid-\n"
        "Oost staat al een zaak.\n"
    )
    assert texts(text) == [
        "De gemeente zoekt een nieuwe fietsenmaker en vraagt ook om informatie-uitwisseling met "
        "de winkels, want zonder informatie-uitwisseling lukt het niet en in Zuid-Oost staat "
        "al een zaak."
    ]


PAGED = """Het tuinboek - alles over planten en bomen
7
De eerste bladzijde gaat over tulpen en die tekst
loopt door tot aan het einde van de bladzijde en
Het tuinboek - alles over planten en bomen
8
daarna gaat zij op de volgende bladzijde verder
zonder dat de zin is afgelopen.
Het tuinboek - alles over planten en bomen
9
De derde bladzijde gaat over rozen en meer niet.
"""


def test_page_numbers_are_facts_and_running_heads_disappear() -> None:
    assert [(b.text[:22], b.page) for b in blocks(PAGED)] == [
        ("De eerste bladzijde ga", 7),
        ("De derde bladzijde gaa", 9),
    ]
    assert not any("tuinboek" in text for text in texts(PAGED))


def test_facing_pages_glued_into_one_number_give_the_lower_page() -> None:
    text = "54\n\n" + WRAPPED + "\n76\n\n" + WRAPPED.replace("bakker", "slager")
    assert [block.page for block in blocks(text)] == [4, 6]


CONTENTS = """Inhoud
1 Tulpen 3
2 Rozen 5
2.1 Rode rozen 6
2.2 Witte rozen 7
3 Bomen 9

1 Tulpen

Tulpen komen uit een bol en bloeien in het voorjaar.

2.1 Rode rozen

Rode rozen ruiken lekker en hebben doorns aan de stengel.
"""


def test_a_table_of_contents_leaves_only_knowledge_of_headings() -> None:
    assert headings(CONTENTS) == [("1 Tulpen", 1), ("2.1 Rode rozen", 2)]
    assert len(texts(CONTENTS)) == 2


NOTES = """De tuin is groot1 en er staan bomen2 die nog door
de vorige eigenaar zijn geplant in het jaar waarin
ook het hek kwam.
1 Gemeten van de schutting tot aan de sloot, met een
touw en een meetlint samen.
2 Zie ook de tekening van de tuin in de bijlage.
"""


def test_footnotes_leave_the_text_and_stay_reachable_by_their_number() -> None:
    found = blocks(NOTES)
    assert [(b.kind, b.marks) for b in found] == [
        ("paragraph", ()),
        ("footnote", ("1",)),
        ("footnote", ("2",)),
    ]
    sections = reading_of(NOTES, Path("tuin.txt")).sections
    body = sections[0].blocks[0]
    assert body.text.startswith("De tuin is groot en er staan bomen die")
    assert body.marks == ("1", "2")


def test_a_footnote_in_brackets_between_items_does_not_end_the_list() -> None:
    text = (
        "1. Appels zijn rond¹ en groeien aan een boom in de tuin.\n\n"
        "1) Meestal rond, maar soms ook een beetje scheef van vorm.\n\n"
        "2. Peren zijn niet rond en groeien aan een andere boom.\n"
    )
    assert kinds(elements_of(text)) == ["list_item", "footnote", "list_item"]


def test_bullets_become_list_items() -> None:
    text = (
        "Voor het werk in de tuin zijn nodig:\n- een schep en een hark;\n- een gieter met water.\n"
    )
    assert [(b.kind, b.text) for b in blocks(text)][1:] == [
        ("list_item", "een schep en een hark;"),
        ("list_item", "een gieter met water."),
    ]


def test_bare_lines_above_text_are_headings_below_numbered_ones() -> None:
    text = (
        "2. De tuin\n\nGereedschap\n\nEen goede hark is het halve werk in een tuin.\n\n"
        "Kader: wat is mest?\n\nMest is voedsel voor planten en komt van dieren.\n"
    )
    assert headings(text) == [("2. De tuin", 1), ("Gereedschap", 8), ("Kader: wat is mest?", 8)]


def test_a_sentence_broken_off_by_a_box_finds_its_rest() -> None:
    text = (
        "Met dit plan voor de tuin achter ons eigen huis geven wij graag\n\n"
        "Gereedschap\n\nEen goede hark is het halve werk in een tuin.\n\n"
        "uitvoering aan de wens van alle buren in de straat.\n"
    )
    whole = (
        "Met dit plan voor de tuin achter ons eigen huis geven wij graag uitvoering aan de wens "
        "van alle buren in de straat."
    )
    assert whole in texts(text)


def test_literature_is_left_out() -> None:
    text = (
        "1. Tuinen\n\nEen tuin vraagt om aandacht en om water in de zomer.\n\n"
        "Literatuur\n\nJansen (2001). Alles over bomen en struiken.\n"
    )
    sections = reading_of(text, Path("tuin.txt")).sections
    assert [section.heading for section in sections] == [("1. Tuinen",)]


def test_a_pull_quote_that_repeats_the_text_is_folded() -> None:
    text = (
        "Onze tuinmannen zijn de ogen en oren van het park, want zij lopen daar elke dag rond "
        "en zien alles wat er groeit en bloeit.\n\n"
        "“Onze tuinmannen zijn de ogen en oren van het park, want zij lopen daar elke dag rond.”\n"
    )
    sections = reading_of(text, Path("tuin.txt")).sections
    assert sum(len(section.blocks) for section in sections) == 1


def test_private_numbers_and_addresses_are_left_out_and_a_mailbox_stays() -> None:
    text = (
        "Bel met 06-12 34 56 78 of mail naar j.bloem@tuin.example of naar "
        "planten@tuin.example voor hulp.\n"
    )
    sections = reading_of(text, Path("tuin.txt")).sections
    assert sections[0].blocks[0].text == (
        "Bel met […] of mail naar […] of naar planten@tuin.example voor hulp."
    )


def test_a_name_above_a_private_number_goes_with_it() -> None:
    text = (
        "2. Wie belt u?\n\nBel de tuinman over bomen en planten in het park.\n\n"
        "- Voornaam van der Achternaam\n- 06-12345678\n\nHet loket is elke dag open.\n"
    )
    sections = reading_of(text, Path("tuin.txt")).sections
    assert "Achternaam" not in " ".join(b.text for s in sections for b in s.blocks)


def test_far_from_the_last_page_number_the_page_is_unknown() -> None:
    parts = ["\n".join(f"tuin{i} {line}" for line in WRAPPED.splitlines()[:3]) for i in range(60)]
    pages = [block.page for block in blocks("7\n\n" + ".\n\n".join(parts))]
    assert (pages[0], pages[-1]) == (7, None)
