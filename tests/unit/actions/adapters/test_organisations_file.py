"""A fault in the file of organisations is told with its place and its mend."""

from pathlib import Path

import pytest

from actions.adapters.organisations_file import SHIPPED_ORGANISATIONS, load_organisations
from actions.domain.errors import DataFileError

SHIPPED = SHIPPED_ORGANISATIONS.read_text(encoding="utf-8")


def problems(folder: Path, old: str, new: str) -> list[str]:
    assert old in SHIPPED
    path = folder / "organisations.yml"
    path.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_organisations(path)
    return [problem.code for problem in caught.value.problems]


def test_names_must_follow_each_other(tmp_path: Path) -> None:
    assert problems(tmp_path, "from: 2022-01-01", "from: 2011-01-01") == ["names_out_of_order"]
    assert problems(tmp_path, "        from: 2022-01-01\n", "") == ["names_out_of_order"]


def test_a_name_belongs_to_one_organisation(tmp_path: Path) -> None:
    assert problems(tmp_path, 'also: ["NLA"]', 'also: ["BRP"]') == ["duplicate_name"]


def test_every_route_has_an_organisation(tmp_path: Path) -> None:
    assert problems(tmp_path, "    route: nidos\n", "") == ["unnamed_route"]


def test_a_day_is_a_day(tmp_path: Path) -> None:
    assert problems(tmp_path, "from: 2022-01-01", "from: vorig jaar") == ["form"]
