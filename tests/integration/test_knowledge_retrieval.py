"""From files to an index on disk to passages and answers, with the weights that ship."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.answering import calibration, confidence
from knowledge.embedding import StaticEmbedder, shipped_folder
from knowledge.errors import (
    IndexBrokenError,
    IndexMissingError,
    IndexOfOtherModelError,
    IndexOutdatedError,
    PassageUnknownError,
)
from knowledge.ingest import forget, ingest
from knowledge.model import Answer, DontKnow
from knowledge.naming import named
from knowledge.ranking import query_of
from knowledge.retrieval import open_retriever
from knowledge.shelf import open_shelf
from knowledge.store import Layout

DESK = """# Aan het loket

## Inschrijven

Wie in Demodorp komt wonen, schrijft zich in bij het loket Burgerzaken. De medewerker kijkt
naar het paspoort en naar het adres.

## Niet pluis

Voelt het niet goed aan de balie, dan meldt de medewerker dat bij de aandachtsfunctionaris
mensenhandel van Demodorp. Ook een klein vermoeden van uitbuiting is genoeg om te melden.
"""
WORK = """# Werk op het land

Arbeidsmigranten plukken aardbeien in de kas. Wie te weinig loon krijgt en zijn paspoort moet
afgeven, is misschien slachtoffer van arbeidsuitbuiting. De Nederlandse Arbeidsinspectie doet
daar onderzoek naar.
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "loket.md").write_text(DESK, encoding="utf-8")
    (folder / "land.md").write_text(WORK, encoding="utf-8")
    (folder / "loket-2012.md").write_text(
        DESK.replace("aandachtsfunctionaris", "regiocoördinator"), encoding="utf-8"
    )
    return folder


def test_a_second_ingestion_of_the_same_files_changes_nothing(files: Path, tmp_path: Path) -> None:
    first = ingest([files], tmp_path / "index")
    second = ingest([files], tmp_path / "index")
    assert first.added == ("land", "loket", "loket-2012")
    assert (second.added, second.replaced) == ((), ())
    assert second.unchanged == first.added
    assert second.version == first.version


def test_a_changed_file_replaces_and_a_broken_one_stops_nobody(files: Path, tmp_path: Path) -> None:
    ingest([files], tmp_path / "index")
    (files / "land.md").write_text(WORK.replace("aardbeien", "asperges"), encoding="utf-8")
    (files / "stuk.pdf").write_bytes(b"%PDF-1.4")
    (files / "leeg.txt").write_text("\n \n", encoding="utf-8")
    report = ingest([files], tmp_path / "index")
    assert report.replaced == ("land",)
    assert {(fault.name, fault.code) for fault in report.faults} == {
        ("stuk.pdf", "unreadable"),
        ("leeg.txt", "empty"),
    }
    hits = open_retriever(tmp_path / "index").search("asperges", 1)
    assert [hit.document for hit in hits] == ["land"]


def test_an_open_retriever_moves_on_when_it_is_told(files: Path, tmp_path: Path) -> None:
    ingest([files], tmp_path / "index")
    retriever = open_retriever(tmp_path / "index")
    assert forget(["land"], tmp_path / "index").removed == ("land",)
    assert "land" in {hit.document for hit in retriever.search("aardbeien", 3)}
    assert retriever.refresh()
    assert "land" not in {hit.document for hit in retriever.search("aardbeien", 3)}
    assert not retriever.refresh()


def test_what_has_left_its_folder_leaves_the_index(files: Path, tmp_path: Path) -> None:
    apart = tmp_path / "apart.md"
    apart.write_text("# Tuin\n\nDe tuin ligt achter het huis en is groot.\n", encoding="utf-8")
    ingest([files, apart], tmp_path / "index")
    (files / "land.md").unlink()
    apart.unlink()
    report = ingest([files], tmp_path / "index")
    assert (report.removed, report.unchanged) == (("land",), ("loket", "loket-2012"))
    index = open_retriever(tmp_path / "index").index
    assert set(index.documents) == {"apart", "loket", "loket-2012"}


def test_an_empty_folder_leaves_an_index_that_finds_nothing(files: Path, tmp_path: Path) -> None:
    ingest([files], tmp_path / "index")
    for file in files.iterdir():
        file.unlink()
    assert ingest([files], tmp_path / "index").removed == ("land", "loket", "loket-2012")
    retriever = open_retriever(tmp_path / "index")
    assert retriever.search("paspoort", 5) == ()
    assert isinstance(retriever.answer("waar meld ik dit"), DontKnow)


