"""The catalogue of signals from its folder: concepts.yml, fields.yml, one file per subject."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from actions.adapters.indicator_patterns import PatternError, parse
from actions.adapters.yaml_file import DATA, Where, YamlFile, read_yaml
from actions.domain.codes import ExploitationForm, Setting
from actions.domain.directory import LocalText
from actions.domain.errors import DataFileError, Problem
from actions.domain.indicators import (
    FLOOR_EFFECTS,
    OUTSIDE,
    Effect,
    IndicatorCatalogue,
    IndicatorEntry,
    Kind,
)

SHIPPED_INDICATORS = DATA / "indicators"
CONCEPTS, FIELDS = "concepts.yml", "fields.yml"


def load_indicators(path: Path = SHIPPED_INDICATORS) -> IndicatorCatalogue:
    """Read and check the catalogue.

    Raises DataFileError with every fault in every file, each with its line and how to mend it.
    """
    concepts, fields, files = _read(path)
    problems = [
        *_concept_problems(concepts),
        *_field_problems(concepts, fields),
        *_entry_problems(concepts, files),
        *_implied_problems(files),
    ]
    if problems:
        raise DataFileError(tuple(problems))
    entries = [_entry(item) for file in files for item in file.value["entries"]]
    return IndicatorCatalogue(
        entries={entry.code: entry for entry in entries},
        concepts=_concepts(concepts),
        hypotheticals=tuple(concepts.value["hypotheticals"]),
        fields=_lists(fields.value["fields"]),
    )


def _read(folder: Path) -> tuple[YamlFile, YamlFile, list[YamlFile]]:
    schemas = {CONCEPTS: "concepts", FIELDS: "fields"}
    problems: list[Problem] = []
    files: list[YamlFile] = []
    others = sorted(path for path in folder.glob("*.yml") if path.name not in schemas)
    for path in (folder / CONCEPTS, folder / FIELDS, *others):
        try:
            files.append(read_yaml(path, schemas.get(path.name, "indicators")))
        except DataFileError as error:
            problems += error.problems
    if problems:
        raise DataFileError(tuple(problems))
    return files[0], files[1], files[2:]


def _implied_problems(files: list[YamlFile]) -> Iterator[Problem]:
    codes = {item["code"] for file in files for item in file.value["entries"]}
    for file in files:
        for at, item in enumerate(file.value["entries"]):
            for code in set(item.get("implies", [])) - codes:
                options = ", ".join(sorted(codes))
                where: Where = ("entries", at, "implies")
                yield file.problem("unknown_code", where, value=code, options=options)


def _concepts(file: YamlFile) -> dict[str, tuple[str, ...]]:
    return _lists(file.value["concepts"])


def _lists(named: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words.split()) for name, words in named.items()}


def _entry(item: dict[str, Any]) -> IndicatorEntry:
    return IndicatorEntry(
        code=item["code"],
        kind=Kind(item["kind"]),
        label=LocalText(**item["label"]),
        explanation=LocalText(**item["explanation"]),
        forms=tuple(map(ExploitationForm, item["forms"])),
        settings=tuple(map(Setting, item["settings"])),
        hard_fact=item["hard_fact"],
        effects=frozenset(map(Effect, item["effects"])),
        source=_source(item["source"]),
        patterns=tuple(item["patterns"]),
        unless=tuple(item.get("unless", [])),
        implies=tuple(item.get("implies", [])),
    )


def _source(item: dict[str, str] | str) -> str:
    return OUTSIDE if isinstance(item, str) else f"{item['document']}, {item['section']}"


def _concept_problems(file: YamlFile) -> Iterator[Problem]:
    concepts = _concepts(file)
    for name in concepts:
        yield from _pattern_problems(file, ("concepts", name), f"@{name}", concepts)
    for at, source in enumerate(file.value["hypotheticals"]):
        yield from _pattern_problems(file, ("hypotheticals", at), source, concepts)


def _field_problems(concepts: YamlFile, fields: YamlFile) -> Iterator[Problem]:
    known = _concepts(concepts)
    for name, words in _lists(fields.value["fields"]).items():
        yield from _pattern_problems(fields, ("fields", name), "|".join(words), known)


def _entry_problems(concepts: YamlFile, files: list[YamlFile]) -> Iterator[Problem]:
    words, owners = _concepts(concepts), dict[str, str]()
    for file in files:
        for at, item in enumerate(file.value["entries"]):
            where: Where = ("entries", at)
            code = item["code"]
            if code in owners:
                yield file.problem(
                    "duplicate_code", (*where, "code"), value=code, other=owners[code]
                )
            owners[code] = file.path.name
            yield from _hard_problems(file, where, item)
            for key in ("patterns", "unless"):
                for index, source in enumerate(item.get(key, [])):
                    yield from _pattern_problems(file, (*where, key, index), source, words)


def _hard_problems(file: YamlFile, where: Where, item: dict[str, Any]) -> Iterator[Problem]:
    if not item["hard_fact"]:
        return
    if item["kind"] == Kind.CIRCUMSTANCE:
        yield file.problem("hard_context", (*where, "hard_fact"), value=item["code"])
    if not FLOOR_EFFECTS.intersection(item["effects"]):
        yield file.problem("hard_without_effect", (*where, "hard_fact"), value=item["code"])


def _pattern_problems(
    file: YamlFile, where: Where, source: str, concepts: dict[str, tuple[str, ...]]
) -> Iterator[Problem]:
    try:
        parse(source, concepts)
    except PatternError as error:
        if error.concept:
            yield file.problem("unknown_concept", where, value=error.concept)
        else:
            yield file.problem("bad_pattern", where, value=source, detail=error)
