"""Licences of packages and data against those taken in: `python -m evaluation.licences`.

Ends with status 1 and a line for each that is not listed in `licences.yml`.
"""

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

import yaml

from evaluation.cards.counting import files_of
from evaluation.cards.writing import ROOT, read_sources

FILE = Path(__file__).with_suffix(".yml")
# Both environments: the application's own, and Rasa's where it is installed.
BOT_PACKAGES = "bot/.venv/lib/python3*/site-packages"
OURS = "nietpluis"
LICENCE = "License :: "
LONGEST = 60
DATA = (".jsonl", ".tsv", ".npz", ".safetensors", ".csv", ".parquet")
NOT_OURS = ("var", "node_modules")


@dataclass(frozen=True)
class Listed:
    """What the project takes in."""

    allowed: frozenset[str]
    packages: Mapping[str, Mapping[str, str]]
    data: frozenset[str]


def read_listed(file: Path = FILE) -> Listed:
    """The reviewed list."""
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Listed(frozenset(found["allowed"]), found["packages"], frozenset(found["data"]))


def licence_of(package: Distribution) -> str:
    """What the package's metadata says: the expression, the classifiers, or a short licence."""
    said = package.metadata
    expression = said.get_all("License-Expression", [])
    named = [c.split(" :: ")[-1] for c in said.get_all("Classifier", []) if c.startswith(LICENCE)]
    free = [text for text in said.get_all("License", []) if len(text) < LONGEST]
    return "; ".join(expression or named or free)


def is_allowed(licence: str, allowed: frozenset[str]) -> bool:
    """Whether one of the choices is listed whole."""
    choices = re.split(r"\s+OR\s+|;\s*", licence)
    return any(
        all(part.strip(" ()") in allowed or part.strip() in allowed for part in _parts(choice))
        for choice in choices
    )


def package_faults(packages: Iterable[Distribution], listed: Listed) -> list[str]:
    """Packages whose licence is not taken in."""
    faults = []
    for package in packages:
        name, licence = package.metadata["Name"], licence_of(package)
        known = name == OURS or name.lower() in listed.packages
        if not known and not is_allowed(licence, listed.allowed):
            faults.append(f"package {name}: {licence or 'no licence told'}")
    return sorted(set(faults))


def data_faults(root: Path, listed: Listed) -> list[str]:
    """Data sets under another licence, and data files that no card speaks for."""
    sources = read_sources()
    faults = [
        f"data {source['name']}: {source['licence']}"
        for source in sources
        if not is_allowed(source["licence"], listed.data)
    ]
    spoken_for = {file for source in sources for file in files_of(root, source["paths"])}
    loose = [file for file in _data_files(root) if file not in spoken_for]
    return faults + [f"no card for {file.relative_to(root)}" for file in loose]


def installed(root: Path = ROOT) -> list[Distribution]:
    """The packages of both environments."""
    bot = [str(path) for path in root.glob(BOT_PACKAGES)]
    return [*distributions(), *(distributions(path=bot) if bot else ())]


def _data_files(root: Path) -> list[Path]:
    """Files of data formats in the project's own folders; hidden ones are caches of tools."""
    tops = [p for p in root.iterdir() if p.is_dir() and p.name not in NOT_OURS]
    below = (f for top in tops for f in top.rglob("*") if f.suffix in DATA)
    return sorted(f for f in below if not any(p[0] == "." for p in f.relative_to(root).parts))


def _parts(choice: str) -> list[str]:
    return re.split(r"\s+AND\s+", choice)


def main() -> None:
    """Prints every fault, or how much was looked at."""
    listed = read_listed()
    packages = installed()
    faults = [*package_faults(packages, listed), *data_faults(ROOT, listed)]
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{len(packages)} packages, {len(read_sources())} data sets\n")
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
