"""Browser, node and axe where there are any; CI without them skips and says which is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

import channels
from channels.browser import PROGRAMS

FRONTEND = Path(channels.__file__).parent / "web" / "frontend"


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The packages of the lock file, fetched once where they are not there yet."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not installed")
    modules = FRONTEND / "node_modules"
    installed = modules / ".package-lock.json"
    lock = FRONTEND / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, timeout=120)
        if done.returncode:
            pytest.skip(f"npm cannot fetch the packages of the lock file: {done.stderr[-200:]}")
    return modules


@pytest.fixture(scope="session")
def axe(node_modules: Path) -> str:
    """The source of axe-core."""
    return (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def chromium() -> None:
    """There is a Chromium to drive."""
    if not any(map(shutil.which, PROGRAMS)):
        pytest.skip(f"none of {', '.join(PROGRAMS)} is installed")
