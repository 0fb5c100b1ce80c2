"""Each thing that can be changed is changed once, and nothing that does not run."""

import pytest

from evaluation.mutants import mutants
from evaluation.mutation import ROOT, read_targets


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("a == b", ["a != b"]),
        ("a < b <= c", ["a <= b <= c", "a < b < c"]),
        ("x in y and z", ["x in y or z", "x not in y and z"]),
        ("not x", ["not not x"]),
        ("a | b", ["a & b"]),
        ("f(True, 3)", ["f(False, 3)", "f(True, 4)"]),
        ("if a:\n    b()", ["if not a:\n    b()"]),
        ("[x for x in y if x]", ["[x for x in y if True]"]),
        ("def f():\n    return x", ["def f():\n    return None"]),
    ],
)
def test_one_thing_at_a_time(source: str, changed: list[str]) -> None:
    assert [mutant.source for mutant in mutants(source)] == changed


def test_docstrings_types_and_decorators_stay() -> None:
    source = '"""A == b."""\n@d(1)\ndef f(x: int | None) -> "a or b":\n    """Not 1."""\n    return'
    assert list(mutants(source)) == []


def test_a_mutant_says_where_and_what() -> None:
    (mutant,) = mutants("\n\nx = a == b")
    assert (mutant.line, mutant.change) == (3, "Eq to NotEq")


def test_targets_and_their_tests_are_there() -> None:
    paths = [path for target in read_targets() for path in (target.file, *target.tests)]
    assert [path for path in paths if not (ROOT / path).exists()] == []