def test_two_copies_of_a_document_are_found_once(files: Path, tmp_path: Path) -> None:
    (files / "land-kopie.md").write_text(WORK, encoding="utf-8")
    ingest([files], tmp_path / "index")
    hits = open_retriever(tmp_path / "index").search("aardbeien plukken in de kas", 5)
    assert len({hit.document for hit in hits} & {"land", "land-kopie"}) == 1


def test_progress_is_told_for_every_file(files: Path, tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    ingest([files], tmp_path / "index", progress=lambda *step: heard.append(step))
    assert [name for name, _, of in heard if of == 3 and name] == [
        "land.md",
        "loket-2012.md",
        "loket.md",
    ]


def test_lay_words_find_policy_words(files: Path, tmp_path: Path) -> None:
    ingest([files], tmp_path / "index")
    retriever = open_retriever(tmp_path / "index")
    assert retriever.search("Poolse plukkers krijgen een hongerloon", 1)[0].document == "land"
    english = "the boss keeps the passports and pays too little"
    assert retriever.search(english, 1)[0].document == "land"


def test_history_never_says_where_to_go_now(files: Path, tmp_path: Path) -> None:
    ingest([files], tmp_path / "index")
    retriever = open_retriever(tmp_path / "index")
    now = retriever.search("bij wie moet ik een niet-pluisgevoel melden?", 10)
    then = retriever.search("regiocoördinator niet pluis", 10)
    assert "loket-2012" not in {hit.document for hit in now}
    assert {hit.document: hit.historic for hit in then}["loket-2012"]


def test_an_answer_quotes_literally_and_says_where(files: Path, tmp_path: Path) -> None:
    ingest([files], tmp_path / "index")
    retriever = open_retriever(tmp_path / "index")
    answer = retriever.answer("Bij wie meld ik een niet-pluisgevoel aan de balie?")
    assert isinstance(answer, Answer)
    assert 1 <= len(answer.sentences) <= 4
    for sentence in answer.sentences:
        cited = sentence.citation
        assert cited.document == "loket"
        passage = retriever.passage(cited.passage_id).passage
        assert passage.text[cited.start : cited.end] == sentence.text
    assert {hit.document for hit in answer.passages} <= {"loket", "land"}


def test_what_no_document_says_is_not_known(files: Path, tmp_path: Path) -> None:
    ingest([files], tmp_path / "index")
    answer = open_retriever(tmp_path / "index").answer("wat kost een pizza met salami")
    assert isinstance(answer, DontKnow)


def test_a_passage_knows_its_place_and_its_neighbours(files: Path, tmp_path: Path) -> None:
    ingest([files], tmp_path / "index")
    retriever = open_retriever(tmp_path / "index")
    hit = retriever.search("aardbeien", 1)[0]
    found = retriever.passage(hit.passage_id)
    reading = retriever.reading("land")
    assert reading[found.passage.start : found.passage.end] == found.passage.text
    with pytest.raises(PassageUnknownError):
        retriever.passage("nergens:0")


def test_the_scope_keeps_guidance_and_sources_apart(files: Path, tmp_path: Path) -> None:
    guidance = "# Hulp\n\nTe weinig loon is een signaal. [[land | Werk op het land]]\n"
    (files / "hulp.md").write_text(guidance, encoding="utf-8")
    ingest([files], tmp_path / "index")
    retriever = open_retriever(tmp_path / "index")
    question = "te weinig loon signaal"
    assert {hit.document for hit in retriever.search(question, 9, scope="guidance")} == {"hulp"}
    assert "hulp" not in {hit.document for hit in retriever.search(question, 9, scope="documents")}
    assert {"hulp", "land"} <= {hit.document for hit in retriever.search(question, 9)}


def test_no_index_is_said_clearly(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        open_retriever(tmp_path / "nothing")


def test_numpy_and_sentence_transformers_give_the_same_vectors() -> None:
    torch = pytest.importorskip("torch")
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    ours = StaticEmbedder.open(shipped_folder())
    module = StaticEmbedding(ours.tokenizer, embedding_weights=torch.from_numpy(ours.table))
    theirs = SentenceTransformer(modules=[module], device="cpu")
    texts = ["Waar meld ik een signaal?", "Te weinig loon en lange dagen.", "bedenktijd"]
    expected = theirs.encode(texts, normalize_embeddings=True)
    assert np.allclose(ours.queries(texts), expected, atol=1e-5)


def test_answering_loads_no_torch(files: Path, tmp_path: Path) -> None:
    ingest([files], tmp_path / "index")
    code = (
        "import sys, json, pathlib; from knowledge.retrieval import open_retriever;"
        "r = open_retriever(pathlib.Path(sys.argv[1])); r.answer('waar meld ik dit');"
        "print(json.dumps(sorted({'torch', 'sentence_transformers'} & set(sys.modules))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "index")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert json.loads(done.stdout) == []


def test_dense_search_through_faiss_gives_the_exact_neighbours_within_the_scope(
    files: Path, tmp_path: Path
) -> None:
    ingest([files], tmp_path / "index")
    index = open_retriever(tmp_path / "index").index
    vector = index.embedder.queries(["paspoort afgeven"])[0]
    current = ~index.traits.historic
    rows, near = index.nearest.search(vector, 10, current)
    likeness = index.vectors @ vector
    exact = [int(row) for row in np.argsort(-likeness, kind="stable") if current[row]]
    assert rows.tolist() == exact
    assert np.allclose(near, likeness[rows], atol=1e-5)


def test_passages_without_written_questions_are_not_put_last(files: Path, tmp_path: Path) -> None:
    corpus = Path(__file__).parents[2] / "knowledge" / "corpus" / "nl"
    shipped = [corpus / "04-arbeidsuitbuiting.md", corpus / "20-waar-meld-je.md"]
    ingest([files, *shipped], tmp_path / "index")
    retriever = open_retriever(tmp_path / "index")
    assert retriever.index.asked.any()
    assert retriever.search("aardbeien plukken in de kas", 1)[0].document == "land"


def test_an_english_question_is_answered_from_the_english_guidance(tmp_path: Path) -> None:
    corpus = Path(__file__).parents[2] / "knowledge" / "corpus"
    name = "36-verblijfsrecht-b8-bedenktijd.md"
    ingest([corpus / "nl" / name, corpus / "en" / name], tmp_path / "index")
    answer = open_retriever(tmp_path / "index").answer(
        "how long is the reflection period", None, "en"
    )
    assert isinstance(answer, Answer)
    assert {citation.document for citation in answer.citations} == {f"{name[:-3]}-en"}


def test_an_index_of_other_weights_is_not_opened(files: Path, tmp_path: Path) -> None:
    version = ingest([files], tmp_path / "index").version
    manifest = tmp_path / "index" / "versions" / version / "manifest.json"
    about = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**about, "embedder": "an-older-one"}), encoding="utf-8")
    with pytest.raises(IndexOfOtherModelError):
        open_retriever(tmp_path / "index")


