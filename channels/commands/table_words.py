"""The decision table as a policy officer reads it: no codes, no equals signs."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from actions.domain.codes import Language
from actions.domain.decision_table import CODES, Condition, DeskChoice, Row, Secondary
from actions.domain.routing import Missed, RowOutcome
from channels.texts import MissingTextError, Texts

SIGNAL_ONLY = ("signal", frozenset({"yes"}))
INDENT = 8
KEY = 6
WIDTH = 100


class TableWords:
    """Puts rows, conditions and outcomes into words of one language."""

    def __init__(self, texts: Texts, language: Language) -> None:
        self._texts = texts
        self._language = language

    def row(self, row: Row) -> list[str]:
        """A row in a few lines: when it counts, and what follows then."""
        conditions = f" {self._say('or')} ".join(map(self.condition, row.when))
        parts = [("when", conditions)]
        if row.primary:
            parts.append(("first", self._choices(row.primary)))
        parts += [("also", self._secondary(extra)) for extra in row.secondary]
        parts += [("action", self.code("action", action)) for action in row.actions]
        lines = [line for key, text in parts for line in _wrapped(self._say(key), text)]
        return [f"{self.name(row.id):<{INDENT}}{lines[0].lstrip()}", *lines[1:]]

    def name(self, row_id: str) -> str:
        """What a row is called."""
        return self._say("row", row=row_id)

    def condition(self, condition: Condition) -> str:
        """What a condition asks; that it is about a report goes without saying."""
        asked = [field for field in condition.fields if field != SIGNAL_ONLY]
        return "; ".join(self._asked(*field) for field in asked) or self._say("always")

    def why(self, outcome: RowOutcome) -> str:
        """Why a row counted, or on what it failed."""
        if outcome.matched:
            met = [field for field in outcome.met if field != ("signal", "yes")]
            return "; ".join(self._fact(*field) for field in met) or self._say("always")
        return f" {self._say('or')} ".join(map(self._missed, outcome.missed))

    def code(self, field: str, code: str) -> str:
        """What people call a code of a field."""
        for key in (f"table.{field}_{code}", f"codes.{field}_{code}", f"table.{code}"):
            try:
                return self._texts.say(self._language, key)
            except MissingTextError:
                continue
        raise MissingTextError(f"{field}_{code}")

    def _fact(self, field: str, code: str) -> str:
        return f"{self._say(f'field_{field}')}: {self.code(field, code)}"

    def _asked(self, field: str, asked: Iterable[str]) -> str:
        return f"{self._say(f'field_{field}')}: {self._one_of(field, asked)}"

    def _one_of(self, field: str, asked: Iterable[str]) -> str:
        wanted = set(asked)
        others = [code for code in CODES[field] if code not in wanted]
        if 0 < len(others) < len(wanted):
            return self._say("but", codes=self._list(field, others))
        return self._list(field, [code for code in CODES[field] if code in wanted])

    def _list(self, field: str, codes: Iterable[str]) -> str:
        return " / ".join(self.code(field, code) for code in codes)

    def _missed(self, missed: Missed) -> str:
        return (
            f"{self._fact(missed.field, missed.code)} ≠ {self._one_of(missed.field, missed.asked)}"
        )

    def _choices(self, choices: Iterable[DeskChoice]) -> str:
        return f", {self._say('else')} ".join(self._desk(choice) for choice in choices)

    def _desk(self, choice: DeskChoice) -> str:
        name = self.code("route", choice.route)
        return f"{name} {self._say(f'whose_{choice.whose}')}" if choice.whose else name

    def _secondary(self, extra: Secondary) -> str:
        told = self._choices(extra.choices)
        if not extra.when.fields:
            return told
        return f"{told} ({self._say('if', condition=self.condition(extra.when))})"

    def _say(self, key: str, **values: object) -> str:
        return self._texts.say(self._language, f"table.{key}", **values)


def _wrapped(key: str, text: str) -> list[str]:
    first = f"{'':{INDENT}}{key:<{KEY}} "
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * (INDENT + KEY + 1))


def table_lines(rows: Iterable[Row], words: TableWords) -> Iterator[str]:
    """The whole table, a few lines a row."""
    for row in rows:
        yield from words.row(row)
