"""A change that a test notices is killed, and one that none notices survives."""

from pathlib import Path

import pytest

from evaluation.mutation import Outcome, Target, as_page, measure

CODE = "def is_small(number):\n    return number < 10\n"
TEST = """\
from small_code import is_small

def test_a_small_number_is_small():
    assert is_small({number}) is {small}
"""


def _project(folder: Path, number: int, small: bool) -> Target:
    (folder / "small_code.py").write_text(CODE)
    (folder / "test_small.py").write_text(TEST.format(number=number, small=small))
    (folder / "pyproject.toml").write_text('[tool.pytest.ini_options]\npythonpath = ["."]\n')
    return Target("small_code.py", ("test_small.py",))


def test_what_no_test_notices_survives_and_the_code_is_put_back(tmp_path: Path) -> None:
    outcomes = measure(_project(tmp_path, 3, True), tmp_path)
    assert outcomes == [
        Outcome("small_code.py", 2, "returns nothing", "killed"),
        Outcome("small_code.py", 2, "Lt to LtE", "survived"),
        Outcome("small_code.py", 2, "10 and one more", "survived"),
    ]
    assert (tmp_path / "small_code.py").read_text() == CODE
    assert as_page(outcomes).startswith("small_code.py: 0.333 killed of 3\n")
    assert "survived small_code.py:2 Lt to LtE" in as_page(outcomes)


def test_tests_that_fail_by_themselves_measure_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="fail as it stands"):
        measure(_project(tmp_path, 3, False), tmp_path)
