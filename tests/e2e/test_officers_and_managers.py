"""What product.md asks for the people beside the conversation, each as a story in a Chromium."""

import asyncio
from pathlib import Path

import pytest

from actions.domain.codes import AgeGroup, ExploitationForm
from evaluation.conditions import Case, Measured, Result, read_conditions
from evaluation.gates import Fall
from evaluation.one_run import Run
from evaluation.report.page import Context, page
from tests.e2e.conftest import House, Open
from tests.e2e.people import reader

OFFICER, DEPUTY = "groningen-officer", "groningen-officer.deputy"
REGION = "zvh-groningen"
SEEN = "Een man bewaart het paspoort van een vrouw. Zijn naam is Achmed Verhulst."
HURRY = "Een jongen van 15 moet voor een man pakjes wegbrengen en is bang."
FIRST_ROUND = 10

pytestmark = pytest.mark.timeout(120)


def test_an_officer_takes_the_most_urgent_signal_first_and_tells_the_reporter_what_was_done(
    house: House,
) -> None:
    plain = house.told(SEEN)
    urgent = house.told(
        HURRY, exploitation_form=ExploitationForm.CRIMINAL, age_group=AgeGroup.MINOR
    )

    async def story() -> tuple[str, str, str, str]:
        async with reader(house.url) as officer:
            inbox = await officer.sign_in(OFFICER)
            await officer.press("Criminele uitbuiting")
            await officer.press("Aannemen")
            await officer.fill("Notitie voor collega's", "Ik bel de school.")
            await officer.press("Bewaar notitie")
            await officer.fill("Bericht aan de melder", "Dank je. We zijn ermee bezig.")
            await officer.press("Bewaar en laat de melder weten")
            await officer.press("Delen met de keten")
            await officer.unfold("Sluiten")
            await officer.fill("Waarom sluit je deze melding?", "followed_up")
            closed = await officer.press("Sluiten")
            told = await officer.follow(urgent.reference)
            return inbox, closed, told, await officer.open("/inbox")

    inbox, closed, told, left = asyncio.run(story())
    assert inbox.index(urgent.reference) < inbox.index(plain.reference)
    assert "Ik bel de school." in closed and "gesloten" in closed
    assert "gesloten" in told and "Dank je. We zijn ermee bezig." in told
    assert "school" not in told and "pakjes" not in told
    assert plain.reference in left and urgent.reference not in left


def test_what_the_officer_leaves_unread_comes_before_the_deputy(house: House) -> None:
    receipt = house.told(SEEN)

    async def story() -> tuple[str, str, str]:
        async with reader(house.url) as deputy:
            before = await deputy.sign_in(DEPUTY)
            house.clock.forward(days=3)
            house.services.escalate_due()
            after = await deputy.sign_in(DEPUTY)  # another day
            await deputy.press("Arbeidsuitbuiting")
            return before, after, await deputy.press("Aannemen")

    before, after, accepted = asyncio.run(story())
    assert "bij vervanger gemeld" not in before
    assert receipt.reference in after and "bij vervanger gemeld" in after
    assert "aangenomen" in accepted


def test_the_regional_team_sees_what_was_shared_with_it_and_nothing_else(house: House) -> None:
    house.told(SEEN)
    elsewhere = house.told(SEEN, place_municipality="veendam")

    async def story() -> tuple[str, str]:
        async with reader(house.url) as team:
            inbox = await team.sign_in(REGION)
            return inbox, await team.press("Arbeidsuitbuiting")

    inbox, shared = asyncio.run(story())
    assert inbox.count("Arbeidsuitbuiting") == 1 and elsewhere.reference in inbox
    assert "Verhulst" not in shared and "paspoort" in shared


def test_a_policy_maker_reads_numbers_of_the_region_in_which_nobody_can_be_found(
    house: House,
) -> None:
    for number in range(FIRST_ROUND):
        form = ExploitationForm.SEXUAL if number < 2 else ExploitationForm.LABOUR
        house.told(SEEN, exploitation_form=form)

    async def story() -> tuple[str, str]:
        async with reader(house.url) as policy:
            await policy.sign_in(REGION)
            page = await policy.press("Cijfers")
            csv = "fetch('/monitor/cijfers.csv?year=2026').then((found) => found.text())"
            return page, str(await policy.page.run(csv))

    page, csv = asyncio.run(story())
    assert f"{FIRST_ROUND} meldingen in deze cijfers" in page
    for shown in (page, csv):
        assert "Verhulst" not in shown and "paspoort" not in shown
        assert "seksuele" not in shown.lower()  # two is too few to show


def test_a_functional_manager_changes_desk_hours_and_look_in_files_alone(
    opened: Open, own_directory: Path, tmp_path: Path
) -> None:
    file = own_directory / "groningen.yml"
    words = file.read_text(encoding="utf-8").replace(
        "Aandachtsfunctionaris mensenhandel, gemeente Groningen (maatschappelijke ontwikkeling)",
        "Meldpunt Vuursteen",
    )
    file.write_text(words, encoding="utf-8")
    look = tmp_path / "look.css"
    look.write_text(":root { --np-brand: light-dark(#00622a, #8fd6a6); }", encoding="utf-8")
    house = opened(NIETPLUIS_DIRECTORY_DIR=str(own_directory), NIETPLUIS_TOKENS_FILE=str(look))
    house.told(SEEN)

    async def story() -> tuple[str, str, str]:
        async with reader(house.url) as officer:
            await officer.open("/opvolgen")
            colour = await officer.page.run(
                "getComputedStyle(document.querySelector('main button')).backgroundColor"
            )
            inbox = await officer.sign_in(OFFICER)
            file.write_text(words.replace("Vuursteen", "Kwarts"), encoding="utf-8")
            house.clock.forward(minutes=1)
            return inbox, str(colour), await officer.open("/inbox")

    inbox, colour, later = asyncio.run(story())
    assert "Loket: Meldpunt Vuursteen" in inbox
    assert "Loket: Meldpunt Kwarts" in later
    assert colour == "rgb(0, 98, 42)"


def test_a_maintainer_reads_which_figure_fell_and_on_which_message(tmp_path: Path) -> None:
    score = {"value": 0.7, "low": 0.6, "high": 0.8, "n": 25}
    conditions = read_conditions()
    missed = Case("7", False, "zij <b>huilt</b>", ("not heard: 0.40",))
    facts = {
        "id": "20260102-100000", "began": "2026-01-02T10:00:00+00:00", "seconds": 3.0,
        "commit": "abc", "changed_since_commit": False, "model": {"file": "m", "sha256": "0"},
        "python": "3.11", "versions": {"numpy": "2"}, "seeds": {"folds": 1}, "data": {"a": "b"},
    }  # fmt: skip
    measured = Measured({"recall": score}, [missed], [], {})
    record = {"danger": {"dev": {"recall": {**score, "value": 0.96}}}}
    fell = Fall("danger", "dev", "recall", 0.7, 0.96, 0.9)
    run = Run(facts, [Result("danger", "dev", 2.0, measured)])
    file = tmp_path / "run.html"
    file.write_text(page(Context(run, [], conditions, record, [fell]), "nl"), encoding="utf-8")

    async def story() -> str:
        async with reader(file.as_uri()) as maintainer:
            await maintainer.open("")
            return str(await maintainer.page.run("document.body.textContent"))

    told = asyncio.run(story())
    assert "0,700" in told and "0,960" in told
    assert "zij <b>huilt</b>" in told and "not heard: 0.40" in told
