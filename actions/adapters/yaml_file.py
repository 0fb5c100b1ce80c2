"""YAML files for people: values with the line they stand on, and faults in their own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import loads
from pathlib import Path as FilePath
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from actions.domain.errors import DataFileError, Problem

Where = tuple[str | int, ...]
DATA = FilePath(__file__).parent.parent / "data"

SIMPLE = {
    "enum": "choice",
    "pattern": "form",
    "format": "form",
    "type": "kind",
    "minItems": "empty",
    "minProperties": "empty",
    "minLength": "empty",
}
"""Which kind of fault (data/problems.yml) a failed keyword of a JSON Schema is."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The content of a file, with the line of every value in it (counted from 1)."""

    path: FilePath
    value: Any
    lines: Mapping[Where, int]

    def line(self, where: Where) -> int:
        """The line of a value; of what holds it, when the value itself is not there."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def problem(self, code: str, where: Where, **values: object) -> Problem:
        """A fault at a place in this file, in the words of data/problems.yml."""
        place = "/".join(map(str, where)) or self.path.name
        return make_problem(code, self.path, self.line(where), {"where": place, **values})


def make_problem(
    code: str, path: FilePath, line: int, values: Mapping[str, object], language: str = "nl"
) -> Problem:
    """Say what is wrong and how to mend it; the words are data/problems.yml."""
    words = yaml.safe_load((DATA / "problems.yml").read_text(encoding="utf-8"))[code][language]
    return Problem(
        code=code,
        file=path.name,
        line=line,
        message=words["message"].format(**values),
        mend=words["mend"].format(**values),
    )


def read_yaml(path: FilePath, schema_name: str) -> YamlFile:
    """Read a file and check it against data/schemas/NAME.schema.json.

    Raises DataFileError with every fault that was found.
    """
    file, problems = _parse(path)
    if not problems:
        problems = tuple(_schema_problems(file, schema_name))
    if problems:
        raise DataFileError(tuple(sorted(problems, key=lambda found: found.line)))
    return file


def _parse(path: FilePath) -> tuple[YamlFile, tuple[Problem, ...]]:
    lines: dict[Where, int] = {}
    doubles: list[tuple[int, str]] = []
    try:
        value, node = _load(path)
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        return YamlFile(path, None, {}), (_unreadable(path, error),)
    if node is not None:
        _note_lines(node, (), lines, doubles)
    problems = tuple(
        make_problem("duplicate_key", path, line, {"name": name}) for line, name in doubles
    )
    return YamlFile(path, value, lines), problems


def _load(path: FilePath) -> tuple[Any, yaml.Node | None]:
    """The content, and the nodes that it was made of; YAMLError has the mark of the fault."""
    text = path.read_text(encoding="utf-8")
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    loader = yaml.SafeLoader("")
    for scalar in _scalars(node):
        try:
            loader.construct_object(scalar)
        except ValueError as error:  # 30 February has the form of a date, and is none
            detail = f"{scalar.value}, {error}"
            raise yaml.MarkedYAMLError(None, None, detail, scalar.start_mark) from error
    return yaml.safe_load(text), node


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif node is not None:
        for _, _, child in _children(node):
            yield from _scalars(child)


def _unreadable(path: FilePath, error: Exception) -> Problem:
    if isinstance(error, FileNotFoundError):
        return make_problem("missing_file", path, 1, {"name": path.name})
    mark = getattr(error, "problem_mark", None)
    detail = getattr(error, "problem", None) or type(error).__name__
    return make_problem("unreadable", path, mark.line + 1 if mark else 1, {"detail": detail})


def _note_lines(
    node: yaml.Node, where: Where, lines: dict[Where, int], doubles: list[tuple[int, str]]
) -> None:
    lines.setdefault(where, node.start_mark.line + 1)
    for key, line, child in _children(node):
        if (*where, key) in lines:
            doubles.append((line, str(key)))
        lines[(*where, key)] = line
        _note_lines(child, (*where, key), lines, doubles)


def _children(node: yaml.Node) -> Iterator[tuple[str | int, int, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            yield key.value, key.start_mark.line + 1, child
    elif isinstance(node, yaml.SequenceNode):
        for at, child in enumerate(node.value):
            yield at, child.start_mark.line + 1, child


def _schema_problems(file: YamlFile, schema_name: str) -> Iterator[Problem]:
    schema = loads((DATA / "schemas" / f"{schema_name}.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    for error in validator.iter_errors(_as_json(file.value)):
        yield from _explain(file, error)


def _explain(file: YamlFile, error: ValidationError) -> Iterator[Problem]:
    where: Where = tuple(error.absolute_path)
    asked = error.validator_value
    match error.validator:
        case "required":
            name = next(name for name in asked if error.message.startswith(f"'{name}'"))
            yield file.problem("required", where, name=name)
        case "additionalProperties":
            for name in error.instance.keys() - error.schema.get("properties", {}).keys():
                yield file.problem("additional", (*where, name), name=name)
        case "anyOf":
            for inner in _meant(error):
                yield from _explain(file, inner)
        case _:
            code = SIMPLE.get(str(error.validator), "other")
            yield file.problem(code, where, **_told(error))


def _told(error: ValidationError) -> dict[str, object]:
    asked = error.validator_value
    return {
        "value": error.instance,
        "options": ", ".join(map(str, asked)) if isinstance(asked, list) else asked,
        "example": next(iter(error.schema.get("examples", [])), asked),
        "detail": error.message,
    }


def _meant(error: ValidationError) -> list[ValidationError]:
    """The faults in the form that the writer chose: the one whose kind fits."""
    forms: dict[object, list[ValidationError]] = {}
    for inner in error.context or ():
        forms.setdefault(inner.schema_path[0], []).append(inner)
    fitting = [faults for faults in forms.values() if not any(map(_of_another_kind, faults))]
    return min(fitting or list(forms.values()), key=len)


def _of_another_kind(fault: ValidationError) -> bool:
    # Without a path of its own, the fault is about the whole value that has several forms.
    return fault.validator in {"type", "enum"} and not fault.relative_path


def _as_json(value: object) -> object:
    """Dates as text, the way a JSON Schema knows them."""
    if isinstance(value, dict):
        return {str(key): _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
