"""The budget of docs/contributing.md: modules and functions that fit in a head."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import actions

ROOT = Path(actions.__file__).parent.parent
LONGEST_MODULE = 400
LONGEST_FUNCTION = 45


def _modules() -> list[Path]:
    packages = ("actions", "channels", "knowledge", "evaluation", "bot/components")
    return sorted(p for name in packages for p in (ROOT / name).rglob("*.py"))


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_and_its_functions_fit_in_a_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    for function in _functions(path):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        assert length <= LONGEST_FUNCTION, f"{function.name} has {length} lines"
