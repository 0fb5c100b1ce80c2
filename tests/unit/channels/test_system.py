"""Which processes there are, and what each of them is told."""

import asyncio
import os
from pathlib import Path

from actions.config import Settings, read_settings
from channels import system
from channels.setup_plan import CORPUS, document_folders
from channels.supervisor import Port

ENVIRON = {
    "PATH": "/usr/bin",
    "NIETPLUIS_SMTP_PASSWORD": "geheim",
    "NIETPLUIS_RASA_PORT": "6005",
}


def test_rasa_is_told_nothing_of_our_settings(settings: Settings) -> None:
    rasa = system.children(settings, ENVIRON, 0.0)[0]
    assert (rasa.name, dict(rasa.environment)) == ("rasa", {"PATH": "/usr/bin"})
    assert "geheim" not in " ".join(rasa.command)


def test_our_own_processes_get_the_settings(settings: Settings) -> None:
    others = system.children(settings, ENVIRON, 0.0)[1:]
    assert [child.name for child in others] == ["actions", "relay", "gateway"]
    for child in others:
        assert {k: child.environment[k] for k in ENVIRON} == ENVIRON
        assert child.environment["OMP_NUM_THREADS"] == "1"


def test_every_port_that_is_needed_has_a_setting() -> None:
    settings = read_settings({"NIETPLUIS_GATEWAY_PORT": "1", "NIETPLUIS_RASA_PORT": "2"})
    assert system.ports(settings) == [
        Port(1, "NIETPLUIS_GATEWAY_PORT"),
        Port(2, "NIETPLUIS_RASA_PORT"),
        Port(5055, "NIETPLUIS_ACTIONS_PORT"),
    ]


def test_the_relay_is_ready_when_its_heart_beat_after_the_start(settings: Settings) -> None:
    relay = system.children(settings, ENVIRON, 100.0)[2]
    assert asyncio.run(relay.ready()) is False
    settings.heartbeat_file.touch()
    os.utime(settings.heartbeat_file, (99.0, 99.0))
    assert asyncio.run(relay.ready()) is False
    os.utime(settings.heartbeat_file, (101.0, 101.0))
    assert asyncio.run(relay.ready()) is True


def test_a_server_that_nobody_started_is_not_ready() -> None:
    settings = read_settings({"NIETPLUIS_GATEWAY_PORT": "9"})
    gateway = system.children(settings, ENVIRON, 0.0)[3]
    assert asyncio.run(gateway.ready()) is False


def test_own_documents_are_taken_in_beside_the_guidance(tmp_path: Path) -> None:
    assert document_folders({"NIETPLUIS_DOCUMENTS": str(tmp_path)}) == [CORPUS, tmp_path]
    assert document_folders({"NIETPLUIS_DOCUMENTS": str(tmp_path / "weg")}) == [CORPUS]
