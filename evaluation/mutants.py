"""Small changes to code, one at a time, that a test should notice."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

Site = tuple[ast.AST, str, Callable[[], None]]
COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True)
class Mutant:
    """The source of a module with one thing changed."""

    line: int
    change: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines; docstrings and types stay."""
    count = sum(1 for _ in _sites(ast.parse(source)))
    for number in range(count):
        tree = ast.parse(source)
        node, change, apply = list(_sites(tree))[number]
        line = getattr(node, "lineno", 0)
        apply()
        yield Mutant(line, change, ast.unparse(ast.fix_missing_locations(tree)))


def _sites(tree: ast.Module) -> Iterator[Site]:
    for node in _inside(tree):
        yield from _of(node)


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes that run: no annotations, no decorators, no imports."""
    skipped = {"annotation", "returns", "decorator_list"}
    yield node
    for name, value in ast.iter_fields(node):
        if name in skipped or isinstance(node, ast.Import | ast.ImportFrom):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_docstring(child):
                yield from _inside(child)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _of(node: ast.AST) -> Iterator[Site]:
    yield from _of_operators(node)
    if isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield node, "condition turned", partial(_negate, node)
    elif isinstance(node, ast.comprehension):
        for number, condition in enumerate(node.ifs):
            yield condition, "filter taken away", partial(_keep_all, node, number)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield node, "returns nothing", partial(setattr, node, "value", ast.Constant(None))


def _of_operators(node: ast.AST) -> Iterator[Site]:
    if isinstance(node, ast.Compare):
        for number, operator in enumerate(node.ops):
            new = COMPARE[type(operator)]
            change = f"{type(operator).__name__} to {new.__name__}"
            yield node, change, partial(_compare_by, node, number, new())
    elif isinstance(node, ast.BoolOp):
        yield node, "and/or", partial(_swap_bool, node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node, "not taken away", partial(_drop_not, node)
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield node, "operator", partial(setattr, node, "op", ARITHMETIC[type(node.op)]())


def _constants(node: ast.Constant) -> Iterator[Site]:
    value = node.value
    if isinstance(value, bool):
        yield node, f"{value} turned", partial(setattr, node, "value", not value)
    elif isinstance(value, int | float):
        yield node, f"{value} and one more", partial(setattr, node, "value", value + 1)


def _compare_by(node: ast.Compare, number: int, operator: ast.cmpop) -> None:
    node.ops[number] = operator


def _swap_bool(node: ast.BoolOp) -> None:
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _drop_not(node: ast.UnaryOp) -> None:
    # Twice not: the same node, so that whoever holds it need not be told.
    node.operand = ast.UnaryOp(ast.Not(), copy.deepcopy(node.operand))


def _keep_all(node: ast.comprehension, number: int) -> None:
    node.ifs[number] = ast.Constant(True)


def _negate(node: ast.If | ast.IfExp | ast.While) -> None:
    node.test = ast.UnaryOp(ast.Not(), node.test)


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None
