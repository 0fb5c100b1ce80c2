"""The kinds of debris that the first five documents hold, one by one, in made-up texts."""

from pathlib import Path

from knowledge.model import Block
from knowledge.readers.elements import Heading
from knowledge.readers.text import elements_of, reading_of


def blocks(text: str) -> list[Block]:
    return [e for e in elements_of(text) if isinstance(e, Block)]


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def read_texts(text: str) -> list[str]:
    sections = reading_of(text, Path("tuin.txt")).sections
    return [block.text for section in sections for block in section.blocks]


def test_a_printers_slug_is_no_text() -> None:
    text = "Tuinboek.indd 1 30-11-12 16:04\n\nDe tuin ligt achter het huis en is groot genoeg.\n"
    assert texts(text) == ["De tuin ligt achter het huis en is groot genoeg."]


def test_trailing_spaces_do_not_part_a_sentence() -> None:
    lines = ("De tuin ligt achter het huis ", "en is groot genoeg voor tien ", "bomen en een kas. ")
    assert texts("\n\n".join(lines * 3))[0].startswith(
        "De tuin ligt achter het huis en is groot genoeg voor tien bomen en een kas."
    )


def test_a_hyphen_after_a_bracket_stays() -> None:
    text = (
        "De buren willen graag dat wij de tuin van vorig jaar (door)-\n"
        "ontwikkelen met hulp van wie daar woont en wie er werkt en\n"
        "dat wij daar samen met de kinderen van de school nog voor\n"
        "het begin van de vakantie en dus al heel ruim voor het eind van\n"
        "de zomer mee beginnen.\n"
    )
    assert "van vorig jaar (door)-ontwikkelen met hulp" in texts(text)[0]


def test_a_word_cut_across_a_page_is_mended_around_head_number_and_footnote() -> None:
    text = (
        "De Tuin van nu\n16\nDe eerste bladzijde gaat over planten die in\n"
        "het voorjaar bloeien en over de bomen die erbij\n"
        "staan. De eigenaar is trots op zijn nieuwe tuin-\n"
        "De Tuin van nu\n17\nhek1 dat hij zelf heeft gemaakt van hout uit het\n"
        "bos achter het huis waar hij al jaren woont.\n"
        "1 Hierbij moet gedacht worden aan eikenhout van de buren.\n"
        "De Tuin van nu\n18\nDe derde bladzijde gaat over rozen en over wat\n"
        "er verder nog groeit in de tuin van de buren.\n"
    )
    assert "trots op zijn nieuwe tuinhek dat hij zelf" in " ".join(read_texts(text))


def test_a_hyphen_before_a_capital_stays() -> None:
    text = "De markt is in Demodorp-\nNoord en gaat om negen\nuur open voor iedereen\ndie komt.\n"
    assert "Demodorp-Noord" in texts(text)[0]


def test_superscript_notes_between_rules_leave_the_sentence_whole() -> None:
    text = (
        "Het doel van de tuin achter het huis is om de mensen die er werken rust te\n\n---\n\n"
        "<sup>1</sup> De tuin werd in het najaar aangelegd door de buren.\n\n---\n\n"
        "vinden na een dag werken.<sup>1</sup>\n"
    )
    found = blocks(text)
    assert [(b.kind, b.marks) for b in found if b.kind == "footnote"] == [("footnote", ("1",))]
    assert read_texts(text)[0].endswith(
        "om de mensen die er werken rust te vinden na een dag werken."
    )


def test_a_table_with_tabs_keeps_its_rows() -> None:
    text = (
        "De oogst van dit jaar staat in de tabel.\n\nsoort\tkilo\nappel\t12\npeer\t.\n\n"
        "Volgend jaar komt er een boom bij.\n"
    )
    tables = [block.text for block in blocks(text) if block.kind == "table"]
    assert tables == ["soort | kilo", "appel | 12", "peer | ."]


def test_links_without_a_target_and_escaped_signs_lose_their_marks() -> None:
    text = "Zie [deze pagina](#) over de tuin, of het bestand tuin\\_plan in de map.\n"
    assert read_texts(text) == ["Zie deze pagina over de tuin, of het bestand tuin_plan in de map."]


def test_an_address_broken_by_a_space_is_whole_again() -> None:
    assert read_texts("Schrijf aan tuin@ demodorp.nl als je vragen hebt over de tuin.\n") == [
        "Schrijf aan tuin@demodorp.nl als je vragen hebt over de tuin."
    ]


def test_a_mobile_number_that_lacks_a_figure_is_left_out_too() -> None:
    assert "06" not in read_texts("De tuinman is bereikbaar op 06 1234567 en komt dan langs.\n")[0]


def test_bullets_of_every_make_become_items() -> None:
    text = (
        "In de tuin staan:\n\n•\tappels met rode wangen;\n»\tperen van de buurman;\n"
        "- a. pruimen die nog groen zijn;\n- b. kersen voor de vogels.\n"
    )
    assert [(b.kind, b.text) for b in blocks(text)] == [
        ("list_item", "appels met rode wangen;"),
        ("list_item", "peren van de buurman;"),
        ("list_item", "pruimen die nog groen zijn;"),
        ("list_item", "kersen voor de vogels."),
    ]


def test_contents_in_a_table_of_tabs_and_tags_are_taken_out() -> None:
    text = (
        "Inhoud\n<b>1 De tuin</b>\t3\n1.1 De bomen\t4\n1.2 De kas\t5\n2 Het hek\t7\n"
        "3 De sloot\t9\n\n# 1 De tuin\n\nDe tuin ligt achter het huis en is groot.\n"
    )
    assert texts(text) == ["De tuin ligt achter het huis en is groot."]
    assert [e.text for e in elements_of(text) if isinstance(e, Heading)] == ["1 De tuin"]


def test_the_numbering_decides_the_depth_and_not_the_hashes() -> None:
    text = "# 1 De tuin\n\nGroot.\n\n## 2 Het hek\n\nHoog.\n\n#### 2.1 De poort\n\nDicht.\n"
    levels = [(e.text, e.level) for e in elements_of(text) if isinstance(e, Heading)]
    assert levels == [("1 De tuin", 1), ("2 Het hek", 1), ("2.1 De poort", 2)]


def test_a_page_number_alone_cites_nothing() -> None:
    text = "De Tuin\n112\n" + "De tuin is groot en ligt achter het huis van de buren\n" * 1
    assert all("112" not in found for found in read_texts(text * 1))


def test_a_box_printed_again_in_the_last_chapter_is_folded() -> None:
    box = "De tuinman komt elke dinsdag om te snoeien en te maaien en blijft dan tot het donker is."
    text = f"# Kas\n\n{box}\n\nDe kas is van glas.\n\n# Slot\n\n{box} Dat doet hij graag.\n"
    assert sum("elke dinsdag" in found for found in read_texts(text)) == 1


def test_a_reference_of_one_word_is_kept_to_read_and_not_to_find() -> None:
    from knowledge.building import searchable
    from knowledge.chunking import chunk

    text = (
        "De tuin is groot1 en ligt achter het huis van de\nburen die er al jaren wonen en\n"
        "er elke dag werken.\n1 Ibidem, p. 4.\n"
    )
    notes = [p for p in chunk(reading_of(text, Path("t.txt"))).passages if p.kind == "footnote"]
    assert [(note.text, searchable(note)) for note in notes] == [("Ibidem, p. 4.", "")]
