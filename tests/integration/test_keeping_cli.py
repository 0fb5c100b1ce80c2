"""The commands for what is kept: notices given up, terms, keys."""

import json
import secrets
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from actions.bootstrap import Services, bootstrap
from actions.config import read_settings
from actions.domain.codes import Channel, Language, Role, Status
from actions.domain.commands import ChangeStatus, SubmitSignal
from actions.domain.disclosure import Officer
from actions.domain.signal import Facts
from actions.domain.workflow import CloseReason
from channels.cli import app

OFFICER = Officer("officer-1", "Aandachtsfunctionaris", frozenset({"groningen-officer"}))
LONG_AGO = datetime(2019, 3, 4, 9, 0, tzinfo=UTC)


class Then:
    """A clock that stands still at a moment."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


def nietpluis(folder: Path, *words: str, **environ: str) -> str:
    given = {"NIETPLUIS_VAR_DIR": str(folder), "LANG": "en_GB.UTF-8", "LC_ALL": "", **environ}
    result = CliRunner().invoke(app, list(words), env=given)
    assert result.exit_code == 0, result.output
    return result.output


def _at(folder: Path, moment: datetime, **environ: str) -> Services:
    settings = read_settings({"NIETPLUIS_VAR_DIR": str(folder), **environ})
    return bootstrap(settings, clock=Then(moment))


def _submit(services: Services, key: str) -> str:
    facts = Facts(role=Role.COUNTER, reporter_municipality="groningen")
    command = SubmitSignal(key, facts, Channel.WEB, Language.NL, "er klopt iets niet")
    return services.submit(command).signal_id


def _close(services: Services, signal_id: str) -> None:
    for status in (Status.ACCEPTED, Status.IN_PROGRESS, Status.CLOSED):
        reason = CloseReason.FOLLOWED_UP if status is Status.CLOSED else None
        services.change_status(ChangeStatus(OFFICER, signal_id, status, reason=reason))


def test_a_notice_that_was_given_up_is_listed_with_its_reason_and_sent_again(
    tmp_path: Path,
) -> None:
    drop = {"NIETPLUIS_FILE_DROP_DIR": str(tmp_path / "drop")}
    assert nietpluis(tmp_path, "notices") == (
        "Every notice was delivered, or is still being tried.\n"
    )
    services = _at(tmp_path, datetime.now(UTC), **drop)
    _submit(services, "c1")
    (tmp_path / "drop").write_text("no folder")
    with services.parts.transactions() as work:
        now = services.now()
        for delivery in work.outbox.claim(now, now + timedelta(minutes=2), 10):
            work.outbox.failed(delivery, now, "file NotADirectoryError", None)
    listed = nietpluis(tmp_path, "notices")
    assert listed.splitlines()[0].startswith("Not delivered: 2.")
    told = "after 1 tries: the folder or the disk refuses (file NotADirectoryError)"
    assert f"desk groningen-officer  by file  {told}" in listed
    number = listed.splitlines()[1].split()[0]
    assert nietpluis(tmp_path, "notices", "--again", number) == "Queued again: 1.\n"
    assert nietpluis(tmp_path, "notices", "--again", "all") == "Queued again: 1.\n"
    (tmp_path / "drop").unlink()
    later = _at(tmp_path, datetime.now(UTC), **drop)
    assert later.deliver_due().delivered == 2
    assert len(list((tmp_path / "drop").glob("*.json"))) == 1


def test_an_unknown_number_is_told(tmp_path: Path) -> None:
    given = {"NIETPLUIS_VAR_DIR": str(tmp_path), "LANG": "en_GB.UTF-8", "LC_ALL": ""}
    result = CliRunner().invoke(app, ["notices", "--again", "7"], env=given)
    assert (result.exit_code, result.output.strip()) == (
        1,
        "Notice 7 is not waiting. See the list with: nietpluis notices",
    )


def test_a_dry_run_lists_what_is_past_its_term_and_destroys_nothing(tmp_path: Path) -> None:
    then = _at(tmp_path, LONG_AGO)
    never_closed = _submit(then, "never closed")
    closed = _submit(then, "closed")
    _close(_at(tmp_path, LONG_AGO + timedelta(days=400)), closed)
    fresh = _submit(_at(tmp_path, datetime.now(UTC)), "fresh")
    lines = nietpluis(tmp_path, "retention", "--dry-run").splitlines()
    assert lines == [
        "Text of conversations goes when the conversation ends, and otherwise after 24 hours."
        " Older than 24 hours now: 0.",
        "2 signals are past their term of 1825 days:",
        f"  {never_closed}  desk groningen-officer  received 2019-03-04, closed never",
        f"  {closed}  desk groningen-officer  received 2019-03-04, closed 2020-04-07",
    ]
    assert nietpluis(tmp_path, "retention", "--dry-run").splitlines() == lines
    done = nietpluis(tmp_path, "retention").splitlines()
    assert done[-1] == "Destroyed the content of 2 signals. Counts, and who read what, stay."
    assert nietpluis(tmp_path, "retention", "--dry-run").splitlines()[1] == (
        "No signal is past its term."
    )
    kept = _at(tmp_path, datetime.now(UTC)).signal(OFFICER, fresh)
    assert kept.original == "er klopt iets niet"


def test_after_a_rotation_the_old_key_may_leave_the_file(tmp_path: Path) -> None:
    signal_id = _submit(_at(tmp_path, datetime.now(UTC)), "c1")
    key_file = tmp_path / "keys.json"
    keys = json.loads(key_file.read_text())
    keys["master"]["k2"] = b64encode(secrets.token_bytes(32)).decode()
    key_file.write_text(json.dumps({**keys, "current": "k2"}))
    assert nietpluis(tmp_path, "rotate-keys").startswith("Brought under the current key: 1 ")
    del keys["master"]["k1"]
    key_file.write_text(json.dumps({**keys, "current": "k2"}))
    kept = _at(tmp_path, datetime.now(UTC)).signal(OFFICER, signal_id)
    assert kept.original == "er klopt iets niet"


@pytest.mark.parametrize("command", ["notices", "retention", "rotate-keys"])
def test_the_commands_name_a_wrong_setting(tmp_path: Path, command: str) -> None:
    given = {"NIETPLUIS_VAR_DIR": str(tmp_path), "NIETPLUIS_RETENTION_DAYS": "0"}
    result = CliRunner().invoke(app, [command], env=given)
    assert result.exit_code == 1
    assert "NIETPLUIS_RETENTION_DAYS" in result.output