def _manifest(index: Path, version: str) -> Path:
    return index / "versions" / version / "manifest.json"


def test_an_index_of_another_format_is_refused_and_made_anew(files: Path, tmp_path: Path) -> None:
    manifest = _manifest(tmp_path / "index", ingest([files], tmp_path / "index").version)
    about = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**about, "format": 1}), encoding="utf-8")
    with pytest.raises(IndexOutdatedError):
        open_retriever(tmp_path / "index")
    (files / "land.md").unlink()
    report = ingest([files], tmp_path / "index")
    assert (report.added, report.removed) == (("loket", "loket-2012"), ("land",))
    assert open_retriever(tmp_path / "index").search("paspoort", 1)


def test_a_damaged_index_is_refused_and_made_anew(files: Path, tmp_path: Path) -> None:
    manifest = _manifest(tmp_path / "index", ingest([files], tmp_path / "index").version)
    manifest.write_text("{", encoding="utf-8")
    with pytest.raises(IndexBrokenError):
        open_retriever(tmp_path / "index")
    ingest([files], tmp_path / "index")
    assert open_retriever(tmp_path / "index").search("paspoort", 1)


def test_a_newer_index_that_cannot_be_opened_leaves_the_earlier_one_answering(
    files: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ingest([files], tmp_path / "index")
    retriever = open_retriever(tmp_path / "index")
    (files / "land.md").write_text(WORK.replace("aardbeien", "asperges"), encoding="utf-8")
    manifest = _manifest(tmp_path / "index", ingest([files], tmp_path / "index").version)
    about = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**about, "embedder": "another"}), encoding="utf-8")
    assert [retriever.refresh(), retriever.refresh()] == [False, False]
    assert retriever.search("aardbeien", 1)[0].document == "land"
    assert [r.getMessage() for r in caplog.records if r.name == "nietpluis.knowledge"] == [
        "index made by another, opened with "
        f"{retriever.index.embedder.name}; the earlier version stays open. Run: nietpluis setup"
    ]


