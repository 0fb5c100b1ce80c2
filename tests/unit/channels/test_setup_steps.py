"""Set-up does what changed, nothing else, and says in one line why it cannot go on."""

import errno
from collections.abc import Sequence
from pathlib import Path

import pytest

from channels.python_finder import find_python
from channels.setup_steps import SetupError, Stamps, Step, fingerprint, run_steps


class Bench:
    """A step over one folder that counts how often it is made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.source = root / "source"
        self.source.mkdir()
        (self.source / "a.yml").write_text("een")
        self.result = root / "result"
        self.made = 0
        self.said: list[str] = []

    def make(self) -> None:
        self.made += 1
        self.result.touch()

    def run(self, mebibytes: int = 0) -> int:
        step = Step("model", [self.source, "word"], self.result.exists, self.make, mebibytes)
        return run_steps([step], Stamps(self.root / "setup"), self.say, self.root)

    def say(self, key: str, **values: object) -> None:
        self.said.append(key)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_a_second_run_makes_nothing(bench: Bench) -> None:
    assert (bench.run(), bench.run(), bench.made) == (1, 0, 1)
    assert bench.said == ["setup_model"]


@pytest.mark.parametrize("change", ["content", "new file", "removed", "renamed"])
def test_a_changed_input_is_made_again(bench: Bench, change: str) -> None:
    bench.run()
    file = bench.source / "a.yml"
    {
        "content": lambda: file.write_text("twee"),
        "new file": lambda: (bench.source / "b.yml").write_text(""),
        "removed": lambda: file.unlink(),
        "renamed": lambda: file.rename(bench.source / "b.yml"),
    }[change]()
    assert (bench.run(), bench.made) == (1, 2)


def test_a_result_that_disappeared_is_made_again(bench: Bench) -> None:
    bench.run()
    bench.result.unlink()
    assert (bench.run(), bench.made) == (1, 2)


def test_compiled_files_do_not_count(bench: Bench) -> None:
    before = fingerprint([bench.source])
    (bench.source / "__pycache__").mkdir()
    (bench.source / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert fingerprint([bench.source]) == before


def test_a_step_that_failed_is_tried_again(bench: Bench) -> None:
    step = Step("model", ["x"], lambda: True, lambda: 1 / 0 and None, 0)
    stamps = Stamps(bench.root / "setup")
    with pytest.raises(ZeroDivisionError):
        run_steps([step], stamps, bench.say, bench.root)
    assert not stamps.matches(step)


def test_too_small_a_disk_is_told_before_the_step_begins(bench: Bench) -> None:
    with pytest.raises(SetupError) as told:
        bench.run(mebibytes=10**9)
    assert (told.value.key, told.value.values["needed"]) == ("disk_full", 10**9)
    assert bench.made == 0


def test_a_disk_that_fills_up_meanwhile_is_told_the_same_way(bench: Bench) -> None:
    def fill() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    step = Step("model", ["x"], lambda: False, fill, 7)
    with pytest.raises(SetupError) as told:
        run_steps([step], Stamps(bench.root / "setup"), bench.say, bench.root)
    assert (told.value.key, told.value.values["needed"]) == ("disk_full", 7)


class Machine:
    """Answers commands as a machine with these Pythons on it would."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, command: Sequence[str]) -> str | None:
        line = " ".join(command[:4]) if command[0] in {"uv", "pyenv"} else command[0]
        self.asked.append(line)
        return self.answers.get(line)


def test_python_on_the_path_is_taken_when_it_really_is_3_10() -> None:
    assert find_python(Machine({"python3.10": "3.10"}), {}) == "python3.10"


def test_a_shim_that_does_not_run_is_passed_over(tmp_path: Path) -> None:
    python = tmp_path / "versions" / "3.10.13" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    machine = Machine({"pyenv root": str(tmp_path), str(python): "3.10"})
    assert find_python(machine, {}) == str(python)


def test_uv_is_asked_to_fetch_one_last() -> None:
    class Fetching(Machine):
        def __call__(self, command: Sequence[str]) -> str | None:
            answer = super().__call__(command)
            if list(command) == ["uv", "python", "install", "3.10"]:
                self.answers.update({"uv python find 3.10": "/uv/python", "/uv/python": "3.10"})
                return ""
            return answer

    assert find_python(Fetching({}), {}) == "/uv/python"


def test_without_any_the_one_line_says_what_to_install() -> None:
    with pytest.raises(SetupError) as told:
        find_python(Machine({"python3.10": "3.9"}), {})
    assert told.value.key == "python_missing"


def test_the_setting_comes_first() -> None:
    machine = Machine({"/own/python": "3.10", "python3.10": "3.10"})
    assert find_python(machine, {"NIETPLUIS_PYTHON310": "/own/python"}) == "/own/python"
