"""The command line says whether sign-in is right, and who came in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from channels.cli import app
from tests.integration.sign_in.conftest import write_file
from tests.integration.sign_in.provider import Provider, free_port
from tests.integration.sign_in.somebody import Somebody
from tests.unit.channels.fakes import Clock

ENGLISH = {"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}


def run(environ: dict[str, str], *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*arguments], env={**environ, **ENGLISH})
    return done.exit_code, done.output


def test_a_right_file_and_a_provider_that_answers_are_told(environ: dict[str, str]) -> None:
    code, output = run(environ, "check-sign-in")
    assert code == 0
    assert "http://127.0.0.1:8000/aanmelden/terug" in output
    assert "answers and signs with 1 keys" in output


def test_a_provider_that_does_not_answer_is_told(
    environ: dict[str, str], provider: Provider, tmp_path: Path
) -> None:
    write_file(tmp_path, provider, issuer=f"http://127.0.0.1:{free_port()}")
    code, output = run(environ, "check-sign-in")
    assert (code, "does not answer well (ConnectError)" in output) == (1, True)


def test_who_came_in_is_listed_by_account(
    environ: dict[str, str], somebody: Somebody, clock: Clock
) -> None:
    clock.at = datetime.now(UTC)
    somebody.sign_in("functionaris")
    somebody.come_back("/aanmelden/terug?state=x")
    code, output = run(environ, "sign-ins")
    assert code == 0
    first, second = output.splitlines()
    assert first.split()[2:] == ["signed_in", "person:sub-officer-1", "officer"]
    assert second.split()[2:] == ["refused", "-", "attempt", "attempt"]


def test_before_anybody_came_in_nobody_is_listed(environ: dict[str, str]) -> None:
    assert run(environ, "sign-ins") == (0, "Nobody signed in during that time.\n")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1"])  # noqa: S104
def test_nothing_starts_with_its_doors_open(environ: dict[str, str], host: str) -> None:
    open_to_all = {**environ, "NIETPLUIS_SIGN_IN_FILE": "", "NIETPLUIS_GATEWAY_HOST": host}
    code, output = run(open_to_all, "run", "--no-setup")
    assert (code, "NIETPLUIS_SIGN_IN_FILE is not set" in output) == (1, True)
