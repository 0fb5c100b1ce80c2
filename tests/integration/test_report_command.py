"""`nietpluis report` over a real store."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from actions.bootstrap import bootstrap
from actions.config import read_settings
from actions.domain.codes import Channel, ExploitationForm, Language, Role
from actions.domain.commands import SubmitSignal
from actions.domain.signal import Facts
from channels.cli import app

YEAR = datetime.now(UTC).year
FACTS = Facts(
    role=Role.COUNTER,
    reporter_municipality="groningen",
    place_municipality="groningen",
    exploitation_form=ExploitationForm.LABOUR,
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with eleven signals of this year, and the environment that names it."""
    monkeypatch.setenv("NIETPLUIS_VAR_DIR", str(tmp_path))
    services = bootstrap(read_settings({"NIETPLUIS_VAR_DIR": str(tmp_path)}))
    for number in range(11):
        command = SubmitSignal(f"c{number}", FACTS, Channel.WEB, Language.NL, "Kanarie Geelvink")
        services.submit(command)
    return tmp_path


def run(*arguments: str) -> None:
    done = CliRunner().invoke(app, ["report", *arguments])
    assert done.exit_code == 0, done.output


def test_the_report_is_a_pdf_of_the_rounds_that_are_full(store: Path) -> None:
    file = store / "out" / "report.pdf"
    run("--out", str(file), "--language", "en")
    paper = PdfReader(io.BytesIO(file.read_bytes()))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert f"Annual report on signals of human trafficking {YEAR}" in text
    assert "10 signals in these numbers" in text
    assert "Kanarie" not in text


def test_a_name_that_ends_in_csv_gives_the_numbers_alone(store: Path) -> None:
    file = store / "numbers.csv"
    run("--out", str(file), "--year", str(YEAR))
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "year;dimension;code;label;count"
    assert f"{YEAR};form;labour;arbeidsuitbuiting;10" in lines
