"""What the documents promise is there."""

import re
from pathlib import Path

import pytest

import actions

ROOT = Path(actions.__file__).parent.parent
DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
DOCS += [ROOT / "bot" / "README.md", ROOT / "evaluation" / "README.md"]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


@pytest.mark.parametrize("page", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_make_command_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for page in DOCS:
        named = set(re.findall(r"`make ([a-z]+)`", page.read_text(encoding="utf-8")))
        assert named <= targets, page.name


def test_every_runtime_package_has_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    names = re.findall(r'^  "([A-Za-z0-9._-]+)(?:\[[a-z]+\])?==', project, re.MULTILINE)
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    assert names
    assert [name for name in names if name.lower() not in reasons] == []


def test_every_setting_is_documented() -> None:
    code = (ROOT / "actions" / "config.py").read_text(encoding="utf-8")
    keys = set(re.findall(r'source\.(?:text|path|read)\(\s*"([a-z_]+)"', code))
    operations = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert keys
    assert [k for k in sorted(keys) if f"NIETPLUIS_{k.upper()}" not in operations] == []


def test_no_path_of_one_machine_stands_in_the_project() -> None:
    elsewhere = re.compile(r"/(?:root|opt|home)/[a-z.]")
    for page in DOCS:
        assert not elsewhere.search(page.read_text(encoding="utf-8")), page.name