def test_the_wording_of_a_question_about_money_speaks_against_an_answer(
    files: Path, tmp_path: Path
) -> None:
    ingest([files], tmp_path / "index")
    retriever = open_retriever(tmp_path / "index")
    asked = [
        confidence(query_of(question, retriever.index, retriever.lexicon, "nl"), retriever.index)
        for question in (
            "wat doet de aandachtsfunctionaris mensenhandel van Demodorp",
            "wat verdient de aandachtsfunctionaris mensenhandel van Demodorp",
        )
    ]
    assert asked[0] > calibration().threshold > asked[1]


def test_the_own_municipality_comes_first_where_documents_say_the_same(tmp_path: Path) -> None:
    for town in ("demodorp", "demostad"):
        text = (
            f"# Melden\n\nIn de gemeente {town} meldt de medewerker te weinig loon bij het loket.\n"
        )
        (tmp_path / f"beleid-{town}.md").write_text(text, encoding="utf-8")
        (tmp_path / f"beleid-{town}.meta.yml").write_text(f"municipality: {town}\n")
    ingest([tmp_path / "beleid-demodorp.md", tmp_path / "beleid-demostad.md"], tmp_path / "index")
    retriever = open_retriever(tmp_path / "index")
    question = "waar meldt een medewerker te weinig loon"
    first = [retriever.search(question, 2, town)[0].document for town in ("demodorp", "demostad")]
    assert first == ["beleid-demodorp", "beleid-demostad"]


def test_of_two_alike_the_newer_comes_first_unless_the_past_is_asked_for(
    files: Path, tmp_path: Path
) -> None:
    ingest([files], tmp_path / "index")
    retriever = open_retriever(tmp_path / "index")
    assert retriever.search("niet pluis aan de balie", 3)[0].document == "loket"
    then = retriever.answer("was een klein vermoeden van uitbuiting vroeger genoeg om te melden")
    assert isinstance(then, Answer)
    assert then.historic
    assert then.year == 2012


def test_a_name_that_one_passage_has_goes_before_what_is_likelier(
    files: Path, tmp_path: Path
) -> None:
    plan = "De gemeente knapt twee speelplaatsen op en plant bomen langs de singel. " * 6
    told = "Wie vragen heeft, kan terecht bij Zonnebloem aan de Dorpsstraat. "
    (files / "jaarplan.md").write_text(f"# Jaarplan\n\n{plan}{told}{plan}", encoding="utf-8")
    ingest([files], tmp_path / "index")
    retriever = open_retriever(tmp_path / "index")
    assert retriever.search("loket zonnebloem", 1)[0].document == "jaarplan"
    assert retriever.search("loket", 1)[0].document == "loket"


def test_passages_that_stay_on_disk_answer_as_those_in_memory(files: Path, tmp_path: Path) -> None:
    ingest([files], tmp_path / "index")
    index = open_retriever(tmp_path / "index").index
    folder = Layout(tmp_path / "index").require_current()
    passages, columns, places = open_shelf(folder)
    on_disk = replace(index, passages=passages, columns=columns, rows=places)
    assert tuple(on_disk.passages) == index.passages
    assert on_disk.guidance == index.guidance
    assert on_disk.passage(index.passages[1].id) == index.passages[1]
    with pytest.raises(PassageUnknownError):
        on_disk.passage("loket:0000000000")


def test_in_an_english_question_only_a_word_with_a_capital_is_a_name(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(
        "# Plan\n\nWie vragen heeft, kan terecht bij Staff aan de Dorpsstraat.", encoding="utf-8"
    )
    ingest([tmp_path / "plan.md"], tmp_path / "index")
    index = open_retriever(tmp_path / "index").index
    assert named("waar zit staff", english=False, index=index).tolist() == [0]
    assert named("where is Staff", english=True, index=index).tolist() == [0]
    assert named("reporting for city staff", english=True, index=index).tolist() == []
    assert named("wie heeft vragen", english=False, index=index).tolist() == []
